//! Every application on this device, and where each stands.

use crate::session::Session;
use crate::session::location::Location;
use crate::session::message::Message;
use crate::session::view_model::{ApplicationRow, Standing};
use crate::ui::html::{self, View, el};
use crate::ui::part::summary::{self, Row};
use crate::ui::part::{self, frame};
use crate::ui::{Ui, words};

/// The page.
pub fn view(ui: Ui) -> View {
    let rows = ui.memo(Session::applications);
    let set_aside = ui.memo(|session| session.set_aside());
    let cards = move || {
        rows.with(|rows| match rows.is_empty() {
            true => part::paragraph(words::NO_APPLICATIONS),
            false => rows.iter().cloned().map(|row| card(ui, row)).collect(),
        })
    };
    let new = el("a", "govuk-button")
        .attr("href", &Location::New.href())
        .attr("draggable", "false")
        .child(words::NEW_APPLICATION);
    let content = [
        part::heading(words::APPLICATIONS),
        part::paragraph(words::APPLICATIONS_HERE),
        html::live(move || {
            set_aside.with(|told| told.iter().map(|told| part::warning(told.as_str())).collect())
        }),
        new.into(),
        html::live(cards),
        part::paragraph(part::link(&Location::Passphrase, words::PASSPHRASE_LINK)),
    ];
    frame::view(Some(Location::Start), frame::two_thirds(content))
}

fn card(ui: Ui, row: ApplicationRow) -> View {
    let name = words::nickname(&row.nickname);
    let open = match row.standing {
        Standing::Draft(..) => words::GO_ON_WITH,
        Standing::Waiting | Standing::Received(_) => words::OPEN,
    };
    let hidden = [" ", &name].concat();
    let mut actions = vec![part::link_more(&row.go, open, &hidden).into()];
    if matches!(row.standing, Standing::Draft(..)) {
        let id = row.id;
        let discard = move || ui.send(Message::Discard(id.clone()));
        actions.push(part::link_button(words::DISCARD, &hidden, discard));
    }
    let mut rows = vec![Row {
        key: words::STATUS.to_owned(),
        value: standing(row.standing),
        change: None,
    }];
    rows.extend(
        row.provision
            .map(|provision| Row::fixed((words::PROVISION.to_owned(), provision))),
    );
    rows.push(Row::fixed((words::CHANGED.to_owned(), row.changed)));
    let title = el("h2", summary::TITLE).child(name);
    summary::card(title, actions, summary::list(rows))
}

/// Saved here, on its way, with the council: three different things, in words and in looks.
fn standing(standing: Standing) -> View {
    let (colour, text, more) = match standing {
        Standing::Draft(done, of) => (" govuk-tag--blue", words::DRAFT, words::draft(done, of)),
        Standing::Waiting => (
            " govuk-tag--yellow",
            words::WAITING,
            words::WAITING_MEANS.to_owned(),
        ),
        Standing::Received(reference) => (" govuk-tag--green", words::RECEIVED, words::reference(&reference)),
    };
    [
        part::tag(colour, text),
        el("p", "govuk-body-s").child(more).into(),
    ]
    .into()
}
