//! Shown while data files and records are on their way.

use leptos::prelude::*;

use crate::ui::part::{self, frame};
use crate::ui::words;

/// The page.
pub fn view() -> AnyView {
    let content = view! {
        {part::heading(words::SERVICE)}
        <p class="govuk-body" role="status">{words::LOADING}</p>
    };
    frame::view(None, content.into_any())
}
