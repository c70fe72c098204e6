//! Removes everything from this device, and says what is left.

use crate::session::Session;
use crate::session::location::Location;
use crate::session::message::Message;
use crate::ui::html::{self, View};
use crate::ui::part::{self, frame};
use crate::ui::{Ui, words};

/// The page.
pub fn view(ui: Ui) -> View {
    let left = ui.memo(Session::left);
    let waiting = ui.memo(Session::waiting);
    let content = html::live(move || match left.get() {
        None => ask(ui, waiting.get()),
        Some(left) => [
            part::heading(match left {
                Ok(0) => words::ALL_REMOVED,
                _ => words::NOT_ALL_REMOVED,
            }),
            part::paragraph(match left {
                Ok(0) => words::NOTHING_LEFT.to_owned(),
                Ok(count) => words::some_left(count),
                Err(words) => words,
            }),
        ]
        .into(),
    });
    frame::view(Some(Location::Applications), frame::two_thirds(content))
}

fn ask(ui: Ui, waiting: usize) -> View {
    let remove = part::button(" govuk-button--warning", words::REMOVE_ALL, move || {
        ui.send(Message::RemoveAll)
    });
    [
        part::heading(words::REMOVE_ALL_TITLE),
        part::paragraphs(&words::REMOVE_ALL_MEANS),
        (waiting > 0).then(|| part::warning(words::REMOVE_WAITING)).into(),
        part::warning(words::NO_WAY_BACK),
        remove.into(),
    ]
    .into()
}
