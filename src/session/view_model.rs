//! The slices of a session that a view may read. Each is made afresh on request and holds no reference back.
//!
//! Shape and values are apart: a [`PageView`] changes only when questions come and go, so that a subtree is not
//! rebuilt while a person types; `Session::raw` and `Session::error` give the values.

use crate::sorted::Map;
use std::sync::Arc;

use crate::draft::stored::Earlier;
use crate::eligibility::decision::Outcome;
use crate::form::answer::Place;
use crate::form::definition::{Choice, Question};
use crate::later::Entry;

use super::location::Location;
pub use super::view::changes::{ChangeLine, ChangesView};
pub use super::view::handover::{FILE_PASSPHRASE, FILE_PASSPHRASE_GIVEN, FILE_PASSPHRASE_NEW};
pub use super::view::readiness::{BUCKETS, outcome_words};
pub use super::view::refused::{RefusedView, Why};
pub use super::view::sending::{SendState, SentView};

/// How far the program is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Data files or records are on their way.
    Loading,
    /// A data file is missing or wrong; every mistake, a line each.
    Broken(Vec<String>),
    /// Usable.
    Ready,
}

/// A page of questions, or the list page of a repeating group.
#[derive(Clone, Debug, PartialEq)]
pub struct PageView {
    /// Title of the section.
    pub section: String,
    /// Heading.
    pub title: String,
    /// Paragraphs above the questions.
    pub intro: Vec<String>,
    /// Whether the nickname of the application is asked here too.
    pub asks_nickname: bool,
    /// What is on it.
    pub body: PageBody,
    /// Where "Back" leads.
    pub back: Location,
}

/// What a page holds.
#[derive(Clone, Debug, PartialEq)]
pub enum PageBody {
    /// Questions, those revealed by a choice inside it.
    Questions(Vec<QuestionView>),
    /// The list page of a repeating group.
    Items {
        /// What one item is called: "parent or carer".
        item: String,
        /// The items so far.
        items: Vec<ItemView>,
        /// Whether another may be added.
        can_add: bool,
        /// Items that were removed and can be put back for the rest of the day: id and name.
        removed: Vec<(u32, String)>,
    },
}

/// A relevant question.
#[derive(Clone, Debug)]
pub struct QuestionView {
    /// Which answer.
    pub place: Place,
    /// Its definition.
    pub question: Arc<Question>,
    /// Its choices or suggestions, sets looked up; empty for kinds without.
    pub choices: Arc<[Choice]>,
    /// Heading over this question and those after it, where a group of questions begins.
    pub group: Option<String>,
    /// Whether "(optional)" is shown.
    pub optional: bool,
    /// Questions inside a choice, by the choice's value; shown where it is chosen.
    pub reveals: Map<Vec<QuestionView>>,
}

impl PartialEq for QuestionView {
    fn eq(&self, other: &Self) -> bool {
        // A place names its question, and the form stays the same while the page is open.
        self.place == other.place
            && self.group == other.group
            && self.optional == other.optional
            && self.reveals == other.reveals
    }
}

/// One item on the list page of a repeating group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemView {
    /// Item id.
    pub id: u32,
    /// Its name, from the answers that name it; "Parent or carer 2" where they are blank.
    pub name: String,
    /// Question and answer, answered ones only.
    pub rows: Vec<(String, String)>,
    /// Whether something required is missing or wrong.
    pub incomplete: bool,
    /// Its own page.
    pub change: Location,
}

/// A line of the error summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorLine {
    /// Id of the element that takes the focus.
    pub target: String,
    /// What to do.
    pub message: String,
}

/// The task list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskList {
    /// The person's own name for the application.
    pub nickname: String,
    /// Name of the provision, once chosen.
    pub provision: Option<String>,
    /// Sections in order.
    pub rows: Vec<TaskRow>,
    /// Sections completed.
    pub completed: usize,
    /// Check your answers.
    pub check: Location,
}

/// One section in the task list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
    /// Section id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How far it is.
    pub status: TaskStatus,
    /// Its first page that needs work, or its first page. `None` where it cannot be started yet.
    pub go: Option<Location>,
}

