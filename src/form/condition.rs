//! Conditions: a closed, small expression type, evaluated in three values.
//!
//! | a | b | all | any | not a |
//! | --- | --- | --- | --- | --- |
//! | true | unknown | unknown | true | false |
//! | false | unknown | false | unknown | true |
//! | unknown | unknown | unknown | unknown | unknown |
//!
//! An answer that is missing, does not parse, or belongs to a question that is not relevant is *blank*: every
//! comparison with it is unknown, `answered` is false. Unknown is never treated as no: what needs a condition to
//! hold waits until it is true, what needs it to fail waits until it is false.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// True, false, or not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// Known to be so.
    True,
    /// Known not to be so.
    False,
    /// Cannot be told from the answers so far.
    Unknown,
}

impl Truth {
    /// `Some(b)` is known, `None` is not.
    pub fn known(value: Option<bool>) -> Self {
        match value {
            Some(true) => Self::True,
            Some(false) => Self::False,
            None => Self::Unknown,
        }
    }

    /// Whether it is known to be so.
    pub fn is_true(self) -> bool {
        self == Self::True
    }

    /// Kleene's "and".
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            _ => Self::Unknown,
        }
    }

    /// Kleene's "or".
    pub fn or(self, other: Self) -> Self {
        !((!self).and(!other))
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// A condition on the answers and the stated date. In the file, one key names the operation:
/// `{"equals": {"answer": "programme", "value": "insight"}}`, `{"all": [ … ]}`, `{"answered": "upn"}`.
///
/// Within a repeating group, ids of the same group mean the answers of the same item. From outside, a group is
/// read only through [`Number::Count`].
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// Every one holds. An empty list is true.
    All(Vec<Condition>),
    /// At least one holds. An empty list is false.
    Any(Vec<Condition>),
    /// The condition does not hold.
    Not(Box<Condition>),
    /// A radios, yes/no, suggest, declaration or text answer is this value.
    Equals {
        /// Question id.
        answer: String,
        /// The value compared with.
        value: String,
    },
    /// The answer is one of these values.
    OneOf {
        /// Question id.
        answer: String,
        /// The values compared with.
        values: Vec<String>,
    },
    /// A checkboxes answer holds this value.
    Includes {
        /// Question id.
        answer: String,
        /// The value looked for.
        value: String,
    },
    /// The question has a valid answer. Never unknown.
    Answered(String),
    /// A year group was given that differs from the one its date of birth gives. Never unknown.
    Overridden(String),
    /// A number compared with a constant.
    Number {
        /// The number on the left.
        of: Number,
        /// How it is compared.
        is: Comparison,
        /// The constant on the right.
        than: f64,
    },
    /// A date answer compared with a date.
    Date {
        /// Id of a date question.
        answer: String,
        /// How it is compared: `less` is before.
        is: Comparison,
        /// The date on the right.
        than: DateOperand,
    },
}

/// A number that can be read from the answers.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Number {
    /// A number, percentage or year-group answer.
    Answer(String),
    /// The sum of several such answers. Blank ones count as nothing; unknown only where all are blank.
    Sum(Vec<String>),
    /// How many items a repeating group has, or how many of them satisfy a condition on their own answers.
    /// Never unknown without a condition.
    Count {
        /// Repeat id.
        repeat: String,
        /// Counts only items where this is true; unknown where an undecided item could change the answer.
        #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
        filter: Option<Box<Condition>>,
    },
}

/// How two numbers or dates are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// Smaller, or before.
    Less,
    /// Smaller or the same; on or before.
    AtMost,
    /// The same.
    Equal,
    /// Larger or the same; on or after.
    AtLeast,
    /// Larger, or after.
    More,
}

impl Comparison {
    /// Whether `left` stands in this relation to `right`.
    pub fn holds<T: PartialOrd>(self, left: &T, right: &T) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Equal => left == right,
            Self::AtLeast => left >= right,
            Self::More => left > right,
        }
    }
}

/// A date on the right of a comparison.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DateOperand {
    /// The date on which rules are measured.
    StatedDate,
    /// A constant.
    On(NaiveDate),
    /// Another date answer.
    Answer(String),
}
