//! Reading conditions out of JSON.

use crate::form::condition::{Comparison, Condition, DateOperand, Number};
use crate::json::Node;

const CONDITIONS: [&str; 10] = [
    "all",
    "any",
    "not",
    "equals",
    "one_of",
    "includes",
    "answered",
    "overridden",
    "number",
    "date",
];

/// A condition. How deep they nest is bounded by the JSON parser.
pub fn condition(at: &Node<'_>) -> Condition {
    let (name, inner) = at.tag(&CONDITIONS);
    match name {
        "any" => Condition::Any(inner.list(condition)),
        "not" => Condition::Not(Box::new(condition(&inner))),
        "equals" => {
            let (answer, value) = compared(&inner);
            Condition::Equals { answer, value }
        }
        "includes" => {
            let (answer, value) = compared(&inner);
            Condition::Includes { answer, value }
        }
        "one_of" => {
            inner.object(&["answer", "values"]);
            Condition::OneOf {
                answer: inner.get("answer").text(),
                values: inner.get("values").texts(),
            }
        }
        "answered" => Condition::Answered(inner.text()),
        "overridden" => Condition::Overridden(inner.text()),
        "number" => {
            inner.object(&["of", "is", "than"]);
            Condition::Number {
                of: number(&inner.get("of")),
                is: comparison(&inner.get("is")),
                than: inner.get("than").number(),
            }
        }
        "date" => {
            inner.object(&["answer", "is", "than"]);
            Condition::Date {
                answer: inner.get("answer").text(),
                is: comparison(&inner.get("is")),
                than: operand(&inner.get("than")),
            }
        }
        // "all", and the placeholder.
        _ => Condition::All(inner.list(condition)),
    }
}

fn compared(at: &Node<'_>) -> (String, String) {
    at.object(&["answer", "value"]);
    (at.get("answer").text(), at.get("value").text())
}

fn number(at: &Node<'_>) -> Number {
    let (name, inner) = at.tag(&["answer", "sum", "count"]);
    match name {
        "answer" => Number::Answer(inner.text()),
        "count" => {
            inner.object(&["repeat", "where"]);
            Number::Count {
                repeat: inner.get("repeat").text(),
                filter: inner.get("where").optional(condition).map(Box::new),
            }
        }
        _ => Number::Sum(inner.texts()),
    }
}

fn comparison(at: &Node<'_>) -> Comparison {
    at.word(&[
        ("less", Comparison::Less),
        ("at_most", Comparison::AtMost),
        ("equal", Comparison::Equal),
        ("at_least", Comparison::AtLeast),
        ("more", Comparison::More),
    ])
    .unwrap_or(Comparison::Equal)
}

fn operand(at: &Node<'_>) -> DateOperand {
    let (name, inner) = at.tag(&["stated_date", "on", "answer"]);
    match name {
        "on" => DateOperand::On(inner.date()),
        "answer" => DateOperand::Answer(inner.text()),
        _ => {
            inner.nothing();
            DateOperand::StatedDate
        }
    }
}
