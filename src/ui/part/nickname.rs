//! The person's own name for an application.

use crate::session::message::Message;
use crate::ui::html::{View, el};
use crate::ui::{Ui, words};

/// The box for the application's name.
pub fn view(ui: Ui) -> View {
    let name = ui.memo(|session| session.nickname());
    let named = move |text: String| {
        if ui.read(|session| session.nickname() != text) {
            ui.send(Message::Named(text));
        }
    };
    let label = el("label", "govuk-label govuk-label--s")
        .attr("for", "nickname")
        .child(words::NICKNAME);
    let hint = el("div", "govuk-hint")
        .attr("id", "nickname-hint")
        .child(words::NICKNAME_HINT);
    let input = el("input", "govuk-input govuk-input--width-20")
        .attr("id", "nickname")
        .attr("name", "nickname")
        .attr("type", "text")
        .attr("aria-describedby", "nickname-hint")
        .attr("autocomplete", "off")
        .text(name, named);
    el("div", "govuk-form-group")
        .child(label)
        .child(hint)
        .child(input)
        .into()
}
