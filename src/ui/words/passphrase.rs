//! Words about the passphrase, the recovery code and the lock.

/// Label.
pub const PASSPHRASE: &str = "Passphrase";
/// Label.
pub const PRESENT_PASSPHRASE: &str = "Present passphrase";
/// Label.
pub const NEW_PASSPHRASE: &str = "New passphrase";
/// Label.
pub const RECOVERY_CODE: &str = "Recovery code";
/// Hint.
pub const PASSPHRASE_HINT: &str =
    "At least 12 characters. Three words that do not belong together are easy to remember.";
/// Hint.
pub const RECOVERY_CODE_HINT: &str =
    "The 28 letters and numbers that were shown when the passphrase was chosen.";
/// Button beside the box.
pub const SHOW: &str = "Show";
/// Button beside the box.
pub const HIDE: &str = "Hide";
/// Spoken when what is typed is shown.
pub const SHOWN: &str = "What you typed is shown";
/// Spoken when it is hidden again.
pub const HIDDEN: &str = "What you typed is hidden";
/// Button.
pub const OFFER_WORDS: &str = "Offer me three words";
/// Strength.
pub const GOOD: &str = "This is a good passphrase.";
/// Heading.
pub const CHOOSE_TITLE: &str = "Choose a passphrase for this device";
/// Why.
pub const CHOOSE: [&str; 2] = [
    "What you type about a student is kept on this device, and only the passphrase opens it. Nobody else who uses the \
        device can read it.",
    "You choose it once. You are asked for it when you come back, and after a while without a key pressed.",
];
/// Before it is chosen.
pub const FORGOTTEN: &str = "Next you get a recovery code. If you forget the passphrase and lose the code, nobody can \
    open your applications: not the council, and not the makers of this service.";
/// Button.
pub const SET_PASSPHRASE: &str = "Set passphrase";
/// Button.
pub const GO_WITHOUT: &str = "Continue without a passphrase";
/// What that means.
pub const GO_WITHOUT_MEANS: &str = "Without a passphrase nothing is kept after you close this tab.";
/// Heading.
pub const UNLOCK_TITLE: &str = "Enter your passphrase";
/// What is behind it.
pub const UNLOCK: &str = "The applications on this device are locked. Nothing is lost.";
/// Button.
pub const UNLOCK_BUTTON: &str = "Unlock";
/// Button that changes the box.
pub const USE_CODE: &str = "Use the recovery code instead";
/// Button that changes it back.
pub const USE_PASSPHRASE: &str = "Use the passphrase instead";
/// Summary.
pub const BOTH_LOST: &str = "I have neither the passphrase nor the code";
/// What then.
pub const BOTH_LOST_MEANS: &str = "Then nobody can open the applications on this device. Ask colleagues who use it for \
    the passphrase. On another device or in another browser profile you can start afresh.";
/// Heading.
pub const CODE_TITLE: &str = "Your recovery code";
/// What it is for.
pub const CODE: [&str; 2] = [
    "It opens your applications if you forget the passphrase. It is shown only now.",
    "Print it or write it down, and keep it as you keep a key: not beside this device.",
];
/// Button.
pub const CODE_KEPT: &str = "I have kept it";
/// Heading.
pub const UNUSABLE_TITLE: &str = "The applications on this device cannot be opened now";
/// What is the matter with it, before the reason.
pub const UNUSABLE: &str = "Nothing was deleted. If you have a backup file, it opens on any device.";
/// Where there is a way on.
pub const AFRESH: &str = "You can choose a new passphrase and start new applications. Those that cannot be opened stay \
    where they are.";
/// Button.
pub const START_AFRESH: &str = "Choose a new passphrase";
/// Heading and link.
pub const CHANGE_PASSPHRASE: &str = "Change your passphrase";
/// Heading and link.
pub const NEW_CODE: &str = "Make a new recovery code";
/// What happens to the old one.
pub const NEW_CODE_MEANS: &str = "The old code stops working. The new one is shown once.";
/// Link in the list of applications.
pub const PASSPHRASE_LINK: &str = "Passphrase and recovery code";
/// While it is worked on.
pub const WORKING: &str = "One moment…";
/// When it is done.
pub const PASSPHRASE_CHANGED: &str = "Your passphrase is changed.";
/// Button in the header.
pub const LOCK_NOW: &str = "Lock now";
/// Heading of the warning.
pub const STILL_THERE: &str = "Are you still there?";
/// Button under it.
pub const CARRY_ON: &str = "Carry on";
/// In place of "saved".
pub const NOT_KEPT: &str = "Not kept on this device";

/// How long to wait.
pub fn wait(seconds: i64) -> String {
    match seconds {
        0..=60 => format!("Wait {seconds} seconds before you try again."),
        _ => format!("Wait {} minutes before you try again.", seconds / 60),
    }
}

/// The warning.
pub fn locks_soon(minutes: u16) -> String {
    let unit = if minutes == 1 { "minute" } else { "minutes" };
    format!("The screen locks in {minutes} {unit}. Nothing is lost: your passphrase opens it again.")
}
