//! Every kind of answer that is one line of text.

use super::asked::Asked;
use super::input::{self, Look};
use crate::form::answer::Raw;
use crate::form::definition::Kind;
use crate::ui::html::{El, View, el};
use crate::ui::words;

/// The box for one line.
pub fn view(asked: Asked, kind: &Kind, autocomplete: Option<&str>) -> View {
    let input = boxed(&asked, look(kind), &[]);
    let input = match autocomplete {
        Some(token) => input.attr("autocomplete", token),
        None => input,
    };
    let control = match suffix(kind) {
        None => input,
        Some(suffix) => {
            let suffix = el("div", "govuk-input__suffix")
                .attr("aria-hidden", "true")
                .child(suffix);
            el("div", "govuk-input__wrapper").child(input).child(suffix)
        }
    };
    asked.labelled(control)
}

/// The input alone, described by these parts of the question first.
pub fn boxed(asked: &Asked, look: Look, described_by: &[&str]) -> El {
    let (answers, place, error) = (asked.answers, asked.place.clone(), asked.error);
    let value = answers.text(&place);
    let wrong = move || error.with(Option::is_some);
    let say = move |text| answers.say(&place, Raw::Text(text));
    input::view(look, &asked.id, value, wrong, say)
        .live_attr("aria-describedby", asked.described_by(described_by))
}

fn suffix(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Number { suffix, .. } => suffix.clone(),
        Kind::Percentage => Some(words::PER_CENT.to_owned()),
        _ => None,
    }
}

fn look(kind: &Kind) -> Look {
    match kind {
        Kind::Number { min, decimals, .. } => Look {
            mode: match (*min < 0.0, *decimals) {
                (true, _) => None,
                (false, 0) => Some("numeric"),
                (false, _) => Some("decimal"),
            },
            ..Look::exact(" govuk-input--width-5")
        },
        Kind::Percentage => Look {
            mode: Some("decimal"),
            ..Look::exact(" govuk-input--width-4")
        },
        Kind::Name => Look::exact(" govuk-input--width-20"),
        Kind::Postcode => Look::code(" govuk-input--width-10"),
        Kind::Telephone => Look {
            kind: "tel",
            ..Look::exact(" govuk-input--width-20")
        },
        Kind::Email => Look {
            kind: "email",
            capitals: Some("none"),
            ..Look::exact(" govuk-input--width-30")
        },
        Kind::Upn => Look::code(" govuk-input--width-20 govuk-input--extra-letter-spacing"),
        Kind::Uln => Look::digits(" govuk-input--width-20 govuk-input--extra-letter-spacing"),
        Kind::Urn => Look::digits(" govuk-input--width-10 govuk-input--extra-letter-spacing"),
        Kind::Text { max_chars } if *max_chars <= 20 => Look::text(" govuk-input--width-20"),
        _ => Look::text(""),
    }
}
