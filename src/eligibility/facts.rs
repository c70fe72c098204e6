//! What eligibility may ask of the answers.

use crate::form::condition::{Condition, Truth};

/// Another answer to one question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Question id.
    pub answer: String,
    /// The value it would have.
    pub to: String,
}

/// The answers of one application on one stated date, and what they would be if some were different.
pub trait Facts {
    /// How a condition stands. Answers that are not relevant are blank.
    fn eval(&self, condition: &Condition) -> Truth;

    /// The same answers with some changed, relevance worked out anew.
    fn with(&self, changes: &[Change]) -> Box<dyn Facts + '_>;

    /// The values a question can be changed to, best first: both of a yes/no, the choices of radios, a small range
    /// of numbers; for a free text one stand-in that counts as an answer. Empty where none can be proposed
    /// (repeating groups, dates, the provision itself).
    fn candidates(&self, question: &str) -> Vec<String>;

    /// The value a question has, whether relevant or not. `None` where it is blank.
    fn current(&self, question: &str) -> Option<String>;

    /// The questions that decide whether this one is relevant: those its own condition and those of its page and
    /// section read, and the one whose choice reveals it.
    fn depends_on(&self, question: &str) -> Vec<String>;
}
