//! What is known of the last change: three different things, in words and in looks.

use leptos::prelude::*;

use crate::session::view_model::SaveState;
use crate::ui::Ui;
use crate::ui::words;

/// The line under a page's form. It changes with every key, so it is read on request only; a failure interrupts.
pub fn view(ui: Ui) -> AnyView {
    let state = ui.memo(|session| session.save_state());
    let line = move || match state.get() {
        SaveState::Saving => Some((words::SAVING, "app-save app-save--saving")),
        SaveState::Saved => Some((words::SAVED, "app-save app-save--saved")),
        SaveState::Nothing | SaveState::Failed(_) => None,
    };
    let failed = move || match state.get() {
        SaveState::Failed(reason) => Some(failure(reason)),
        _ => None,
    };
    view! {
        <p
            class=move || line().map_or("app-save", |(_, class)| class)
            id="save-status"
            role="status"
            aria-live="off"
        >
            {move || line().map(|(text, _)| text)}
        </p>
        <div id="save-failure" role="alert">{failed}</div>
    }
    .into_any()
}

fn failure(reason: String) -> AnyView {
    view! {
        <div class="app-save app-save--failed">
            <p class="govuk-error-message">{words::SAVE_FAILED}</p>
            <p class="govuk-body">{reason}</p>
        </div>
    }
    .into_any()
}
