//! A date in three boxes.

use super::asked::Asked;
use super::input::{self, Look};
use crate::ui::html::{View, el};
use crate::ui::watched::Watched;
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
pub fn view(asked: Asked) -> View {
    let values = BOXES.map(|(name, ..)| asked.answers.field(&asked.place, name));
    let boxes = BOXES.iter().enumerate().map(|(n, &(name, label, width))| {
        let (answers, place, id, error) = (asked.answers, asked.place.clone(), asked.part(name), asked.error);
        let wrong = move || error.with(Option::is_some) && at_fault(values, n);
        let say = move |text| answers.say_field(&place, name, text);
        let input = input::view(Look::digits(width), &id, values[n], wrong, say);
        let label = el("label", "govuk-label govuk-date-input__label")
            .attr("for", &id)
            .child(label);
        let group = el("div", "govuk-form-group").child(label).child(input);
        el("div", "govuk-date-input__item").child(group)
    });
    let boxes: View = boxes.collect();
    let controls = el("div", "govuk-date-input").attr("id", &asked.id).child(boxes);
    asked.fieldset(Some("group"), controls)
}

/// Of a date in part, the boxes left empty are wrong; otherwise the whole date is.
fn at_fault(values: [Watched<String>; 3], n: usize) -> bool {
    let blank = values.map(|value| value.with(|text| text.trim().is_empty()));
    let partial = blank.contains(&true) && blank.contains(&false);
    !partial || blank[n]
}
