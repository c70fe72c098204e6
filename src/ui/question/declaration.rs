//! A statement with one box to tick.

use super::asked::Asked;
use super::choice::Item;
use crate::form::answer::Raw;
use crate::ui::html::{View, el};
use crate::ui::watched::Watched;

const TICKED: &str = "yes";

/// The statement and its box.
pub fn view(asked: Asked, statement: &str) -> View {
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
        checked: Watched::new(move || text.with(|text| text == TICKED)),
        reveals: false,
    };
    let tick = move |on| {
        let text = if on { TICKED } else { "" };
        answers.say(&place, Raw::Text(text.to_owned()));
    };
    asked.fieldset(None, el("div", "govuk-checkboxes").child(item.view(tick)))
}
