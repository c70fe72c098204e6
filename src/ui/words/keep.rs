//! Words about what stays on the device, and for how long.

use crate::session::view_model::Staying;

/// Heading over items that were removed.
pub const REMOVED: &str = "Removed today";
/// Heading over drafts that were discarded.
pub const DISCARDED: &str = "Discarded today";
/// Under both.
pub const PUT_BACK_MEANS: &str = "You can put this back until midnight. After that it is gone for good.";
/// Button, followed by a name.
pub const PUT_BACK: &str = "Put back";
/// Row.
pub const DEADLINE: &str = "Deadline";
/// Row.
pub const STAYS: &str = "Stays on this device";
/// Where the device's clock is in doubt.
pub const CLOCK_DOUBTED: &str = "The clock of this device may be wrong, so nothing has been removed from it. Set the \
    clock, then reload this page.";
/// Link and title.
pub const REMOVE_ALL_TITLE: &str = "Remove everything from this device";
/// What that is.
pub const REMOVE_ALL_MEANS: [&str; 2] = [
    "This removes every application, sent or not, and everything else that this service has stored in this browser. \
        What the council has received stays with the council.",
    "Close all other tabs and windows of this service first: they could save again what they still show.",
];
/// Where an application waits.
pub const REMOVE_WAITING: &str = "An application still waits for the council’s answer. If you remove it, you cannot find out here whether it arrived.";
/// Before the button.
pub const NO_WAY_BACK: &str = "This cannot be taken back.";
/// Button.
pub const REMOVE_ALL: &str = "Remove everything";
/// Heading afterwards.
pub const ALL_REMOVED: &str = "Everything was removed";
/// What was found.
pub const NOTHING_LEFT: &str = "Nothing of this service is left on this device, in this browser: both of its stores were \
    read again and are empty.";
/// Heading afterwards.
pub const NOT_ALL_REMOVED: &str = "Not everything could be removed";
/// Link and title.
pub const STORAGE_TITLE: &str = "Is what you type safe here?";
/// While the browser is asked.
pub const ASKING: &str = "Asking the browser…";
/// Where nothing is known to be wrong.
pub const NO_RISKS: &str =
    "Yes. Both stores of this browser work, and it has promised to keep what is saved.";
/// Before the list.
pub const RISKS: &str = "Know this before you rely on it:";
/// Heading.
pub const ALWAYS: &str = "On every device";
/// Nobody can tell from a page whether a window is private.
pub const PRIVATE_WINDOW: &str = "In a private window everything goes when you close the window.";
/// What people do by hand.
pub const CLEARED_BY_HAND: &str =
    "Clearing the browser’s history or site data also clears applications that are saved here.";
/// Heading.
pub const BACKUP: &str = "Keep a copy";
/// What it is for.
pub const BACKUP_MEANS: &str = "You can save an application as a file with a passphrase of its own, and open it here or \
    on another computer. The link is in its task list.";

/// Link to the page where an application is saved as a file.
pub const HAND_OVER: &str = "Save a copy, or hand it over to a colleague";
/// Link to the page where a file is opened.
pub const OPEN_FILE: &str = "Open an application from a file";
/// Label.
pub const CHOOSE_FILE: &str = "Choose the file";
/// What it is.
pub const OPEN_FILE_MEANS: &str = "Its name ends in .cap. It was saved with this service, on this computer or another, \
    and has a passphrase of its own.";

/// How long a record stays.
pub fn stays(stays: &Staying) -> String {
    match stays {
        Staying::Until(day) => format!("Until {day}"),
        Staying::Soon(day) => format!("Removed from this device on {day} unless you change it"),
        Staying::Over => {
            "Removed from this device when you next open this service, unless you change it".to_owned()
        }
        Staying::Tab => "Only until you close this tab".to_owned(),
        Staying::Waiting => "Until the council has answered".to_owned(),
    }
}

/// What is true of every device.
pub fn removed_after(days: u16) -> String {
    format!("An application is removed from this device when nobody has changed it for {days} days.")
}

/// What went at this start.
pub fn swept(count: usize, days: u16) -> String {
    match count {
        1 => format!("1 application was removed from this device: nobody had changed it for {days} days."),
        n => format!(
            "{n} applications were removed from this device: nobody had changed them for {days} days."
        ),
    }
}

/// What was found.
pub fn some_left(count: usize) -> String {
    format!(
        "The browser kept {count} of the records. Clear the site data of this page in the browser’s settings."
    )
}
