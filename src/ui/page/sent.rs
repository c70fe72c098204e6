//! What became of sending: received, on its way, not known, refused. Each in its own words and looks.

use leptos::prelude::*;

use crate::session::location::Location;
use crate::session::message::Message;
use crate::session::view_model::{SendState, SentView};
use crate::ui::part::{self, frame};
use crate::ui::{Local, Ui, words};

/// The page.
pub fn view(ui: Ui, draft: String) -> AnyView {
    let state = ui.memo(|session| Local::new(session.send_state()));
    let content = move || state.with(|state| of(ui, state, &draft));
    frame::view(
        Some(Location::Applications),
        frame::two_thirds(content.into_any()),
    )
}

fn of(ui: Ui, state: &SendState, draft: &str) -> AnyView {
    match state {
        SendState::NotSent => not_sent(draft),
        SendState::Sending => view! {
            {part::heading(words::SENDING)}
            <p class="govuk-body" role="status">{words::SENDING_MEANS}</p>
        }
        .into_any(),
        SendState::Uncertain => uncertain(ui),
        SendState::Refused(reason, answers) => refused(reason.clone(), answers, draft),
        SendState::Received(sent) => received(ui, sent.clone()),
    }
}

fn not_sent(draft: &str) -> AnyView {
    let check = Location::Check(draft.to_owned()).href();
    view! {
        {part::heading(words::NOT_SENT)}
        <p class="govuk-body">{words::NOT_SENT_MEANS}</p>
        <p class="govuk-body">{part::link(check, words::CHECK)}</p>
    }
    .into_any()
}

fn uncertain(ui: Ui) -> AnyView {
    view! {
        {part::heading(words::UNCERTAIN)}
        {part::warning(words::UNCERTAIN_MEANS)}
        {part::paragraphs(words::UNCERTAIN_NEXT.map(str::to_owned).to_vec())}
        <button type="button" class="govuk-button" on:click=move |_| ui.send(Message::Send)>{words::TRY_AGAIN}</button>
    }
    .into_any()
}

fn refused(reason: String, answers: &[(String, Location)], draft: &str) -> AnyView {
    let lines = answers
        .iter()
        .map(|(what, to)| view! { <li>{part::link(to.href(), what.clone())}</li> });
    let lines = lines.collect_view();
    let check = Location::Check(draft.to_owned()).href();
    view! {
        {part::heading(words::REFUSED)}
        {part::inset(reason)}
        <p class="govuk-body">{words::REFUSED_MEANS}</p>
        <ul class="govuk-list govuk-list--bullet">{lines}</ul>
        <p class="govuk-body">{part::link(check, words::CHECK)}</p>
    }
    .into_any()
}

fn received(ui: Ui, sent: SentView) -> AnyView {
    let steps = sent
        .next_steps
        .into_iter()
        .map(|step| view! { <li>{step}</li> })
        .collect_view();
    view! {
        <div class="govuk-panel govuk-panel--confirmation">
            <h1 class="govuk-panel__title" id=part::MAIN_HEADING tabindex="-1">{words::RECEIVED_TITLE}</h1>
            <div class="govuk-panel__body">
                {words::REFERENCE}
                <br/>
                <strong>{sent.reference}</strong>
            </div>
        </div>
        <p class="govuk-body">{words::received(&sent.nickname, &sent.provision, &sent.received)}</p>
        <p class="govuk-body">{words::KEEP_REFERENCE}</p>
        <h2 class="govuk-heading-m">{words::NEXT}</h2>
        <ol class="govuk-list govuk-list--number">{steps}</ol>
        <div class="govuk-button-group">
            <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| ui.print()>
                {words::PRINT}
            </button>
            {part::link(Location::Applications.href(), words::GO_TO_APPLICATIONS)}
        </div>
    }
    .into_any()
}