/// GOV.UK's words for how far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskStatus {
    /// The provision is not chosen, so what is asked is not known.
    CannotStartYet,
    /// Nothing answered.
    NotStarted,
    /// Something answered.
    InProgress,
    /// Every relevant required question answered, nothing wrong.
    Completed,
}

/// Check your answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckView {
    /// The person's own name for the application.
    pub nickname: String,
    /// Relevant pages in order, each a summary card or list.
    pub pages: Vec<CheckPage>,
    /// What must be mended before it can be sent, with where.
    pub outstanding: Vec<(String, Location)>,
    /// Labels of questions that have an answer which no longer applies: kept on the device, not sent.
    pub left_out: Vec<String>,
    /// Answers that did not carry over when the form changed: kept on the device, not sent.
    pub earlier: Vec<Earlier>,
}

/// A page on the check page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckPage {
    /// Section title.
    pub section: String,
    /// Title; of an item its name.
    pub title: String,
    /// Question, answer lines (empty: not answered), in order.
    pub rows: Vec<CheckRow>,
}

/// One question on the check page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRow {
    /// The question.
    pub label: String,
    /// The answer, line by line. Empty where there is none.
    pub lines: Vec<String>,
    /// Whether an answer is required and missing or wrong.
    pub outstanding: bool,
    /// Where it is changed; coming back from there returns to the check page.
    pub change: Location,
}

/// An application that waits on this device while its deadline is near or past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtStake {
    /// Name of the provision.
    pub provision: String,
    /// The deadline that it was meant for: "Wednesday 4 December 2024".
    pub deadline: String,
    /// Whether that is over.
    pub passed: bool,
    /// Whom to speak to.
    pub telephone: String,
    /// Where it can be tried again, and a copy of it be saved.
    pub go: Location,
}

/// An application on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationRow {
    /// Draft id.
    pub id: String,
    /// The person's own name for it.
    pub nickname: String,
    /// Name of the provision, once chosen.
    pub provision: Option<String>,
    /// Where it stands.
    pub standing: Standing,
    /// What is known of its last change.
    pub saved: SaveState,
    /// When it was last changed, in words, Europe/London.
    pub changed: String,
    /// The next deadline that it can reach, in words; of drafts with a provision only.
    pub deadline: Option<String>,
    /// How long it stays on the device.
    pub stays: Staying,
    /// Where to go on.
    pub go: Location,
}

/// Where an application stands: different things, in words and in looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A draft saved on this device; sections completed, of how many.
    Draft(usize, usize),
    /// Sent, no answer yet: not known whether it arrived.
    Waiting,
    /// To be sent, and not sent yet.
    Unsent,
    /// It waits, and the council wants to know who sends.
    SignIn,
    /// A draft that the council refused: why, in a few words.
    Refused(String),
    /// Received by the council, with its reference.
    Received(String),
}

/// How long a record stays on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Staying {
    /// Until the beginning of this day, in words, and that is some time ahead.
    Until(String),
    /// Until the beginning of this day, in words, which is near enough to warn of.
    Soon(String),
    /// Its time is over: it goes at the next start, unless it is changed.
    Over,
    /// Until the council has answered.
    Waiting,
    /// As long as the page is open: nothing is kept.
    Tab,
}

/// What is known of the last change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing to save yet.
    Nothing,
    /// On its way to the durable store.
    Saving,
    /// Durable on this device.
    Saved,
    /// Kept by one store only, or by none: what the browser said.
    Failed(String),
    /// No passphrase was chosen: nothing is kept.
    Nowhere,
}

/// What the header and banner say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionView {
    /// The edition whose rules are shown: `2025-26`.
    pub edition: String,
    /// The date on which rules are measured, in words.
    pub stated_date: String,
    /// Set where the edition is not in force on that date: what it means, in words.
    pub banner: Option<String>,
}

/// A guidance page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuidanceView {
    /// Heading of the page.
    pub title: String,
    /// What is on it, in order.
    pub blocks: Vec<GuidanceBlock>,
}

/// A row of a guidance page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub key: String,
    /// What is so.
    pub value: String,
    /// Set where it is a date ahead that a person may keep in a calendar.
    pub keep: Option<Entry>,
}

