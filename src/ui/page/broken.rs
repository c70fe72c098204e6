//! Shown where a data file is missing or wrong: every mistake, for whoever can mend it.

use crate::ui::html::View;
use crate::ui::part::{self, frame};
use crate::ui::words;

/// The page.
pub fn view(mistakes: &[String]) -> View {
    let content = [
        part::heading(words::BROKEN_TITLE),
        part::paragraphs(&words::BROKEN),
        part::heading_2(words::BROKEN_MISTAKES),
        part::bullets(mistakes),
    ];
    frame::view(None, content)
}
