//! Reading stored answers out of JSON.

use crate::sorted::Set;

use crate::form::answer::{Answers, Group, Item, Raw, RawAnswers};
use crate::json::{Json, Node};

/// All answers of one application.
pub fn answers(at: &Node<'_>) -> Answers {
    at.object(&["single", "repeats"]);
    Answers {
        single: at.get("single").or_default(raw_answers),
        repeats: at.get("repeats").or_default(|at| at.map(group)),
    }
}

fn group(at: &Node<'_>) -> Group {
    at.object(&["next", "items"]);
    Group {
        next: at.get("next").or_default(|at| at.u32()),
        items: at.get("items").or_default(|at| at.list(item)),
    }
}

/// One item of a repeating group.
pub fn item(at: &Node<'_>) -> Item {
    at.object(&["id", "answers"]);
    Item {
        id: at.get("id").u32(),
        answers: at.get("answers").or_default(raw_answers),
    }
}

fn raw_answers(at: &Node<'_>) -> RawAnswers {
    at.map(raw)
}

fn raw(at: &Node<'_>) -> Raw {
    match at.json() {
        Some(Json::List(_)) => {
            let mut chosen = Set::new();
            for value in at.texts() {
                chosen.insert(value);
            }
            Raw::Choices(chosen)
        }
        Some(Json::Object(_)) => Raw::Fields(at.map(|at| at.text())),
        _ => Raw::Text(at.text()),
    }
}
