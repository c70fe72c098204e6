//! Values as they are sent, and back to what a person could have typed, so that the council's end reads them by
//! the very rules of the browser.

use crate::sorted::Map;

use serde::{Deserialize, Serialize};

use super::{Value, choice, date, number};
use crate::form::answer::Raw;
use crate::form::definition::{Choice, Kind};

/// One canonical answer.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum WireAnswer {
    /// Text, the value of a choice, a date as `YYYY-MM-DD`, a postcode, a UPN.
    Text(String),
    /// A number.
    Number(f64),
    /// Values of ticked boxes, in the order of the form.
    List(Vec<String>),
    /// Fields of an address.
    Fields(Map<String>),
    /// Items of a repeating group, in order.
    Items(Vec<Map<WireAnswer>>),
}

/// The value as it is sent; ticked boxes in the order of `choices`.
pub fn to_wire(value: &Value, choices: &[Choice]) -> WireAnswer {
    match value {
        Value::Text(text) => WireAnswer::Text(text.clone()),
        Value::Number(number) => WireAnswer::Number(*number),
        Value::Date(date) => WireAnswer::Text(date::iso(*date)),
        Value::Fields(fields) => WireAnswer::Fields(fields.clone()),
        Value::Choices(chosen) => {
            let in_order = choices
                .iter()
                .map(|choice| &choice.value)
                .filter(|value| chosen.contains(value));
            let unlisted = chosen
                .iter()
                .filter(|value| choice::find(choices, value).is_none());
            WireAnswer::List(in_order.chain(unlisted).cloned().collect())
        }
    }
}

/// What a person could have typed to give this answer. `None`: it is not of the shape this kind is sent in, which
/// is [`Fault::WrongShape`](crate::form::fault::Fault::WrongShape).
pub fn from_wire(kind: &Kind, wire: &WireAnswer) -> Option<Raw> {
    match (kind, wire) {
        (Kind::Checkboxes { .. }, WireAnswer::List(values)) => {
            Some(Raw::Choices(values.iter().cloned().collect()))
        }
        (Kind::Address, WireAnswer::Fields(fields)) => Some(Raw::Fields(fields.clone())),
        (Kind::Date { .. }, WireAnswer::Text(iso)) => date::boxes(iso).map(Raw::Fields),
        (Kind::Number { .. } | Kind::Percentage | Kind::YearGroup { .. }, WireAnswer::Number(number)) => {
            let held = number.is_finite() && number.abs() < number::TOO_LARGE;
            held.then(|| Raw::Text(number::decimal(*number)))
        }
        (Kind::Number { .. } | Kind::Percentage | Kind::YearGroup { .. }, _) => None,
        (Kind::Checkboxes { .. } | Kind::Address, _) => None,
        (_, WireAnswer::Text(text)) => Some(Raw::Text(text.clone())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{choices, date, kinds};
    use super::*;
    use crate::form::definition::DateSide;

    #[test]
    fn values_are_sent_in_canonical_form() {
        let check = |value: Value, json: &str| {
            assert_eq!(serde_json::to_string(&to_wire(&value, &choices())).unwrap(), json);
        };
        check(Value::Text("E".into()), r#""E""#);
        check(Value::Number(2.5), "2.5");
        check(Value::Date(date(2012, 3, 9)), r#""2012-03-09""#);
        check(
            Value::Fields([("town".to_owned(), "Rugby".to_owned())].into()),
            r#"{"town":"Rugby"}"#,
        );
        // In the order of the form, which is not that of the alphabet.
        check(
            Value::Choices(["E", "K", "N"].map(str::to_owned).into()),
            r#"["N","K","E"]"#,
        );
    }

    #[test]
    fn an_answer_in_the_wrong_shape_is_not_read() {
        let date = Kind::Date { side: DateSide::Any };
        let number = Kind::Number {
            min: 0.0,
            max: 9.0,
            decimals: 0,
            suffix: None,
        };
        let check = |kind: &Kind, wire| assert_eq!(from_wire(kind, &wire), None, "{kind:?}");
        check(&date, WireAnswer::Text("9 March 2012".into()));
        check(&date, WireAnswer::Number(2012.0));
        check(&number, WireAnswer::Text("5".into()));
        check(&number, WireAnswer::Number(f64::INFINITY));
        check(&number, WireAnswer::Number(1e15));
        check(&Kind::Name, WireAnswer::Number(5.0));
        check(&Kind::Name, WireAnswer::List(vec![]));
        check(&Kind::Address, WireAnswer::Text("1 Example Road".into()));
    }

    #[test]
    fn items_are_no_single_answer() {
        for (kind, _) in kinds() {
            assert_eq!(from_wire(&kind, &WireAnswer::Items(vec![])), None, "{kind:?}");
        }
    }
}
