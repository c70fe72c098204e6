//! Words of single pages.

use super::{NOT_KEPT, SAVED};
use crate::session::view_model::SaveState;

/// While data files are on their way.
pub const LOADING: &str = "Getting the questions ready. This takes a few seconds on a slow connection.";
/// Heading where a data file is wrong.
pub const BROKEN_TITLE: &str = "Sorry, there is a problem with the service";
/// What that means.
pub const BROKEN: [&str; 2] = [
    "The files that hold the questions and rules cannot be used, so applications cannot be opened for now.",
    "Nothing you wrote is lost: applications saved on this device stay as they are. Please try again later.",
];
/// Before the mistakes.
pub const BROKEN_MISTAKES: &str = "For the people who look after this service";
/// Heading where another page of this browser changes the application.
pub const ELSEWHERE_TITLE: &str = "This application is open in another tab or window";
/// What that means.
pub const ELSEWHERE: &str = "To make sure that nothing is overwritten, it can be changed in one place at a time.     Everything typed there is kept.";
/// Where this page was asleep meanwhile, and went on.
pub const TOO_LATE: &str = "The other one had this application before your last change here, so that change was not kept. \
    Look at what is there before you go on.";
/// Button.
pub const TAKE_OVER: &str = "Carry on here instead";
/// Heading where the address means nothing.
pub const MISSING_TITLE: &str = "Page not found";
/// What to do then.
pub const MISSING: &str = "The address may be mistyped, or the application may be on another device.";
/// What the service is for.
pub const START: [&str; 2] = [
    "Use this service to apply for alternative provision for a student on your school’s roll.",
    "One form serves every provision of the Coventry Alternative Provision team. You are asked only what the provision \
        you choose needs.",
];
/// Heading.
pub const BEFORE_YOU_START: &str = "Before you start";
/// Before the list of things to have ready.
pub const HAVE_READY: &str = "It helps to have these to hand:";
/// Things to have ready.
pub const READY: [&str; 4] = [
    "the student’s details, with the unique pupil number",
    "attendance, suspensions and what support has been tried",
    "what the student and the parent or carer think",
    "who else works with the family, and which consents were given",
];
/// Heading.
pub const KEPT_TITLE: &str = "You can stop and come back";
/// Where the work is kept.
pub const KEPT: [&str; 2] = [
    "Everything you type is saved on this device as you go, locked with a passphrase that you choose. You can close the \
        page and carry on later on the same device.",
    "Nothing is sent to the council until you check your answers and send the application.",
];
/// Button.
pub const START_NOW: &str = "Start a new application";
/// Link.
pub const GO_ON: &str = "Carry on with an application on this device";
/// Heading.
pub const APPLICATIONS: &str = "Applications on this device";
/// What the list holds.
pub const APPLICATIONS_HERE: &str =
    "This list is only on this device. Colleagues on other devices do not see it.";
/// Where the list is empty.
pub const NO_APPLICATIONS: &str = "There are no applications on this device yet.";
/// Button.
pub const NEW_APPLICATION: &str = "Start a new application";
/// Link, followed by the application's name.
pub const GO_ON_WITH: &str = "Continue";
/// Link, followed by the application's name.
pub const OPEN: &str = "View";
/// Button, followed by the application's name.
pub const DISCARD: &str = "Discard";
/// Link.
pub const GO_TO_APPLICATIONS: &str = "Applications on this device";
/// Row.
pub const STATUS: &str = "Status";
/// Row.
pub const PROVISION: &str = "Provision";
/// Row.
pub const CHANGED: &str = "Last changed";
/// Tag.
pub const DRAFT: &str = "Draft";
/// Tag.
pub const WAITING: &str = "Waiting";
/// What the tag means.
pub const WAITING_MEANS: &str = "Sent, but no answer has come. It is not known whether the council has it.";
/// Tag.
pub const UNSENT_TAG: &str = "Not sent yet";
/// What the tag means.
pub const UNSENT_TAG_MEANS: &str = "Waiting to be sent. The council does not have it yet.";
/// Tag.
pub const SIGN_IN_TAG: &str = "Sign in";
/// Tag.
pub const REFUSED_TAG: &str = "Refused";
/// Tag.
pub const RECEIVED: &str = "Received";
/// Summary of the details that hold the box for it.
pub const RENAME: &str = "Change the name of this application";
/// Caption.
pub const APPLICATION: &str = "Application";
/// Heading.
pub const CHECK_AND_SEND: &str = "Check and send";
/// Task and page.
pub const CHECK: &str = "Check your answers";
/// Status of a section.
pub const CANNOT_START: &str = "Cannot start yet";
/// Status of a section.
pub const NOT_STARTED: &str = "Not started";
/// Status of a section.
pub const IN_PROGRESS: &str = "In progress";
/// Status of a section.
pub const COMPLETED: &str = "Completed";
/// Tag on an item.
pub const INCOMPLETE: &str = "Incomplete";
/// Tag on an answer.
pub const TO_DO: &str = "To do";
/// Tag on an answer that is wrong.
pub const TO_MEND: &str = "Needs a change";
/// In place of an answer.
pub const NOT_ANSWERED: &str = "Not answered";
/// Heading.
pub const LEFT_OUT: &str = "Not sent";
/// What the list under it holds.
pub const LEFT_OUT_MEANS: &str = "You answered these questions, but they no longer apply. The answers stay on this \
    device and are not sent.";
