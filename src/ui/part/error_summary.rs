//! What must be mended on the page, with links that lead to it.

use leptos::prelude::*;

use crate::session::view_model::ErrorLine;
use crate::ui::{Local, Ui, words};

/// The summary; nothing where there is nothing to say. The session moves the focus to it when it comes.
pub fn view(ui: Ui) -> AnyView {
    let errors = ui.memo(|session| Local::new(session.errors()));
    (move || errors.with(|errors| (!errors.is_empty()).then(|| summary(ui, errors)))).into_any()
}

fn summary(ui: Ui, errors: &[ErrorLine]) -> AnyView {
    let lines = errors
        .iter()
        .cloned()
        .map(|line| line_view(ui, line))
        .collect_view();
    view! {
        <div class="govuk-error-summary" id="error-summary" tabindex="-1">
            <div role="alert">
                <h2 class="govuk-error-summary__title">{words::PROBLEM}</h2>
                <div class="govuk-error-summary__body">
                    <ul class="govuk-list govuk-error-summary__list">{lines}</ul>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// The link's address is the page's own: its fragment says which page this is and must not change.
fn line_view(ui: Ui, line: ErrorLine) -> AnyView {
    let here = ui.read(|session| session.location().href());
    view! {
        <li>
            <a
                href=here
                on:click=move |event| {
                    event.prevent_default();
                    ui.focus(&line.target);
                }
            >
                {line.message}
            </a>
        </li>
    }
    .into_any()
}
