//! Every application on this device, and where each stands.

use crate::session::Session;
use crate::session::location::Location;
use crate::session::message::Message;
use crate::session::view_model::{ApplicationRow, SaveState, Standing, Staying};
use crate::ui::html::{self, View, el};
use crate::ui::part::summary::{self, Row};
use crate::ui::part::{self, copy, frame, put_back};
use crate::ui::{Ui, words};

/// The page.
pub fn view(ui: Ui) -> View {
    let rows = ui.memo(Session::applications);
    let discarded = ui.memo(Session::discarded);
    let told = ui.memo(|session| {
        let mut told = session.set_aside();
        told.extend(session.clock_doubted().then(|| words::CLOCK_DOUBTED.to_owned()));
        told.extend((session.swept() > 0).then(|| words::swept(session.swept(), session.draft_days())));
        told
    });
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
        html::live(move || told.with(|told| told.iter().map(|told| part::warning(told.as_str())).collect())),
        new.into(),
        copy::said(ui),
        html::live(cards),
        html::live(move || {
            let discarded = discarded.with(|all| all.iter().map(put_back).collect());
            put_back::view(ui, words::DISCARDED, discarded)
        }),
        part::paragraph(part::link(&Location::OpenFile, words::OPEN_FILE)),
        part::paragraph(part::link(&Location::Storage, words::STORAGE_TITLE)),
        part::paragraph(part::link(&Location::RemoveAll, words::REMOVE_ALL_TITLE)),
        part::paragraph(part::link(&Location::Passphrase, words::PASSPHRASE_LINK)),
    ];
    frame::view(Some(Location::Start), frame::two_thirds(content))
}

fn put_back((id, nickname): &(String, String)) -> (String, String, Message) {
    let name = words::nickname(nickname);
    (id.clone(), name, Message::PutBackDraft(id.clone()))
}

fn card(ui: Ui, row: ApplicationRow) -> View {
    let name = words::nickname(&row.nickname);
    let open = match row.standing {
        Standing::Draft(..) => words::GO_ON_WITH,
        Standing::Waiting
        | Standing::Unsent
        | Standing::SignIn
        | Standing::Received(_)
        | Standing::Refused(_) => words::OPEN,
    };
    let hidden = [" ", &name].concat();
    let mut actions = vec![part::link_more(&row.go, open, &hidden).into()];
    if matches!(row.standing, Standing::Received(_)) {
        let id = row.id.clone();
        let keep = move || ui.send(Message::KeepProof(id.clone()));
        actions.push(part::link_button(words::SAVE_PROOF, &hidden, keep).into());
    }
    if matches!(row.standing, Standing::Draft(..) | Standing::Refused(_)) {
        let id = row.id;
        let discard = move || ui.send(Message::Discard(id.clone()));
        actions.push(part::link_button(words::DISCARD, &hidden, discard).into());
    }
    let mut rows = vec![Row {
        key: words::STATUS.to_owned(),
        value: standing(row.standing, &row.saved),
        change: None,
    }];
    rows.extend(
        row.provision
            .map(|provision| Row::fixed((words::PROVISION.to_owned(), provision))),
    );
    rows.extend(
        row.deadline
            .map(|deadline| Row::fixed((words::DEADLINE.to_owned(), deadline))),
    );
    rows.push(Row::fixed((words::CHANGED.to_owned(), row.changed)));
    let stays = words::stays(&row.stays);
    rows.push(Row {
        key: words::STAYS.to_owned(),
        value: match row.stays {
            Staying::Soon(_) | Staying::Over => el("strong", "").child(stays).into(),
            _ => stays.into(),
        },
        change: None,
    });
    let title = el("h2", summary::TITLE).child(name);
    summary::card(title, actions, summary::list(rows))
}

/// Saved here, on its way, with the council: three different things, in words and in looks.
fn standing(standing: Standing, saved: &SaveState) -> View {
    let (colour, text, more) = match standing {
        Standing::Draft(done, of) => (" govuk-tag--blue", words::DRAFT, words::draft(saved, done, of)),
        Standing::Waiting => (
            " govuk-tag--yellow",
            words::WAITING,
            words::WAITING_MEANS.to_owned(),
        ),
        Standing::Unsent => (
            " govuk-tag--yellow",
            words::UNSENT_TAG,
            words::UNSENT_TAG_MEANS.to_owned(),
        ),
        Standing::SignIn => (
            " govuk-tag--orange",
            words::SIGN_IN_TAG,
            words::SIGN_IN_MEANS.to_owned(),
        ),
        Standing::Refused(why) => (" govuk-tag--red", words::REFUSED_TAG, words::refused(&why)),
        Standing::Received(reference) => (" govuk-tag--green", words::RECEIVED, words::reference(&reference)),
    };
    [
        part::tag(colour, text),
        el("p", "govuk-body-s").child(more).into(),
    ]
    .into()
}
