//! The published programme format, version 1: what `public/programme/*.json` may say.
//!
//! An edition is an academic year. A council officer changes a date, a rule or a sentence here, without a compiler.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::form::condition::Condition;

/// The only version of the programme format this program reads.
pub const FORMAT: u32 = 1;

/// One edition.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EditionFile {
    /// Version of this format; see [`FORMAT`].
    pub format: u32,
    /// Academic year: `2025-26`.
    pub edition: String,
    /// First day the edition is in force.
    pub starts: NaiveDate,
    /// Last day the edition is in force.
    pub ends: NaiveDate,
    /// Where the edition's facts come from.
    pub sources: Vec<Source>,
    /// The six provisions, in the order they are offered.
    pub provisions: Vec<Provision>,
    /// Application windows in order of deadline. Empty where none are published.
    pub windows: Vec<Window>,
    /// Working days after the last meeting of a window within which a panel outcome is e-mailed (R051, X15).
    pub outcome_working_days: u8,
    /// Ids of questions about how things are, not about what a school does (a date of birth, a year group, whether
    /// there is a child protection plan): another answer to them is never proposed as a way to become ready.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<String>,
    /// What a school may want for a student, in the order shown: the way into the checker.
    pub needs: Vec<Need>,
    /// What the edition leaves open or contradicts, shown where it matters.
    pub notes: Vec<Note>,
    /// Everything the sources say, item by item.
    pub register: Vec<RegisterItem>,
}

/// Something a school may want for a student. It narrows what is compared; it never decides.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// Unique id, kebab-case.
    pub id: String,
    /// As the school would say it.
    pub text: String,
    /// Ids of the provisions that may meet it; at least one.
    pub provisions: Vec<String>,
}

/// A document the edition rests on.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Short key used by [`RegisterItem::source`]: `A`.
    pub id: String,
    /// Title of the document.
    pub title: String,
}

/// A provision a school can apply for.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// The value of the form's provision question: `tier1`, `insight`, `flourish`, `supported_transfer`,
    /// `refocus`, `year11_bespoke`.
    pub id: String,
    /// Full name: "Tier 2 Insight".
    pub name: String,
    /// 1, 2 or 3.
    pub tier: u8,
    /// One or two sentences on what it is.
    pub summary: String,
    /// How long it lasts, in words.
    pub length: String,
    /// How often, in words.
    pub attendance: String,
    /// On whose roll the student is, in words.
    pub roll: String,
    /// Who decides, in words; names the panel where there is one.
    pub decided_by: String,
    /// `true`: applied for within windows. `false`: at any time.
    pub windowed: bool,
    /// `true`: a panel outcome is e-mailed within [`EditionFile::outcome_working_days`].
    pub panel: bool,
    /// The school weeks of a placement, where it has a fixed number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placement: Option<Placement>,
    /// What is known of review meetings and their dates, in words (R085, R180).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviews: Option<String>,
    /// Steps after an application is sent, in order, for the confirmation page.
    pub next_steps: Vec<String>,
    /// What must, should or may be so.
    pub requirements: Vec<Requirement>,
    /// Register ids carried out by this entry as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<String>,
}

/// A placement counted in school weeks (R121, R133, R134).
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// School weeks at the provision; at least one.
    pub weeks_away: u8,
    /// School weeks after them in which the student goes back to school; at least one.
    pub weeks_back: u8,
    /// Weekday at the home school in every week away: "Monday".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home_day: Option<String>,
}

/// One requirement of a provision.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Unique within the provision; kebab-case.
    pub id: String,
    /// How much it weighs.
    pub level: Level,
    /// The rule in plain words.
    pub rule: String,
    /// The requirement is in play only where this is not false; unknown counts as unknown. Absent: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies: Option<Condition>,
    /// Met where this is true, unmet where false, else unknown. Ids are those of the form.
    pub met: Condition,
    /// What to do next where it is not met.
    pub next: String,
    /// Who can help.
    pub help: String,
    /// `true`: where it is unmet, no answer of the school's can mend it soon; the outcome is
    /// "not open to this pupil or school: speak to CAP".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub speak_to_cap: bool,
    /// Register ids it carries out; at least one.
    pub cites: Vec<String>,
}

/// How much a requirement weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The sources say must.
    Blocker,
    /// The sources say should.
    Expected,
    /// A panel or school weighs it; never scored.
    Consideration,
}

/// An application window.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Unique id, kebab-case: `2024-12-04`.
    pub id: String,
    /// Last day on which an application is taken, to its end in Europe/London (X22).
    pub deadline: PrintedDate,
    /// Meetings in order; the sources do not say which body meets on which day. Empty where none are published.
    pub meetings: Vec<PrintedDate>,
    /// The provisions it takes, each with the start it feeds.
    pub takes: Vec<Intake>,
    /// Anything to know about this window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Register ids: `R200` to `R209`.
    pub cites: Vec<String>,
}

/// A date as it is printed, with its weekday, so that a slip of the finger is found by a check.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PrintedDate {
    /// The date.
    pub on: NaiveDate,
    /// The weekday in English: "Wednesday".
    pub weekday: String,
    /// Why it may fall on a weekend or bank holiday, where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A provision taken by a window.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Intake {
    /// Provision id.
    pub provision: String,
    /// The start this window feeds, where one is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<PrintedDate>,
    /// The start in words where no day is published: "September 2025".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_in_words: Option<String>,
    /// Anything to know about this provision in this window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Something the sources leave open or say in two ways.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// `X1` to `X23`.
    pub id: String,
    /// What the sources say, in plain words.
    pub text: String,
    /// What this service does about it.
    pub handling: String,
    /// Provisions whose pages show it. Empty: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provisions: Vec<String>,
}

/// One item of the register: something a source says.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegisterItem {
    /// `R001` to `R209`.
    pub id: String,
    /// What it says, in our own words.
    pub says: String,
    /// Key of [`EditionFile::sources`].
    pub source: String,
    /// Section of the source.
    pub section: String,
    /// Where the product deals with it.
    pub status: Status,
}

/// Where the product deals with a register item.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Status {
    /// A question, page, requirement, window or provision cites it; a test finds at least one that does.
    Cited,
    /// For information: it is shown on this guidance page (`about`, `provisions`, `deadlines`, `early-help`,
    /// `panels`).
    Information(String),
    /// Not part of this service, for this reason.
    OutOfScope(String),
}
