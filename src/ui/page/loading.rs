//! Shown while data files and records are on their way.

use crate::ui::html::{View, el};
use crate::ui::part::{self, frame};
use crate::ui::words;

/// The page.
pub fn view() -> View {
    let waiting = el("p", "govuk-body").attr("role", "status").child(words::LOADING);
    frame::view(None, [part::heading(words::SERVICE), waiting.into()])
}
