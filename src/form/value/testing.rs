//! What the tests of values share.

use chrono::NaiveDate;

use super::{Value, parse};
use crate::form::answer::Raw;
use crate::form::definition::{Choice, Choices, DateSide, Kind};
use crate::form::fault::Fault;

pub fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The stated date of every test.
pub fn stated() -> NaiveDate {
    date(2026, 11, 22)
}

/// Choices in an order that is not that of the alphabet, the last to stand alone.
pub fn choices() -> Vec<Choice> {
    let pairs = [
        ("N", "No SEN"),
        ("K", "SEN support"),
        ("E", "EHC plan"),
        ("oda", "St Oda's"),
        ("none", "None of these"),
    ];
    let choice = |(value, label): (&str, &str)| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        hint: None,
        exclusive: value == "none",
    };
    pairs.map(choice).into()
}

/// Every kind, with its choices.
pub fn kinds() -> Vec<(Kind, Vec<Choice>)> {
    let list = || Choices::List(choices());
    let plain = [
        Kind::Text { max_chars: 30 },
        Kind::LongText { max_chars: 60 },
        Kind::Number {
            min: -5.0,
            max: 2000.0,
            decimals: 2,
            suffix: Some("days".into()),
        },
        Kind::Percentage,
        Kind::Date { side: DateSide::Any },
        Kind::Date { side: DateSide::Past },
        Kind::YesNo,
        Kind::Name,
        Kind::Address,
        Kind::Postcode,
        Kind::Telephone,
        Kind::Email,
        Kind::Upn,
        Kind::Uln,
        Kind::Urn,
        Kind::YearGroup {
            born: "date_of_birth".into(),
        },
        Kind::Declaration {
            statement: "I have checked it".into(),
        },
    ];
    let listed = [
        Kind::Radios { choices: list() },
        Kind::Checkboxes { choices: list() },
        Kind::Suggest { from: "sen".into() },
    ];
    let plain = plain.into_iter().map(|kind| (kind, vec![]));
    plain
        .chain(listed.into_iter().map(|kind| (kind, choices())))
        .collect()
}

/// Boxes with what was typed in them.
pub fn boxes(fields: &[&str], typed: &[&str]) -> Raw {
    let pairs = fields
        .iter()
        .zip(typed)
        .map(|(field, text)| ((*field).to_owned(), (*text).to_owned()));
    Raw::Fields(pairs.collect())
}

/// What a typed text means to a kind without choices.
pub fn checked(kind: &Kind, typed: &str) -> Result<Option<Value>, Fault> {
    parse(kind, &[], &Raw::Text(typed.to_owned()), stated())
}

/// A typed text must give this canonical text, or this fault.
pub fn check(kind: &Kind, typed: &str, expect: Result<&str, Fault>) {
    check_with(kind, &[], typed, expect);
}

/// The same, with choices.
pub fn check_with(kind: &Kind, choices: &[Choice], typed: &str, expect: Result<&str, Fault>) {
    let expect = expect.map(|text| Some(Value::Text(text.to_owned())));
    assert_eq!(
        parse(kind, choices, &Raw::Text(typed.to_owned()), stated()),
        expect,
        "{typed:?}"
    );
}
