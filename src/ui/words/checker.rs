//! Words of the checker, of readiness and of dates.

use crate::eligibility::decision::Outcome;

use crate::session::view_model::outcome_words;
pub use crate::session::view_model::{BUCKETS, COMPARE_TITLE};

/// Button and link.
pub const CHECK_FIT: &str = "Check which provision fits";
/// What the link leads to.
pub const CHECK_FIT_MEANS: &str =
    "It takes about two minutes. You do not need to name the student, and nothing is sent.";
/// Link in the header.
pub const CHECKER_LINK: &str = "Check what fits";
/// Heading of the list beside the questions.
pub const SO_FAR: &str = "Result so far";
/// Heading of the same list on the pages of an application.
pub const READINESS: &str = "Is it ready?";
/// Link beside the questions.
pub const COMPARE: &str = "Compare all provisions";
/// Link, followed by the provision's name.
pub const SEE_WHY: &str = "See why";
/// What the comparison is and is not.
pub const COMPARE_MEANS: &str = "This compares your answers with what the guidance asks for. It does not decide: the \
    panel, the provider or CAP does.";
/// Column.
pub const OUTCOME: &str = "Result";
/// Column.
pub const BY_WHEN: &str = "By when";
/// Column.
pub const HOW_LONG: &str = "How long";
/// Column.
pub const WHO_DECIDES: &str = "Who decides";
/// Tag.
pub const FITS_NEED: &str = "What you looked for";
/// Where a fourth tier belongs.
pub const TIER_4: &str = "Tier 4 is not applied for with this form. Speak to CAP about it.";
/// Link.
pub const CHANGE_ANSWERS: &str = "Change your answers";
/// Heading.
pub const WAY: &str = "The shortest way to ready";
/// Before the list of answers.
pub const WAY_MEANS: &str = "The application would be ready once this is so:";
/// Where questions about how things are have no answer.
pub const WAY_ANSWER_FIRST: &str = "Answer these questions first:";
/// Where no single answers lead there.
pub const WAY_NONE: &str =
    "No single answers would make this ready. Work through what is listed under “To do before you apply”.";
/// What to do where no answer of the school's can help.
pub const WAY_CAP: &str = "Nothing you can answer here changes this. Tell CAP about the student and the school: they \
    will say what is possible.";
/// Before who can help.
pub const WHO_CAN_HELP: &str = "Who can help:";
/// Before where a rule comes from.
pub const SOURCES: &str = "Source:";
/// Heading.
pub const OTHER_ROUTES: &str = "Other routes open now";
/// Heading.
pub const AHEAD: &str = "Dates";
/// Heading.
pub const WEEKS: &str = "Week by week";
/// Heading.
pub const UNCLEAR: &str = "Where the guidance is unclear";
/// Names the drawing.
pub const DRAWING: &str =
    "The dates below on a line, to scale. Each number stands for the date with that number.";
/// Key to the drawing.
pub const AWAY: &str = "weeks at the provision";
/// Key to the drawing.
pub const BACK_AT_SCHOOL: &str = "weeks going back to school";
/// Button.
pub const KEEP_DATES: &str = "Save these dates for your calendar";
/// Button at one date, followed by the date.
pub const KEEP_DATE: &str = "Save for your calendar";
/// After that.
pub const DATES_KEPT: &str = "The dates are saved as a file. Open it to put them in your calendar.";
/// Link.
pub const PLAN: &str = "Plan for another date";
/// Names the banner about the stated date.
pub const PLANNING: &str = "Another date is set";
/// Button.
pub const USE_TODAY: &str = "Use today’s date";
/// Where an application cannot be sent.
pub const NOT_WHILE_PLANNING: &str =
    "You are planning for another date. Use today’s date before you send the application.";
/// Names the banner about the clock.
pub const CLOCK: &str = "Check this device’s clock";

/// An outcome in words, with the tag's colour.
pub fn outcome(outcome: Outcome) -> (String, &'static str) {
    let colour = match outcome {
        Outcome::ReadyToApply => " govuk-tag--green",
        Outcome::NotReady { .. } => " govuk-tag--yellow",
        Outcome::MoreAnswersNeeded { .. } => " govuk-tag--blue",
        Outcome::SpeakToCap => " govuk-tag--purple",
    };
    (outcome_words(outcome), colour)
}

/// What an outcome means.
pub fn outcome_means(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::ReadyToApply => {
            "Everything that the guidance asks for before an application is in place. The decision is still the \
             panel’s or the provider’s."
        }
        Outcome::NotReady { .. } => "Something that the guidance asks for is not in place yet.",
        Outcome::MoreAnswersNeeded { .. } => {
            "Nothing stands against it so far, but answers that matter are missing."
        }
        Outcome::SpeakToCap => {
            "The guidance does not open this to the student or the school as things stand. That is not a refusal: \
             speak to CAP."
        }
    }
}

/// The button that starts an application from the checker.
pub fn begin(provision: &str) -> String {
    format!("Start an application for {provision}")
}

/// The banner about the stated date.
pub fn planning(date: &str) -> String {
    format!("Everything here is measured as if you applied on {date}, not today.")
}

/// The banner about the clock.
pub fn clock(ahead: i64) -> String {
    let (minutes, way) = (
        ahead.unsigned_abs(),
        if ahead > 0 { "ahead of" } else { "behind" },
    );
    let by = match minutes {
        0..120 => format!("{minutes} minutes"),
        120..2880 => format!("{} hours", minutes / 60),
        _ => format!("{} days", minutes / 1440),
    };
    format!(
        "The clock of this device is {by} {way} the council’s. Deadlines are counted with it, so set it right."
    )
}
