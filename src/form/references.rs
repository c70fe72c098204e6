//! What a condition reads: question ids, and groups whose number of items it counts.

use super::condition::{Condition, DateOperand, Number};

/// One thing a condition reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference<'a> {
    /// The answer to a question.
    Question(&'a str),
    /// The items of a group.
    Repeat(&'a str),
}

/// Calls `each` for everything `condition` reads, in the order written, repeats and their filters included.
pub fn references<'a>(condition: &'a Condition, each: &mut dyn FnMut(Reference<'a>)) {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => inner.iter().for_each(|one| references(one, each)),
        Condition::Not(inner) => references(inner, each),
        Condition::Equals { answer, .. }
        | Condition::OneOf { answer, .. }
        | Condition::Includes { answer, .. }
        | Condition::Answered(answer)
        | Condition::Overridden(answer) => each(Reference::Question(answer)),
        Condition::Number { of, .. } => match of {
            Number::Answer(answer) => each(Reference::Question(answer)),
            Number::Sum(answers) => answers
                .iter()
                .for_each(|answer| each(Reference::Question(answer))),
            Number::Count { repeat, filter } => {
                each(Reference::Repeat(repeat));
                if let Some(filter) = filter {
                    references(filter, each);
                }
            }
        },
        Condition::Date { answer, than, .. } => {
            each(Reference::Question(answer));
            if let DateOperand::Answer(other) = than {
                each(Reference::Question(other));
            }
        }
    }
}
