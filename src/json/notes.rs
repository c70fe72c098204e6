//! What becomes of slips: they are put into words, or only counted.

use std::cell::{Cell, RefCell};
use std::fmt::Debug;

use super::node::{Node, Slip, Value};
use super::tree::Json;

/// What is wrong at a place. What stands there instead is known from the place itself.
pub(super) enum Problem<'p, 'w> {
    /// Something else than this stands there, or nothing.
    Wrong(&'p str),
    /// None of these words stands there, by itself or as the only member.
    Unknown(&'p mut (dyn Iterator<Item = &'w str> + 'p)),
    /// A member of another name than these.
    NoSuch(&'p [&'p str]),
    /// A member that came before.
    Twice,
    /// Something stands there where a name stands alone.
    NothingToSay,
    /// A whole number that is not between these.
    OutOfRange(i64, i64, i64),
    /// A text that is no date.
    NotADate(&'p str),
}

/// Who hears of slips.
pub(super) trait Notes: Debug {
    /// Notes one.
    fn note(&self, at: &Node<'_>, problem: &mut Problem<'_, '_>);
}

/// Whether there is any.
#[derive(Debug, Default)]
pub(super) struct Counted(Cell<bool>);

impl Counted {
    pub(super) fn none(&self) -> bool {
        !self.0.get()
    }
}

impl Notes for Counted {
    fn note(&self, _: &Node<'_>, _: &mut Problem<'_, '_>) {
        self.0.set(true);
    }
}

/// Each of them.
#[derive(Debug, Default)]
pub(super) struct InWords(RefCell<Vec<Slip>>);

impl InWords {
    pub(super) fn into_slips(self) -> Vec<Slip> {
        self.0.into_inner()
    }
}

impl Notes for InWords {
    fn note(&self, at: &Node<'_>, problem: &mut Problem<'_, '_>) {
        let mut path = String::new();
        at.write_path(&mut path);
        if path.is_empty() {
            path.push_str("the whole file");
        }
        let (problem, remedy) = words(at, problem);
        self.0.borrow_mut().push(Slip {
            path,
            problem,
            remedy,
        });
    }
}

/// What is wrong, and how to mend it.
fn words(at: &Node<'_>, problem: &mut Problem<'_, '_>) -> (String, String) {
    match problem {
        Problem::Wrong(wanted) => match at.json() {
            Some(json) => (
                format!("it is {}, not {wanted}", described(json)),
                format!("Write {wanted}"),
            ),
            None => (MISSING.to_owned(), format!("Add {wanted}")),
        },
        Problem::Unknown(known) => {
            let known: Vec<&str> = known.collect();
            (instead(&at.value), format!("Use one of: {}", known.join(", ")))
        }
        Problem::NoSuch(known) => (
            format!("there is no \"{}\" here", at.name()),
            format!("Take it away, or use one of: {}", known.join(", ")),
        ),
        Problem::Twice => (
            "it stands here a second time".to_owned(),
            "Keep one of the two".to_owned(),
        ),
        Problem::NothingToSay => (
            "nothing can be said of it".to_owned(),
            "Write the name alone, in quotes and without { }".to_owned(),
        ),
        Problem::OutOfRange(number, least, most) => (
            format!("{number} is too small or too large"),
            format!("Write a whole number from {least} to {most}"),
        ),
        Problem::NotADate(text) => (
            format!("\"{text}\" is not a date"),
            "Write year, month and day like \"2026-09-01\"".to_owned(),
        ),
    }
}

const MISSING: &str = "it is missing";

/// What stands where one of a few words should.
fn instead(value: &Value<'_>) -> String {
    match value {
        Value::Given(Json::Text(text)) => format!("there is no \"{text}\" here"),
        Value::Given(Json::Object(members)) => match members.as_slice() {
            [(name, _)] => format!("there is no \"{name}\" here"),
            _ => format!("it has {} members, not one", members.len()),
        },
        Value::Given(json) => format!("it is {}", described(json)),
        Value::Absent | Value::Unreadable => MISSING.to_owned(),
    }
}

fn described(json: &Json<'_>) -> &'static str {
    match json {
        Json::Null => "null",
        Json::Flag(true) => "true",
        Json::Flag(false) => "false",
        Json::Whole(_) | Json::Real(_) => "a number",
        Json::Text(_) => "a text",
        Json::List(_) => "a list",
        Json::Object(_) => "an object",
    }
}
