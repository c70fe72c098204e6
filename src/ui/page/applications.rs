//! Every application on this device, and where each stands.

use leptos::prelude::*;

use crate::session::location::Location;
use crate::session::message::Message;
use crate::session::view_model::{ApplicationRow, Standing};
use crate::ui::part::summary::{self, Row};
use crate::ui::part::{self, frame};
use crate::ui::{Local, Ui, words};

/// The page.
pub fn view(ui: Ui) -> AnyView {
    let rows = ui.memo(|session| Local::new(session.applications()));
    let set_aside = ui.memo(|session| session.set_aside());
    let cards = move || {
        rows.with(|rows| match rows.is_empty() {
            true => view! { <p class="govuk-body">{words::NO_APPLICATIONS}</p> }.into_any(),
            false => rows
                .iter()
                .cloned()
                .map(|row| card(ui, row))
                .collect_view()
                .into_any(),
        })
    };
    let content = view! {
        {part::heading(words::APPLICATIONS)}
        <p class="govuk-body">{words::APPLICATIONS_HERE}</p>
        {move || set_aside.get().into_iter().map(part::warning).collect_view()}
        <a href=Location::New.href() class="govuk-button" draggable="false">{words::NEW_APPLICATION}</a>
        {cards}
    };
    frame::view(Some(Location::Start), frame::two_thirds(content.into_any()))
}

fn card(ui: Ui, row: ApplicationRow) -> AnyView {
    let name = words::nickname(&row.nickname);
    let open = match row.standing {
        Standing::Draft(..) => words::GO_ON_WITH,
        Standing::Waiting | Standing::Received(_) => words::OPEN,
    };
    let go = view! {
        <a class="govuk-link" href=row.go.href()>
            {open}
            <span class="govuk-visually-hidden">" " {name.clone()}</span>
        </a>
    };
    let mut actions = vec![go.into_any()];
    if matches!(row.standing, Standing::Draft(..)) {
        actions.push(discard(ui, row.id, name.clone()));
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
    let title = view! { <h2 class="govuk-summary-card__title">{name}</h2> };
    summary::card(title.into_any(), actions, summary::list(rows))
}

fn discard(ui: Ui, id: String, name: String) -> AnyView {
    view! {
        <button type="button" class="govuk-link app-link-button" on:click=move |_| ui.send(Message::Discard(id.clone()))>
            {words::DISCARD}
            <span class="govuk-visually-hidden">" " {name}</span>
        </button>
    }
    .into_any()
}

/// Saved here, on its way, with the council: three different things, in words and in looks.
fn standing(standing: Standing) -> AnyView {
    let (colour, text, more) = match standing {
        Standing::Draft(done, of) => (" govuk-tag--blue", words::DRAFT, Some(words::draft(done, of))),
        Standing::Waiting => (
            " govuk-tag--yellow",
            words::WAITING,
            Some(words::WAITING_MEANS.to_owned()),
        ),
        Standing::Received(reference) => (
            " govuk-tag--green",
            words::RECEIVED,
            Some(words::reference(&reference)),
        ),
    };
    view! { {part::tag(colour, text)} {more.map(|more| view! { <p class="govuk-body-s">{more}</p> })} }
        .into_any()
}
