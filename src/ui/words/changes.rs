//! Words about a form that changed while an application was open.

/// Heading.
pub const CHANGES_TITLE: &str = "The questions have changed";
/// What happened.
pub const CHANGES: &str = "The form was changed after you last worked on this application. Your answers were carried \
    over to the questions that are still asked.";
/// Before the link.
pub const CHANGES_NOTICE: &str = "The questions have changed since you last worked on this application. ";
/// Link.
pub const CHANGES_LINK: &str = "See what changed";
/// Where the earlier form is not on this device.
pub const FORM_UNKNOWN: &str = "The earlier form is not on this device, so new and changed questions cannot be listed. \
    Look through each section again.";
/// Heading.
pub const NEW_QUESTIONS: &str = "New questions";
/// Heading.
pub const CHANGED_QUESTIONS: &str = "Changed questions";
/// After a question.
pub const ANSWER_CHANGED: &str = ": it takes another kind of answer, or offers other choices";
/// After a question.
pub const RULES_CHANGED: &str = ": who is asked, or what is accepted, has changed";
/// Heading.
pub const EARLIER: &str = "Answers the form does not take any more";
/// What becomes of them.
pub const EARLIER_MEANS: &str = "These answers stay on this device with the application and are not sent. Copy what still matters into \
    another answer.";
/// Before the button.
pub const CHANGES_SEEN_MEANS: &str =
    "Until you press the button, the application is also kept as it was before the change.";
/// Button.
pub const CHANGES_SEEN: &str = "I have seen the changes";

/// How a question was asked.
pub fn asked_before(before: &str) -> String {
    [": before, it was asked as “", before, "”"].concat()
}
