//! What the messages so far may have changed.

use crate::form::answer::Place;

/// Counts what happens, by what it may change. What a store says of a save comes after every key and is in neither count: it
/// changes no question, no answer and nothing around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Anything but an answer of an application.
    pub around: u32,
    /// An answer of an application.
    pub answers: u32,
    /// Where the last of them was given.
    pub answered: Option<Place>,
}
