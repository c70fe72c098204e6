//! The application is open in another page of this browser, and can be taken over from there.

use crate::session::Session;
use crate::session::location::Location;
use crate::session::message::Message;
use crate::ui::html::{self, View};
use crate::ui::part::{self, frame};
use crate::ui::{Ui, words};

/// The page.
pub fn view(ui: Ui) -> View {
    let late = ui.memo(Session::changed_too_late);
    let late = move || late.get().then(|| part::warning(words::TOO_LATE)).into();
    let content = [
        part::heading(words::ELSEWHERE_TITLE),
        part::paragraph(words::ELSEWHERE),
        html::live(late),
        part::button("", words::TAKE_OVER, move || ui.send(Message::TakeOver)).into(),
    ];
    frame::view(Some(Location::Applications), frame::two_thirds(content))
}