/// A part of a guidance page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuidanceBlock {
    /// Heading of the part.
    pub heading: String,
    /// Paragraphs.
    pub paragraphs: Vec<String>,
    /// Key and value rows, drawn as a summary list.
    pub facts: Vec<Fact>,
    /// A list of sentences.
    pub items: Vec<String>,
    /// Where it comes from, in small print.
    pub source: Option<String>,
}

/// Title of the page that opens a file.
pub const OPEN_TITLE: &str = "Open an application from a file";

/// Title of the comparison.
pub const COMPARE_TITLE: &str = "The provisions side by side";

/// A provision and what follows for it from the answers so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Full name of the provision.
    pub name: String,
    /// What follows from the answers so far.
    pub outcome: Outcome,
    /// Where all of it is said.
    pub more: Location,
}

/// A row of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The provision and its outcome.
    pub fit: Fit,
    /// Whether it may meet a need that was chosen.
    pub fits_need: bool,
    /// Which deadline can be reached.
    pub by_when: String,
    /// How long it lasts.
    pub length: String,
    /// Who decides.
    pub decided_by: String,
}

/// Readiness for one provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadinessView {
    /// Provision id.
    pub id: String,
    /// Its full name.
    pub name: String,
    /// What it is.
    pub summary: String,
    /// What follows from the answers so far.
    pub outcome: Outcome,
    /// The shortest way to ready.
    pub way: Way,
    /// Every rule in the order of the edition, each with the part of the page it belongs to.
    pub rules: Vec<RuleView>,
    /// Other routes open now: name, by when, and where more is said of it.
    pub open_now: Vec<(String, String, Option<Location>)>,
    /// What lies ahead.
    pub timeline: TimelineView,
    /// What the sources leave open about this provision.
    pub notes: Vec<String>,
}

/// The shortest way to ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Nothing to change.
    Ready,
    /// No answer of the school's leads there.
    SpeakToCap,
    /// The fewest answers that have to be different, each a question and its answer. Replayed through the rules.
    Changes(Vec<(String, String)>),
    /// These questions about how things are come first; empty where no single answers lead there.
    AnswerFirst(Vec<String>),
}

/// One rule and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleView {
    /// The part of the page it belongs to.
    pub bucket: Bucket,
    /// The rule.
    pub rule: String,
    /// What to do next.
    pub next: String,
    /// Who can help.
    pub help: String,
    /// Edition, section and register id of each source.
    pub sources: Vec<String>,
}

/// Parts of the readiness page, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bucket {
    /// Stops an application, and is known not to be met.
    ToDo,
    /// Stops an application, and is not known.
    ToAnswer,
    /// Expected, not met or not known; it stops nothing.
    Expected,
    /// Met.
    InPlace,
    /// Weighed by the school or a panel, never counted.
    Weighed,
    /// Does not apply here.
    NotApplicable,
}

/// What lies ahead of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineView {
    /// Which deadline can be reached.
    pub reach: String,
    /// Dates in order, the stated date first; the drawing's marks stand for them one by one. Empty where none are known.
    pub rows: Vec<TimelineRow>,
    /// The same dates for a calendar, without the stated date.
    pub keep: Vec<Entry>,
    /// The school weeks of the placement, a sentence each.
    pub weeks: Vec<String>,
    /// What to know about the dates.
    pub notes: Vec<String>,
    /// The same as a line to be drawn.
    pub drawing: Option<Drawing>,
}

/// A date of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineRow {
    /// The day.
    pub when: String,
    /// What happens.
    pub what: String,
    /// Anything to know about it.
    pub note: Option<String>,
}

/// Places on a line from the stated date to the last date, in thousandths of its width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// A mark for each dated row, in order.
    pub marks: Vec<Mark>,
    /// School weeks of the placement.
    pub bars: Vec<Bar>,
    /// First days of months, with their short names.
    pub months: Vec<(i64, &'static str)>,
}

/// A mark on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its place.
    pub at: i64,
    /// 0 on the line, 1 above it, and so on: marks of one lane do not touch.
    pub lane: usize,
}

/// A school week on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Its first day.
    pub from: i64,
    /// Its last day.
    pub to: i64,
    /// At the provision, or going back to school.
    pub away: bool,
}
