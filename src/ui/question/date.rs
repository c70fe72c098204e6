//! A date in three boxes.

use leptos::prelude::*;

use super::asked::Asked;
use super::input::{self, Look};
use crate::ui::words;

const BOXES: [(&str, &str, &str); 3] = [
    ("day", words::DAY, " govuk-date-input__input govuk-input--width-2"),
    (
        "month",
        words::MONTH,
        " govuk-date-input__input govuk-input--width-2",
    ),
    (
        "year",
        words::YEAR,
        " govuk-date-input__input govuk-input--width-4",
    ),
];

/// Day, month, year.
pub fn view(asked: Asked) -> AnyView {
    let values = BOXES.map(|(name, ..)| asked.answers.field(&asked.place, name));
    let boxes = BOXES.iter().enumerate().map(|(n, &(name, label, width))| {
        let (answers, place, id, error) = (asked.answers, asked.place.clone(), asked.part(name), asked.error);
        let input = input::view(
            Look::digits(width),
            id.clone(),
            values[n],
            move || error.with(Option::is_some) && at_fault(values, n),
            None::<fn() -> Option<String>>,
            None,
            move |text| answers.say_field(&place, name, text),
        );
        view! {
            <div class="govuk-date-input__item">
                <div class="govuk-form-group">
                    <label class="govuk-label govuk-date-input__label" for=id>{label}</label>
                    {input}
                </div>
            </div>
        }
    });
    let boxes = boxes.collect_view();
    let controls = view! { <div class="govuk-date-input" id=asked.id.clone()>{boxes}</div> };
    asked.fieldset(Some("group"), controls.into_any())
}

/// Of a date in part, the boxes left empty are wrong; otherwise the whole date is.
fn at_fault(values: [Memo<String>; 3], n: usize) -> bool {
    let blank = values.map(|value| value.with(|text| text.trim().is_empty()));
    let partial = blank.contains(&true) && blank.contains(&false);
    !partial || blank[n]
}
