//! The application is open in another page of this browser, and can be taken over from there.

use crate::session::location::Location;
use crate::session::message::Message;
use crate::ui::html::View;
use crate::ui::part::{self, frame};
use crate::ui::{Ui, words};

/// The page.
pub fn view(ui: Ui) -> View {
    let content = [
        part::heading(words::ELSEWHERE_TITLE),
        part::paragraph(words::ELSEWHERE),
        part::button("", words::TAKE_OVER, move || ui.send(Message::TakeOver)).into(),
    ];
    frame::view(Some(Location::Applications), frame::two_thirds(content))
}
