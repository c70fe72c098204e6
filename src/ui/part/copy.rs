//! A copy of the application that anybody can read, for the day on which it cannot be sent; and what became of a file.

use crate::session::Session;
use crate::session::message::Message;
use crate::ui::html::{View, el};
use crate::ui::{Ui, part, words};

/// What the copy is, what to mind, and the button that saves it.
pub fn view(ui: Ui) -> View {
    let content = [
        part::paragraphs(&words::COPY_MEANS),
        part::button(" govuk-button--secondary", words::SAVE_COPY, move || {
            ui.send(Message::KeepCopy)
        })
        .into(),
        said(ui),
    ];
    el("div", "app-screen-only")
        .child(part::details(words::COPY, content))
        .into()
}

/// What became of a file that was to be saved, said aloud too.
pub fn said(ui: Ui) -> View {
    let said = ui.memo(Session::paper_said);
    el("p", "govuk-body")
        .attr("role", "status")
        .live_text(move || said.get().unwrap_or_default().to_owned())
        .into()
}
