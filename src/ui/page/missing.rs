//! Shown where the address means nothing.

use leptos::prelude::*;

use crate::session::location::Location;
use crate::ui::part::{self, frame};
use crate::ui::words;

/// The page.
pub fn view() -> AnyView {
    let content = view! {
        {part::heading(words::MISSING_TITLE)}
        <p class="govuk-body">{words::MISSING}</p>
        <p class="govuk-body">{part::link(Location::Applications.href(), words::GO_TO_APPLICATIONS)}</p>
    };
    frame::view(None, content.into_any())
}
