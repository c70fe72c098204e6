//! A new application: a name of the person's own for it, and the provision it is for.

use leptos::prelude::*;

use super::form_page;
use crate::session::location::Location;
use crate::ui::part::{self, error_summary, frame};
use crate::ui::question;
use crate::ui::{Ui, words};

/// The page.
pub fn view(ui: Ui) -> AnyView {
    let shape = form_page::shape(ui);
    let questions = form_page::questions(shape);
    let title = form_page::text(shape, |page| page.title.clone());
    let content = view! {
        {error_summary::view(ui)}
        {part::heading(move || title.get())}
        {form_page::intro(shape)}
        <form
            novalidate
            autocomplete="off"
            on:submit=move |event| {
                event.prevent_default();
                ui.start();
            }
        >
            {question::list(ui.answers(), questions, false)}
            {nickname(ui)}
            <button type="submit" class="govuk-button">{words::SAVE_AND_CONTINUE}</button>
        </form>
    };
    frame::view(
        Some(Location::Applications),
        frame::two_thirds(content.into_any()),
    )
}

/// The box for the application's name.
pub fn nickname(ui: Ui) -> AnyView {
    let name = ui.memo(|session| session.nickname());
    let named = move |text: String| {
        if name.with_untracked(|name| *name != text) {
            ui.send(crate::session::message::Message::Named(text));
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
