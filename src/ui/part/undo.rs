//! What was just removed, and the way to take it back.

use leptos::prelude::*;

use crate::session::message::Message;
use crate::ui::Ui;
use crate::ui::words;

/// The banner. The session moves the focus to its button, which is described by what was removed.
pub fn view(ui: Ui) -> AnyView {
    let removed = ui.memo(|session| session.removed());
    let banner = move || removed.get().map(|removed| banner(ui, removed));
    banner.into_any()
}

fn banner(ui: Ui, removed: String) -> AnyView {
    view! {
        <div class="govuk-notification-banner" role="region" aria-labelledby="undo-title">
            <div class="govuk-notification-banner__header">
                <h2 class="govuk-notification-banner__title" id="undo-title">{words::REMOVED}</h2>
            </div>
            <div class="govuk-notification-banner__content">
                <p class="govuk-notification-banner__heading" id="undo-text">{removed}</p>
                <button
                    type="button"
                    id="undo"
                    class="govuk-button govuk-button--secondary"
                    aria-describedby="undo-text"
                    on:click=move |_| ui.send(Message::Undo)
                >
                    {words::UNDO}
                </button>
            </div>
        </div>
    }
    .into_any()
}
