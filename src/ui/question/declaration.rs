//! A statement with one box to tick.

use leptos::prelude::*;

use super::asked::Asked;
use super::choice::Item;
use crate::form::answer::Raw;

const TICKED: &str = "yes";

/// The statement and its box.
pub fn view(asked: Asked, statement: &str) -> AnyView {
    let (answers, place) = (asked.answers, asked.place.clone());
    let text = answers.text(&place);
    let item = Item {
        block: "govuk-checkboxes",
        kind: "checkbox",
        id: asked.id.clone(),
        name: asked.id.clone(),
        value: TICKED.to_owned(),
        label: statement.to_owned(),
        hint: None,
        checked: Memo::new(move |_| text.with(|text| text == TICKED)),
        reveals: false,
    };
    let tick = move |on| {
        let text = if on { TICKED } else { "" };
        answers.say(&place, Raw::Text(text.to_owned()));
    };
    let controls = view! { <div class="govuk-checkboxes">{item.view(tick)}</div> };
    asked.fieldset(None, controls.into_any())
}
