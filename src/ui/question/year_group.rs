//! A year group: what the date of birth gives is said; a box overrides it.

use leptos::prelude::*;

use super::asked::Asked;
use super::input::Look;
use super::text;
use crate::ui::answers::Note;

/// What was worked out, and the box that overrides it.
pub fn view(asked: Asked) -> AnyView {
    let derived = asked.answers.note(&asked.place, Note::Derived);
    let id = asked.part("derived");
    let input = text::boxed(
        &asked,
        Look::digits(" govuk-input--width-2"),
        asked.described_by(&["derived"]),
        None,
    );
    // The sentence has its place even while it is empty, so that a change of it is spoken.
    let control = view! {
        <p id=id class="govuk-body app-derived" role="status">{move || derived.get()}</p>
        {input}
    };
    asked.labelled(control.into_any())
}