/// Heading.
pub const SEND_TITLE: &str = "Send the application";
/// Before the button.
pub const SEND_MEANS: &str =
    "When you send it, the application goes to the council’s Coventry Alternative Provision team.";
/// Before the button, where it cannot be sent yet.
pub const SEND_LATER: &str = "You can send the application once nothing is left to do above.";
/// Button.
pub const SEND: &str = "Send application";
/// Heading of the confirmation.
pub const RECEIVED_TITLE: &str = "Application received";
/// Before the reference.
pub const REFERENCE: &str = "Your reference";
/// What to do with it.
pub const KEEP_REFERENCE: &str =
    "Keep the reference: you need it if you contact the team about this application.";
/// Heading.
pub const PROOF: &str = "Proof of receipt";
/// What it is for.
pub const PROOF_MEANS: &str = "This shows what the council received and when, and that the council says so. Nothing in it is \
    about the student. Print it with this page, or save it as a file.";
/// Button.
pub const SAVE_PROOF: &str = "Save proof of receipt";
/// Heading.
pub const NEXT: &str = "What happens next";
/// Link from a page of the form to the task list.
pub const ALL_SECTIONS: &str = "All sections of this application";

/// Sections done.
pub fn completed(completed: usize, of: usize) -> String {
    format!("You have completed {completed} of {of} sections.")
}

/// A draft's status.
pub fn draft(saved: &SaveState, completed: usize, of: usize) -> String {
    let saved = match saved {
        SaveState::Saved | SaveState::Nothing => SAVED,
        SaveState::Saving => "Not saved yet",
        SaveState::Nowhere => NOT_KEPT,
        SaveState::Failed(_) => "Your last change is not safely saved",
    };
    format!("{saved}. {completed} of {of} sections completed.")
}

/// Button that adds an item: "Add a parent or carer", "Add another parent or carer".
pub fn add(item: &str, first: bool) -> String {
    match (first, item.chars().next()) {
        (false, _) => format!("Add another {item}"),
        (true, Some('a' | 'e' | 'i' | 'o' | 'u')) => format!("Add an {item}"),
        (true, _) => format!("Add a {item}"),
    }
}

/// Before the list of things to mend on the check page.
pub fn outstanding(count: usize) -> String {
    match count {
        1 => "There is 1 thing to do before you can send this".to_owned(),
        n => format!("There are {n} things to do before you can send this"),
    }
}

/// Why the council refused an application.
pub fn refused(why: &str) -> String {
    ["Refused: ", why].concat()
}

/// The council's reference.
pub fn reference(reference: &str) -> String {
    format!("The council has it. Reference {reference}")
}

/// Where a group has no items.
pub fn none_yet(item: &str) -> String {
    format!("You have not added a {item} yet.")
}

/// What was received, and when.
pub fn received(nickname: &str, provision: &str, when: &str) -> String {
    match nickname.trim() {
        "" => format!("The council received this application for {provision} on {when}."),
        name => format!("The council received “{name}” for {provision} on {when}."),
    }
}

/// Where a statement comes from.
pub fn source(source: &str) -> String {
    format!("Source: {source}")
}

/// Beside "Check your answers", while there is something to do first.
pub fn sections_left(left: usize) -> String {
    match left {
        1 => "1 section to do first".to_owned(),
        n => format!("{n} sections to do first"),
    }
}
