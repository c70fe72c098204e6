//! Every kind of answer that is one line of text.

use leptos::prelude::*;

use super::asked::Asked;
use super::input::{self, Look};
use crate::form::answer::Raw;
use crate::form::definition::Kind;
use crate::ui::words;

/// The box for one line.
pub fn view(asked: Asked, kind: &Kind, autocomplete: Option<String>) -> AnyView {
    let described_by = asked.described_by(&[]);
    let input = boxed(&asked, look(kind), described_by, autocomplete);
    let control = match suffix(kind) {
        None => input,
        Some(suffix) => view! {
            <div class="govuk-input__wrapper">
                {input} <div class="govuk-input__suffix" aria-hidden="true">{suffix}</div>
            </div>
        }
        .into_any(),
    };
    asked.labelled(control)
}

/// The input alone, described by what the caller says.
pub fn boxed(
    asked: &Asked,
    look: Look,
    described_by: impl Fn() -> Option<String> + Send + 'static,
    autocomplete: Option<String>,
) -> AnyView {
    let (answers, place, error) = (asked.answers, asked.place.clone(), asked.error);
    input::view(
        look,
        asked.id.clone(),
        answers.text(&place),
        move || error.with(Option::is_some),
        Some(described_by),
        autocomplete,
        move |text| answers.say(&place, Raw::Text(text)),
    )
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
