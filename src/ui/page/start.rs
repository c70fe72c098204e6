//! The start page: what the service is for, what to have ready, how to begin.

use leptos::prelude::*;

use crate::session::location::Location;
use crate::ui::part::{self, frame};
use crate::ui::{Ui, words};

/// The page.
pub fn view(ui: Ui) -> AnyView {
    let any = ui.memo(|session| !session.applications().is_empty());
    let go_on = move || {
        any.get().then(|| {
            view! { <p class="govuk-body">{part::link(Location::Applications.href(), words::GO_ON)}</p> }
        })
    };
    let content = view! {
        {part::heading(words::SERVICE)}
        {part::paragraphs(words::START.map(str::to_owned).to_vec())}
        <h2 class="govuk-heading-m">{words::BEFORE_YOU_START}</h2>
        <p class="govuk-body">{words::HAVE_READY}</p>
        {part::bullets(words::READY.map(str::to_owned).to_vec())}
        <h2 class="govuk-heading-m">{words::KEPT_TITLE}</h2>
        {part::paragraphs(words::KEPT.map(str::to_owned).to_vec())}
        <a href=Location::New.href() class="govuk-button govuk-button--start" draggable="false">
            {words::START_NOW}
            {arrow()}
        </a>
        {go_on}
    };
    frame::view(None, frame::two_thirds(content.into_any()))
}

fn arrow() -> AnyView {
    view! {
        <svg
            class="govuk-button__start-icon"
            xmlns="http://www.w3.org/2000/svg"
            width="17.5"
            height="19"
            viewBox="0 0 33 40"
            aria-hidden="true"
            focusable="false"
        >
            <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"></path>
        </svg>
    }
    .into_any()
}
