//! The published form format, version 1: what `public/form/*.json` may say.
//!
//! These types are the file and nothing else. [`super::load`] checks a file and turns it into a
//! [`super::load::Form`] that can be answered. The JSON Schema in `public/form/form.schema.json` is made from them.

use crate::sorted::Map;

use serde::{Deserialize, Serialize};

use super::condition::Condition;

/// The only version of the form format this program reads.
pub const FORMAT: u32 = 1;

/// A whole published form.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FormFile {
    /// Version of this format; see [`FORMAT`].
    pub format: u32,
    /// Stable id of the form, sent with every application.
    pub id: String,
    /// Version of the content; changes whenever a question, option or rule changes.
    pub version: String,
    /// Title shown to people.
    pub title: String,
    /// Id of the question whose answer is the provision applied for. Its choices are the provisions.
    pub provision_question: String,
    /// Named lists of choices that several questions share (code sets, suggestions).
    #[serde(default)]
    pub choice_sets: Map<Vec<Choice>>,
    /// Sections in the order of the task list.
    pub sections: Vec<Section>,
}

/// One row of the task list.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Unique id; kebab-case, used in addresses.
    pub id: String,
    /// Name in the task list.
    pub title: String,
    /// The section is asked only where this is true. Absent: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Condition>,
    /// Pages in order.
    pub pages: Vec<Page>,
}

/// One screen: a few questions that belong together, or one repeating group.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Unique id over the whole form; kebab-case, used in addresses.
    pub id: String,
    /// Heading of the page.
    pub title: String,
    /// Paragraphs above the questions, plain text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub intro: Vec<String>,
    /// The page is asked only where this is true. Absent: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Condition>,
    /// Register ids (`R…`, `X…`) that the page as a whole carries out or shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<String>,
    /// Where present, the questions are asked once for each item of this group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
    /// The questions in order. Questions revealed by a choice stand after the question that reveals them.
    pub questions: Vec<Question>,
}

/// A repeating group: the page lists its items, and each item has a page of its own.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// Unique id of the group; snake_case, the key in what is sent.
    pub id: String,
    /// What one item is called in a sentence, lower case: "parent or carer".
    pub item: String,
    /// Fewest items before the page is complete.
    #[serde(default)]
    pub at_least: u32,
    /// Most items that can be added.
    pub at_most: u32,
    /// Ids of the questions whose answers name an item on its summary card; at least one.
    pub named_by: Vec<String>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Unique id over the whole form; snake_case, the key in what is sent.
    pub id: String,
    /// The question as asked.
    pub label: String,
    /// How the answer is called in an error message, lower case, with its article: "the student's date of birth".
    pub called: String,
    /// Help under the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Why a sensitive question is asked and who sees the answer; shown on request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What sort of answer is taken.
    pub kind: Kind,
    /// Asked only where this is true. Absent: wherever its page is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Condition>,
    /// Must be answered: always (the default), never, or where a condition is true.
    #[serde(default, skip_serializing_if = "Required::is_default")]
    pub required: Required,
    /// Rules over and above those of the kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub constraints: Vec<Constraint>,
    /// Choice value to ids of later questions on the same page that are shown inside that choice, and are
    /// relevant only where it is chosen.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub reveals: Map<Vec<String>>,
    /// Register ids (`R…`, `X…`) this question carries out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<String>,
    /// The HTML `autocomplete` token, for answers about the person filling in the form only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autocomplete: Option<String>,
}

impl Question {
    /// One that has to be answered, with nothing else to it.
    pub fn plain(id: &str, label: &str, kind: Kind) -> Self {
        Self {
            id: id.to_owned(),
            label: label.to_owned(),
            called: String::new(),
            hint: None,
            why: None,
            kind,
            relevant: None,
            required: Required::Always(true),
            constraints: Vec::new(),
            reveals: Map::new(),
            cites: Vec::new(),
            autocomplete: None,
        }
    }
}

/// When a question must be answered.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Required {
    /// Always, or never.
    Always(bool),
    /// Where the condition is true.
    When(Condition),
}

impl Default for Required {
    fn default() -> Self {
        Self::Always(true)
    }
}

impl Required {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A rule on an answer that its kind does not already hold.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Constraint {
    /// Unique within the question; the code of the violation.
    pub id: String,
    /// The answer is refused where this is false. Unknown refuses nothing.
    pub must: Condition,
    /// What to do, as an error message.
    pub message: String,
    /// `true`: say the message, but let the answer stand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub advice: bool,
}

/// One choice of a question.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is stored and sent; a DfE code where there is one.
    pub value: String,
    /// What the person reads.
    pub label: String,
    /// Help under the choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Checkboxes only: choosing this clears every other ("None of these").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exclusive: bool,
}

/// Choices given in place, or by the name of a shared set.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Choices {
    /// Key of [`FormFile::choice_sets`].
    Set(String),
    /// The choices themselves.
    List(Vec<Choice>),
}

/// What sort of answer a question takes. In the file: `"email"`, or `{"long_text": {"max_chars": 2000}}`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Kind {
    /// One line.
    Text {
        /// Most characters (Unicode scalar values).
        max_chars: u32,
    },
    /// Several lines, with a character count.
    LongText {
        /// Most characters (Unicode scalar values).
        max_chars: u32,
    },
    /// A number in decimal notation.
    Number {
        /// Smallest allowed.
        min: f64,
        /// Largest allowed.
        max: f64,
        /// Most digits after the point.
        #[serde(default)]
        decimals: u8,
        /// Unit shown after the box: "days".
        #[serde(default, skip_serializing_if = "Option::is_none")]
        suffix: Option<String>,
    },
    /// 0 to 100, at most one digit after the point; a typed % sign is taken.
    Percentage,
    /// A civil date in three boxes.
    Date {
        /// Which side of the stated date it may lie on.
        #[serde(default)]
        side: DateSide,
    },
    /// Radios `yes` and `no`.
    YesNo,
    /// One of several choices, all in view.
    Radios {
        /// The choices.
        choices: Choices,
    },
    /// Any number of choices.
    Checkboxes {
        /// The choices.
        choices: Choices,
    },
    /// One of many, with suggestions while typing, and free text beside them.
    Suggest {
        /// Key of [`FormFile::choice_sets`]. A typed label of the set is stored as its value.
        from: String,
    },
    /// A person's or organisation's name, one line.
    Name,
    /// Two lines, town, county and postcode.
    Address,
    /// A United Kingdom postcode (BS7666).
    Postcode,
    /// A telephone number, United Kingdom or international.
    Telephone,
    /// An e-mail address.
    Email,
    /// Unique pupil number, permanent or temporary.
    Upn,
    /// Unique learner number.
    Uln,
    /// Unique reference number of a school: six digits.
    Urn,
    /// A school year group, derived from a date of birth on the stated date; an answer overrides it.
    YearGroup {
        /// Id of the date question it is derived from.
        born: String,
    },
    /// One box to tick beside a statement that the person makes; the answer is `yes`.
    Declaration {
        /// The statement.
        statement: String,
    },
}

/// Which side of the stated date a date may lie on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DateSide {
    /// Any date.
    #[default]
    Any,
    /// The stated date or before.
    Past,
    /// The stated date or after.
    Future,
}
