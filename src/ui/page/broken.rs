//! Shown where a data file is missing or wrong: every mistake, for whoever can mend it.

use leptos::prelude::*;

use crate::ui::part::{self, frame};
use crate::ui::words;

/// The page.
pub fn view(mistakes: Vec<String>) -> AnyView {
    let content = view! {
        {part::heading(words::BROKEN_TITLE)}
        {part::paragraphs(words::BROKEN.map(str::to_owned).to_vec())}
        <h2 class="govuk-heading-m">{words::BROKEN_MISTAKES}</h2>
        {part::bullets(mistakes)}
    };
    frame::view(None, content.into_any())
}
