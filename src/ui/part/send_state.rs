//! What became of sending, on the check page: on its way, not known, refused. Each in its own words and looks.

use leptos::prelude::*;

use crate::session::location::Location;
use crate::session::message::Message;
use crate::session::view_model::SendState;
use crate::ui::{Local, Ui, part, words};

const SEND_STATE: &str = "send-state";

/// Sends. The button that was pressed goes, so the focus moves to where the news will stand.
pub fn send(ui: Ui) {
    ui.focus(SEND_STATE);
    ui.send(Message::Send);
}

/// Says how sending stands; nothing before it was tried. The session moves the focus here when there is news.
pub fn view(ui: Ui) -> AnyView {
    let state = ui.memo(|session| Local::new(session.send_state()));
    let said = move || {
        state.with(|state| match &**state {
            SendState::NotSent | SendState::Received(_) => None,
            SendState::Sending => Some(sending()),
            SendState::Uncertain => Some(uncertain(ui)),
            SendState::Refused(reason, answers) => Some(refused(reason.clone(), answers)),
        })
    };
    view! { <div id=SEND_STATE tabindex="-1" aria-live="polite">{said}</div> }.into_any()
}

fn sending() -> AnyView {
    view! {
        <div class="govuk-inset-text app-sending">
            <h2 class="govuk-heading-m">{words::SENDING}</h2>
            <p class="govuk-body">{words::SENDING_MEANS}</p>
        </div>
    }
    .into_any()
}

fn uncertain(ui: Ui) -> AnyView {
    view! {
        <div class="govuk-inset-text app-uncertain">
            <h2 class="govuk-heading-m">{words::UNCERTAIN}</h2>
            {part::warning(words::UNCERTAIN_MEANS)}
            {part::paragraphs(words::UNCERTAIN_NEXT.map(str::to_owned).to_vec())}
            <button type="button" class="govuk-button" on:click=move |_| send(ui)>
                {words::TRY_AGAIN}
            </button>
        </div>
    }
    .into_any()
}

fn refused(reason: String, answers: &[(String, Location)]) -> AnyView {
    let lines = answers
        .iter()
        .map(|(what, to)| view! { <li><a href=to.href()>{what.clone()}</a></li> });
    let lines = (!answers.is_empty()).then(|| {
        view! { <ul class="govuk-list govuk-error-summary__list">{lines.collect_view()}</ul> }
    });
    view! {
        <div class="govuk-error-summary app-refused">
            <h2 class="govuk-error-summary__title">{words::REFUSED}</h2>
            <div class="govuk-error-summary__body">
                <p>{reason}</p>
                <p>{words::REFUSED_MEANS}</p>
                {lines}
            </div>
        </div>
    }
    .into_any()
}
