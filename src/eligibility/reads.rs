//! Which questions a condition reads.

use crate::form::condition::{Condition, DateOperand, Number};

/// Adds the ids that a condition reads to a list, each once, in order. A repeating group is read by its own id; the
/// questions of its items are not listed, because no single answer stands for them.
pub(super) fn questions(condition: &Condition, ids: &mut Vec<String>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                questions(part, ids);
            }
        }
        Condition::Not(part) => questions(part, ids),
        Condition::Equals { answer, .. }
        | Condition::OneOf { answer, .. }
        | Condition::Includes { answer, .. }
        | Condition::Answered(answer)
        | Condition::Overridden(answer) => add(answer, ids),
        Condition::Number { of, .. } => match of {
            Number::Answer(answer) => add(answer, ids),
            Number::Sum(answers) => {
                for answer in answers {
                    add(answer, ids);
                }
            }
            Number::Count { repeat, .. } => add(repeat, ids),
        },
        Condition::Date { answer, than, .. } => {
            add(answer, ids);
            if let DateOperand::Answer(other) = than {
                add(other, ids);
            }
        }
    }
}

fn add(id: &str, ids: &mut Vec<String>) {
    if !ids.iter().any(|known| known == id) {
        ids.push(id.to_owned());
    }
}
