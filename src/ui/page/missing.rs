//! Shown where the address means nothing.

use crate::session::location::Location;
use crate::ui::html::View;
use crate::ui::part::{self, frame};
use crate::ui::words;

/// The page.
pub fn view() -> View {
    let content = [
        part::heading(words::MISSING_TITLE),
        part::paragraph(words::MISSING),
        part::paragraph(part::link(&Location::Applications, words::GO_TO_APPLICATIONS)),
    ];
    frame::view(None, content)
}
