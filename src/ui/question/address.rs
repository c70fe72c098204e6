//! An address in five boxes.

use leptos::prelude::*;

use super::asked::Asked;
use super::input::{self, Look};
use crate::ui::words;

const BOXES: [(&str, &str, Look); 5] = [
    ("line1", words::ADDRESS_LINE_1, Look::exact("")),
    ("line2", words::ADDRESS_LINE_2, Look::exact("")),
    ("town", words::TOWN, Look::exact(" govuk-!-width-two-thirds")),
    ("county", words::COUNTY, Look::exact(" govuk-!-width-two-thirds")),
    ("postcode", words::POSTCODE, Look::code(" govuk-input--width-10")),
];

/// Two lines, town, county, postcode.
pub fn view(asked: Asked) -> AnyView {
    let boxes = BOXES.iter().map(|&(name, label, look)| {
        let (answers, place, id, error) = (asked.answers, asked.place.clone(), asked.part(name), asked.error);
        let value = answers.field(&place, name);
        let required = !matches!(name, "line2" | "county");
        let wrong = move || {
            // A blank box that must be filled is at fault; with none blank, the postcode is what can be wrong.
            error.with(Option::is_some)
                && required
                && (name == "postcode" || value.with(|text| text.trim().is_empty()))
        };
        let say = move |text| answers.say_field(&place, name, text);
        let input = input::view(
            look,
            id.clone(),
            value,
            wrong,
            None::<fn() -> Option<String>>,
            None,
            say,
        );
        view! {
            <div class="govuk-form-group">
                <label class="govuk-label" for=id>{label}</label>
                {input}
            </div>
        }
    });
    let boxes = boxes.collect_view();
    let controls = view! { <div id=asked.id.clone()>{boxes}</div> };
    asked.fieldset(Some("group"), controls.into_any())
}
