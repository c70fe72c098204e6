//! What one answer means: raw text in, a value in canonical form or a [`Fault`] out, and back again.
//!
//! A canonical form is a fixed point: read again, it gives itself. Nothing here knows of other answers.

mod address;
mod choice;
mod contact;
mod date;
mod display;
mod number;
mod postcode;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod testing;
mod text;
mod uln;
mod upn;
mod urn;
mod wire;
mod year_group;

use crate::sorted::{Map, Set};

use chrono::NaiveDate;

use super::answer::Raw;
use super::definition::{Choice, Kind};
use super::fault::{Advice, Fault};

pub use display::display;
pub use number::decimal;
pub use wire::{WireAnswer, from_wire, to_wire};
pub use year_group::name as year_group_name;

/// The meaning of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text in canonical form, the value of a choice, `yes` for a ticked declaration.
    Text(String),
    /// A number, a percentage, or a year group (0 is reception).
    Number(f64),
    /// A civil date.
    Date(NaiveDate),
    /// Values of the ticked boxes; never empty.
    Choices(Set),
    /// Filled boxes of an address.
    Fields(Map<String>),
}

/// What an answer to a question with radios means, which is all that the first question takes. [`parse`] reads every kind.
///
/// # Errors
/// It is none of the choices.
pub fn parse_choice(choices: &[Choice], raw: &Raw) -> Result<Option<Value>, Fault> {
    match raw {
        Raw::Text(typed) if !typed.is_empty() => {
            choice::one(choices, typed).map(|one| Some(Value::Text(one)))
        }
        _ => Ok(None),
    }
}

/// What an answer to a question of this kind means on the stated date; `None` where it is blank. `choices` are
/// the question's choices or suggestions, with named sets looked up.
pub fn parse(kind: &Kind, choices: &[Choice], raw: &Raw, stated: NaiveDate) -> Result<Option<Value>, Fault> {
    match raw {
        Raw::Text(typed) => {
            let typed = text::visible(typed);
            if typed.trim().is_empty() {
                Ok(None)
            } else {
                parse_text(kind, choices, &typed).map(Some)
            }
        }
        Raw::Choices(chosen) if chosen.is_empty() => Ok(None),
        Raw::Choices(chosen) => match kind {
            Kind::Checkboxes { .. } => Ok(Some(Value::Choices(choice::several(choices, chosen)?))),
            _ => Err(Fault::WrongShape),
        },
        Raw::Fields(typed) => parse_boxes(kind, typed, stated),
    }
}

fn parse_boxes(kind: &Kind, typed: &Map<String>, stated: NaiveDate) -> Result<Option<Value>, Fault> {
    let mut typed = typed.clone();
    for text in typed.values_mut() {
        *text = text::visible(text);
    }
    if typed.values().all(|text| text.trim().is_empty()) {
        return Ok(None);
    }
    let value = match kind {
        Kind::Date { side } => {
            known(&typed, &date::FIELDS)?;
            Value::Date(date::parse(&typed, *side, stated)?)
        }
        Kind::Address => {
            known(&typed, &address::FIELDS)?;
            Value::Fields(address::parse(&typed)?)
        }
        _ => return Err(Fault::WrongShape),
    };
    Ok(Some(value))
}

/// A box that does not exist would be lost without a word.
fn known(typed: &Map<String>, fields: &[&str]) -> Result<(), Fault> {
    if typed.keys().all(|key| fields.contains(&key.as_str())) {
        Ok(())
    } else {
        Err(Fault::WrongShape)
    }
}

fn parse_text(kind: &Kind, choices: &[Choice], typed: &str) -> Result<Value, Fault> {
    let value = match kind {
        Kind::Text { max_chars } => text::within(text::line(typed), *max_chars)?,
        Kind::LongText { max_chars } => text::within(text::lines(typed), *max_chars)?,
        Kind::Name => text::within(text::line(typed), text::LINE_MAX)?,
        Kind::Suggest { .. } => choice::suggested(choices, typed)?,
        Kind::Radios { .. } => choice::one(choices, typed)?,
        Kind::YesNo => choice::yes_no(typed)?,
        Kind::Declaration { .. } => choice::ticked(typed)?,
        Kind::Postcode => postcode::parse(typed).ok_or(Fault::NotAPostcode)?,
        Kind::Telephone => contact::telephone(typed)?,
        Kind::Email => contact::email(typed)?,
        Kind::Upn => upn::parse(typed).map_err(Fault::Upn)?,
        Kind::Uln => uln::parse(typed).map_err(Fault::Uln)?,
        Kind::Urn => urn::parse(typed)?,
        Kind::Number {
            min,
            max,
            decimals,
            suffix,
        } => {
            let limits = number::Limits {
                min: *min,
                max: *max,
                decimals: *decimals,
                unit: suffix.as_deref(),
            };
            return number::parse(typed, &limits).map(Value::Number);
        }
        Kind::Percentage => return number::parse(typed, &number::PERCENTAGE).map(Value::Number),
        Kind::YearGroup { .. } => return year_group::parse(typed).map(Value::Number),
        Kind::Checkboxes { .. } | Kind::Date { .. } | Kind::Address => return Err(Fault::WrongShape),
    };
    Ok(Value::Text(value))
}

/// What to tell the person about a valid answer, which stands all the same.
pub fn advise(kind: &Kind, value: &Value) -> Option<Advice> {
    match (kind, value) {
        (Kind::Upn, Value::Text(upn)) if upn::is_temporary(upn) => Some(Advice::TemporaryUpn),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::form::definition::DateSide;

    use super::testing::{boxes, checked, stated};
    use super::*;

    #[test]
    fn nothing_and_white_space_are_blank_whatever_the_shape() {
        let blanks = [
            Raw::Text(" \t\n\u{a0}\u{200b}\u{feff}".into()),
            Raw::Choices(Set::new()),
            Raw::Fields(Map::new()),
            boxes(&date::FIELDS, &["", " ", "\u{200b}"]),
        ];
        for (kind, choices) in testing::kinds() {
            for blank in &blanks {
                assert_eq!(
                    parse(&kind, &choices, blank, stated()),
                    Ok(None),
                    "{kind:?} {blank:?}"
                );
            }
        }
    }

    #[test]
    fn an_answer_of_another_shape_is_refused() {
        let list = Raw::Choices(Set::from(["yes".to_owned()]));
        let fields = boxes(&["day"], &["1"]);
        for (kind, choices) in testing::kinds() {
            let refused = |raw: &Raw| parse(&kind, &choices, raw, stated()) == Err(Fault::WrongShape);
            assert_eq!(
                refused(&list),
                !matches!(kind, Kind::Checkboxes { .. }),
                "{kind:?}"
            );
            assert_eq!(refused(&fields), !matches!(kind, Kind::Date { .. }), "{kind:?}");
        }
        assert_eq!(checked(&Kind::Address, "1 Example Road"), Err(Fault::WrongShape));
        assert_eq!(
            checked(&Kind::Date { side: DateSide::Any }, "2012-03-09"),
            Err(Fault::WrongShape)
        );
    }

    #[test]
    fn a_box_that_does_not_exist_is_refused() {
        let raw = boxes(&["day", "month", "year", "hour"], &["9", "3", "2012", "1"]);
        assert_eq!(
            parse(&Kind::Date { side: DateSide::Any }, &[], &raw, stated()),
            Err(Fault::WrongShape)
        );
    }
}
