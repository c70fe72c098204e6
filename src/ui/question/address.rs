//! An address in five boxes.

use super::asked::Asked;
use super::input::{self, Look};
use crate::ui::html::{View, el};
use crate::ui::watched::Watched;
use crate::ui::words;

const BOXES: [(&str, &str, Look); 5] = [
    ("line1", words::ADDRESS_LINE_1, Look::exact("")),
    ("line2", words::ADDRESS_LINE_2, Look::exact("")),
    ("town", words::TOWN, Look::exact(" govuk-!-width-two-thirds")),
    ("county", words::COUNTY, Look::exact(" govuk-!-width-two-thirds")),
    ("postcode", words::POSTCODE, Look::code(" govuk-input--width-10")),
];

const POSTCODE: usize = 4;
/// Positions of the boxes that may not be left empty.
const NEEDED: [usize; 3] = [0, 2, POSTCODE];

/// Two lines, town, county, postcode.
pub fn view(asked: Asked) -> View {
    let values = BOXES.map(|(name, ..)| asked.answers.field(&asked.place, name));
    let boxes = BOXES.iter().enumerate().map(|(n, &(name, label, look))| {
        let (answers, place, id, error) = (asked.answers, asked.place.clone(), asked.part(name), asked.error);
        let wrong = move || error.with(Option::is_some) && at_fault(values, n);
        let say = move |text| answers.say_field(&place, name, text);
        let input = input::view(look, &id, values[n], wrong).on_text(say);
        el("div", "govuk-form-group")
            .add(el("label", "govuk-label").attr("for", &id).add(label))
            .add(input)
    });
    let boxes: View = boxes.collect();
    let controls = el("div", "").attr("id", &asked.id).add(boxes);
    asked.fieldset(Some("group"), controls)
}

/// The boxes that may not be left empty are wrong where they are; with none empty, the postcode is.
fn at_fault(values: [Watched<String>; 5], n: usize) -> bool {
    let blank = |n: usize| values[n].with(|text| text.trim().is_empty());
    let any_blank = NEEDED.iter().any(|&n| blank(n));
    if any_blank {
        NEEDED.contains(&n) && blank(n)
    } else {
        n == POSTCODE
    }
}
