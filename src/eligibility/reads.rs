//! Which questions a condition reads.

use crate::form::condition::Condition;
use crate::form::references::{Reference, references};

/// Adds the ids that a condition reads to a list, each once, in order; a repeating group by its own id. Questions of
/// its items are there too, and no change is ever proposed for them: no single answer stands for them.
pub(super) fn questions(condition: &Condition, ids: &mut Vec<String>) {
    references(condition, &mut |reference| {
        let (Reference::Question(id) | Reference::Repeat(id)) = reference;
        if !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
    });
}
