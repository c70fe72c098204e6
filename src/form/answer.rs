//! Answers as a person gave them: raw text, kept for every question ever answered, relevant or not.

use crate::sorted::{Map, Set};

use serde::{Deserialize, Serialize};

/// An answer exactly as typed or chosen. What it means is worked out by [`super::value::parse`], never stored.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Raw {
    /// Text as typed, the value of a radio, `yes` for a ticked declaration.
    Text(String),
    /// Values of the ticked boxes.
    Choices(Set),
    /// Boxes of a date (`day`, `month`, `year`) or an address (`line1`, `line2`, `town`, `county`, `postcode`).
    Fields(Map<String>),
}

impl Raw {
    /// Nothing typed and nothing chosen; white space alone is nothing.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Choices(values) => values.is_empty(),
            Self::Fields(fields) => fields.values().all(|text| text.trim().is_empty()),
        }
    }
}

/// Answers by question id, of the whole form or of one item of a group.
pub type RawAnswers = Map<Raw>;

/// All answers of one application, as they are stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// Answers outside repeating groups.
    #[serde(default)]
    pub single: RawAnswers,
    /// Repeating groups by repeat id.
    #[serde(default)]
    pub repeats: Map<Group>,
}

impl Answers {
    /// Puts one answer in place of the one before. `group`: the id of the question's repeating group, where it is in one.
    pub fn put(&mut self, place: &Place, group: Option<&str>, raw: Raw) {
        let answers = match (group, place.item) {
            (Some(group), Some(id)) => {
                let items = self.repeats.get_mut(group).map(|group| group.items.iter_mut());
                items
                    .and_then(|mut items| items.find(|item| item.id == id))
                    .map(|item| &mut item.answers)
            }
            _ => Some(&mut self.single),
        };
        if let Some(answers) = answers {
            answers.insert(place.question.clone(), raw);
        }
    }
}

/// The items of one repeating group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The id the next item gets: above every id ever given.
    #[serde(default)]
    pub next: u32,
    /// Items in the order they were added.
    #[serde(default)]
    pub items: Vec<Item>,
}

/// One item of a repeating group.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Never used again within its group, so that addresses and element ids stay put when another is removed.
    pub id: u32,
    /// The item's answers.
    #[serde(default)]
    pub answers: RawAnswers,
}

/// Where an answer stands: a question, and the item if the question belongs to a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Question id.
    pub question: String,
    /// Item id where the question is in a repeating group.
    pub item: Option<u32>,
}

impl Place {
    /// A question outside any group.
    pub fn single(question: &str) -> Self {
        Self {
            question: question.to_owned(),
            item: None,
        }
    }

    /// A question of one item.
    pub fn in_item(question: &str, item: u32) -> Self {
        Self {
            question: question.to_owned(),
            item: Some(item),
        }
    }

    /// The id of the element in the page that takes this answer: `upn`, or `relationship-3` in item 3.
    pub fn element_id(&self) -> String {
        match self.item {
            None => self.question.clone(),
            Some(item) => format!("{}-{item}", self.question),
        }
    }
}
