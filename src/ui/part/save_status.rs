//! What is known of the last change: three different things, in words and in looks.

use crate::session::Session;
use crate::session::view_model::SaveState;
use crate::ui::html::{View, el};
use crate::ui::part;
use crate::ui::{Ui, words};

/// The line under a page's form. It changes with every key, so it is read on request only; a failure interrupts.
pub fn view(ui: Ui) -> View {
    let state = ui.memo(Session::save_state);
    let line = move || {
        state.with(|state| match state {
            SaveState::Saving => (words::SAVING, "app-save app-save--saving"),
            SaveState::Saved => (words::SAVED, "app-save app-save--saved"),
            SaveState::Nowhere => (words::NOT_KEPT, "app-save app-save--saving"),
            SaveState::Nothing | SaveState::Failed(_) => ("", "app-save"),
        })
    };
    let failed = move || {
        state.with(|state| match state {
            SaveState::Failed(reason) => failure(reason),
            _ => View::none(),
        })
    };
    let status = el("p", "")
        .live_class(move || line().1.to_owned())
        .attr("id", "save-status")
        .attr("role", "status")
        .attr("aria-live", "off")
        .live_text(move || line().0.to_owned());
    let alert = el("div", "")
        .attr("id", "save-failure")
        .attr("role", "alert")
        .live(failed);
    [status, alert].into()
}

fn failure(reason: &str) -> View {
    el("div", "app-save app-save--failed")
        .child(el("p", "govuk-error-message").child(words::SAVE_FAILED))
        .child(part::paragraph(reason))
        .into()
}
