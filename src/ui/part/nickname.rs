//! The person's own name for an application.

use leptos::prelude::*;

use crate::session::message::Message;
use crate::ui::{Ui, words};

/// The box for the application's name.
pub fn view(ui: Ui) -> AnyView {
    let name = ui.memo(|session| session.nickname());
    let named = move |text: String| {
        if ui.read(|session| session.nickname() != text) {
            ui.send(Message::Named(text));
        }
    };
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label govuk-label--s" for="nickname">{words::NICKNAME}</label>
            <div id="nickname-hint" class="govuk-hint">{words::NICKNAME_HINT}</div>
            <input
                class="govuk-input govuk-input--width-20"
                id="nickname"
                name="nickname"
                type="text"
                aria-describedby="nickname-hint"
                autocomplete="off"
                prop:value=move || name.get()
                on:input=move |event| named(event_target_value(&event))
                on:change=move |event| named(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}
