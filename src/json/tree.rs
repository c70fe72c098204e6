//! A JSON text as a tree.

use std::borrow::Cow;

use super::node::Slip;
use super::parser::Parser;

/// A JSON value. It keeps the second of two members of one name, so that it can be reported. What stands in the text as it
/// is meant is not copied: a form has ten thousand names.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Flag(bool),
    /// A number written without a fraction or exponent that an `i64` holds.
    Whole(i64),
    /// Any other number.
    Real(f64),
    /// A string.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Json<'a>>),
    /// An object, member by member as written.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

/// Reads a text.
///
/// # Errors
/// Where and why it is not JSON.
pub fn parse(text: &str) -> Result<Json<'_>, Slip> {
    let mut parser = Parser::new(text);
    parser.whole().map_err(|problem| Slip {
        path: place(&text.as_bytes()[..parser.at()]),
        problem: problem.to_owned(),
        remedy: "Mend the comma, quote or bracket there or just before".to_owned(),
    })
}

/// Reads a text; `None` where it is not JSON.
pub fn parse_quietly(text: &str) -> Option<Json<'_>> {
    Parser::new(text).whole().ok()
}

/// Reads a text but for the items of some lists: each stands there as a [`Json::Text`] of how it is written, to be read by
/// itself. They are the lists that are a member of this name of an object within so many others and lists. `None`: the
/// rest is not JSON.
pub fn parse_around<'a>(text: &'a str, name: &'static str, within: u32) -> Option<Json<'a>> {
    Parser::around(text, name, within).whole().ok()
}

/// Line and column of the byte after these, in bytes, counted from 1.
fn place(before: &[u8]) -> String {
    let (mut line, mut column) = (1, 1);
    for byte in before {
        column += 1;
        if *byte == b'\n' {
            (line, column) = (line + 1, 1);
        }
    }
    format!("line {line}, column {column}")
}
