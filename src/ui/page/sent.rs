//! The confirmation: the council has the application, its reference, what happens next.

use leptos::prelude::*;

use super::missing;
use crate::session::location::Location;
use crate::session::view_model::{SendState, SentView};
use crate::ui::part::{self, frame};
use crate::ui::{Ui, words};

/// The page. The session leads here only once there is a receipt.
pub fn view(ui: Ui) -> AnyView {
    let content = match ui.read(|session| session.send_state()) {
        SendState::Received(sent) => received(ui, sent),
        _ => return missing::view(),
    };
    frame::view(Some(Location::Applications), frame::two_thirds(content))
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
