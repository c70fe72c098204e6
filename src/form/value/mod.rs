//! stub
use super::{
    answer::Raw,
    definition::{Choice, Kind},
    fault::Fault,
};
use crate::submission::envelope::WireAnswer;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
/// stub
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// x
    Text(String),
    /// x
    Number(f64),
    /// x
    Date(NaiveDate),
    /// x
    Choices(BTreeSet<String>),
    /// x
    Fields(BTreeMap<String, String>),
}
/// stub
pub fn parse(
    kind: &Kind,
    _choices: &[Choice],
    raw: &Raw,
    _stated: NaiveDate,
) -> Result<Option<Value>, Fault> {
    match (kind, raw) {
        (Kind::Checkboxes { .. }, Raw::Choices(c)) => Ok((!c.is_empty()).then(|| Value::Choices(c.clone()))),
        (Kind::Number { .. } | Kind::YearGroup { .. }, Raw::Text(t)) => t
            .parse()
            .map(|n| Some(Value::Number(n)))
            .map_err(|_| Fault::WrongShape),
        (_, Raw::Text(t)) => Ok((!t.is_empty()).then(|| Value::Text(t.clone()))),
        _ => Err(Fault::WrongShape),
    }
}
/// stub
pub fn to_wire(value: &Value, _choices: &[Choice]) -> WireAnswer {
    match value {
        Value::Text(t) => WireAnswer::Text(t.clone()),
        Value::Number(n) => WireAnswer::Number(*n),
        _ => WireAnswer::List(vec![]),
    }
}
/// stub
pub fn from_wire(_kind: &Kind, wire: &WireAnswer) -> Option<Raw> {
    match wire {
        WireAnswer::Text(t) => Some(Raw::Text(t.clone())),
        WireAnswer::Number(n) => Some(Raw::Text(n.to_string())),
        _ => None,
    }
}
/// stub
pub fn display(_kind: &Kind, _choices: &[Choice], value: &Value) -> Vec<String> {
    vec![format!("{value:?}")]
}
