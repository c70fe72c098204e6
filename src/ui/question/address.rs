//! An address in five boxes.

use super::asked::Asked;
use super::input::{self, Look};
use crate::ui::answers::Note;
use crate::ui::html::{View, el};
use crate::ui::words;

const BOXES: [(&str, &str, Look); 5] = [
    ("line1", words::ADDRESS_LINE_1, Look::exact("")),
    ("line2", words::ADDRESS_LINE_2, Look::exact("")),
    ("town", words::TOWN, Look::exact(" govuk-!-width-two-thirds")),
    ("county", words::COUNTY, Look::exact(" govuk-!-width-two-thirds")),
    ("postcode", words::POSTCODE, Look::code(" govuk-input--width-10")),
];

/// Two lines, town, county, postcode.
pub fn view(asked: Asked) -> View {
    let values = BOXES.map(|(name, ..)| asked.answers.field(&asked.place, name));
    let at_fault = asked.answers.note(&asked.place, Note::ErrorBox);
    let boxes = BOXES.iter().enumerate().map(|(n, &(name, label, look))| {
        let (answers, place, id) = (asked.answers, asked.place.clone(), asked.part(name));
        let wrong = move || at_fault.with(|at_fault| at_fault.as_deref() == Some(name));
        let say = move |text| answers.say_field(&place, name, text);
        let input = input::view(look, &id, values[n], wrong, say);
        el("div", "govuk-form-group")
            .child(el("label", "govuk-label").attr("for", &id).child(label))
            .child(input)
    });
    let boxes: View = boxes.collect();
    let controls = el("div", "").attr("id", &asked.id).child(boxes);
    asked.fieldset(Some("group"), controls)
}
