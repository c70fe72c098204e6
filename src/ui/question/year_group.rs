//! A year group: what the date of birth gives is said; a box overrides it.

use super::asked::Asked;
use super::input::Look;
use super::text;
use crate::ui::answers::Note;
use crate::ui::html::{View, el};

/// What was worked out, and the box that overrides it.
pub fn view(asked: Asked) -> View {
    let derived = asked.answers.note(&asked.place, Note::Derived);
    let input = text::boxed(&asked, Look::digits(" govuk-input--width-2"), &["derived"]);
    // The sentence has its place even while it is empty, so that a change of it is spoken.
    let said = el("p", "govuk-body app-derived")
        .attr("id", &asked.part("derived"))
        .attr("role", "status")
        .live_text(move || derived.get().unwrap_or_default());
    asked.labelled([said, input])
}
