//! What was removed today, and the way to put it back.

use crate::session::message::Message;
use crate::ui::html::{View, el};
use crate::ui::{Ui, part, words};

/// A list of names, each with its button; nothing where there is none. The session moves the focus to the button of what
/// was just removed.
pub fn view(ui: Ui, heading: &str, removed: Vec<(String, String, Message)>) -> View {
    if removed.is_empty() {
        return View::none();
    }
    let line = |(id, name, message): (String, String, Message)| {
        let button = part::link_button(words::PUT_BACK, &[" ", &name].concat(), move || {
            ui.send(message.clone())
        });
        let said = el("span", "").child(name).child(" ");
        el("li", "")
            .child(said)
            .child(button.attr("id", &["put-back-", &id].concat()))
    };
    let lines: View = removed.into_iter().map(line).collect();
    [
        part::heading_2(heading),
        part::paragraph(words::PUT_BACK_MEANS),
        el("ul", "govuk-list").child(lines).into(),
    ]
    .into()
}
