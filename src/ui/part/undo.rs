//! What was just removed, and the way to take it back.

use crate::session::message::Message;
use crate::ui::html::{self, View, el};
use crate::ui::{Ui, part, words};

/// The banner. The session moves the focus to its button, which is described by what was removed.
pub fn view(ui: Ui) -> View {
    let removed = ui.memo(|session| session.removed());
    html::live(move || removed.get().map(|removed| banner(ui, removed)).into())
}

fn banner(ui: Ui, removed: String) -> View {
    let title = el("h2", "govuk-notification-banner__title")
        .attr("id", "undo-title")
        .child(words::REMOVED);
    let text = el("p", "govuk-notification-banner__heading")
        .attr("id", "undo-text")
        .child(removed);
    let undo = part::button(" govuk-button--secondary", words::UNDO, move || {
        ui.send(Message::Undo)
    })
    .attr("id", "undo")
    .attr("aria-describedby", "undo-text");
    el("div", "govuk-notification-banner")
        .attr("role", "region")
        .attr("aria-labelledby", "undo-title")
        .child(el("div", "govuk-notification-banner__header").child(title))
        .child(
            el("div", "govuk-notification-banner__content")
                .child(text)
                .child(undo),
        )
        .into()
}
