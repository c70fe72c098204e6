//! What stands round the content of every page: the way back, and `main`.

use leptos::prelude::*;

use super::MAIN_CONTENT;
use crate::session::location::Location;
use crate::ui::words;

/// A page. `back`: where "Back" leads; none on the start page and after sending.
pub fn view(back: Option<Location>, content: AnyView) -> AnyView {
    let back = back.map(|back| {
        view! {
            <nav aria-label=words::BACK>
                <a href=back.href() class="govuk-back-link">{words::BACK}</a>
            </nav>
        }
    });
    view! {
        {back}
        <main class="govuk-main-wrapper" id=MAIN_CONTENT tabindex="-1">
            {content}
        </main>
    }
    .into_any()
}

/// Content in the two thirds that are comfortable to read.
pub fn two_thirds(content: AnyView) -> AnyView {
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">{content}</div>
        </div>
    }
    .into_any()
}
