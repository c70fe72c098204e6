//! Values as people read them, line by line: for the check page, summary cards and print.

use crate::sorted::{Map, Set};

use super::{Value, address, choice, number, year_group};
use crate::calendar::words;
use crate::form::definition::{Choice, Kind};

/// The lines of an answer; `choices` as for [`parse`](super::parse). At least one line.
pub fn display(kind: &Kind, choices: &[Choice], value: &Value) -> Vec<String> {
    match value {
        Value::Text(text) => text_lines(kind, choices, text),
        Value::Number(number) => vec![number_line(kind, *number)],
        Value::Date(date) => vec![words::date(*date)],
        Value::Choices(chosen) => labels(choices, chosen),
        Value::Fields(fields) => address_lines(fields),
    }
}

fn text_lines(kind: &Kind, choices: &[Choice], text: &str) -> Vec<String> {
    match kind {
        Kind::LongText { .. } => text.lines().map(str::to_owned).collect(),
        Kind::YesNo | Kind::Declaration { .. } if text == choice::YES => vec!["Yes".to_owned()],
        Kind::YesNo if text == choice::NO => vec!["No".to_owned()],
        Kind::Radios { .. } | Kind::Suggest { .. } => vec![label(choices, text)],
        _ => vec![text.to_owned()],
    }
}

/// The label of a value; the text itself where it is free text.
fn label(choices: &[Choice], value: &str) -> String {
    choice::find(choices, value)
        .map_or(value, |choice| &choice.label)
        .to_owned()
}

fn labels(choices: &[Choice], chosen: &Set) -> Vec<String> {
    let in_order = choices.iter().filter(|choice| chosen.contains(&choice.value));
    in_order.map(|choice| choice.label.clone()).collect()
}

fn number_line(kind: &Kind, number: f64) -> String {
    match kind {
        Kind::YearGroup { .. } => year_group::name(number),
        Kind::Percentage => format!("{}%", number::decimal(number)),
        Kind::Number {
            suffix: Some(suffix), ..
        } => format!("{} {suffix}", number::decimal(number)),
        _ => number::decimal(number),
    }
}

fn address_lines(fields: &Map<String>) -> Vec<String> {
    address::FIELDS
        .iter()
        .filter_map(|&field| fields.get(field).cloned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{choices, date};
    use super::*;
    use crate::form::definition::{Choices, DateSide};

    fn check(kind: &Kind, value: Value, lines: &[&str]) {
        assert_eq!(display(kind, &choices(), &value), lines);
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn choices_are_shown_by_their_labels() {
        let list = || Choices::List(choices());
        check(&Kind::Radios { choices: list() }, text("E"), &["EHC plan"]);
        check(&Kind::Suggest { from: "sen".into() }, text("oda"), &["St Oda's"]);
        check(
            &Kind::Suggest { from: "sen".into() },
            text("Elsewhere"),
            &["Elsewhere"],
        );
        let ticked = Value::Choices(["E", "N"].map(str::to_owned).into());
        check(
            &Kind::Checkboxes { choices: list() },
            ticked,
            &["No SEN", "EHC plan"],
        );
        check(&Kind::YesNo, text("yes"), &["Yes"]);
        check(&Kind::YesNo, text("no"), &["No"]);
        check(
            &Kind::Declaration {
                statement: "It is true".into(),
            },
            text("yes"),
            &["Yes"],
        );
    }

    #[test]
    fn numbers_have_their_units() {
        let number = |suffix| Kind::Number {
            min: 0.0,
            max: 9.0,
            decimals: 1,
            suffix,
        };
        check(&number(Some("days".into())), Value::Number(2.5), &["2.5 days"]);
        check(&number(None), Value::Number(2.0), &["2"]);
        check(&Kind::Percentage, Value::Number(95.5), &["95.5%"]);
        check(
            &Kind::YearGroup { born: "b".into() },
            Value::Number(9.0),
            &["Year 9"],
        );
        check(
            &Kind::YearGroup { born: "b".into() },
            Value::Number(0.0),
            &["Reception"],
        );
    }

    #[test]
    fn dates_texts_and_addresses_are_shown_in_lines() {
        check(
            &Kind::Date { side: DateSide::Any },
            Value::Date(date(2012, 3, 9)),
            &["9 March 2012"],
        );
        check(
            &Kind::LongText { max_chars: 99 },
            text("one\n\ntwo"),
            &["one", "", "two"],
        );
        check(&Kind::Name, text("yes"), &["yes"]);
        let fields = [
            ("postcode", "CV1 2GN"),
            ("town", "Coventry"),
            ("line1", "1 Example Road"),
        ];
        let fields = fields
            .map(|(field, text)| (field.to_owned(), text.to_owned()))
            .into();
        check(
            &Kind::Address,
            Value::Fields(fields),
            &["1 Example Road", "Coventry", "CV1 2GN"],
        );
    }
}
