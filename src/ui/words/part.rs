//! Words of the parts that several pages share.

/// Name of the service.
pub const SERVICE: &str = "Apply for alternative provision";
/// Who runs it.
pub const OWNER: &str = "Coventry Alternative Provision";
/// Skip link.
pub const SKIP: &str = "Skip to main content";
/// Names the navigation for people who do not see it.
pub const MENU: &str = "Menu";
/// Names the bar that holds the service's name and navigation.
pub const SERVICE_INFORMATION: &str = "Service information";
/// Link in the header.
pub const APPLICATIONS_LINK: &str = "Applications";
/// Link in the header.
pub const PROVISIONS_LINK: &str = "Provisions";
/// Link in the header.
pub const DEADLINES_LINK: &str = "Deadlines";
/// Link in the footer.
pub const ABOUT_LINK: &str = "About alternative provision";
/// Link in the footer.
pub const EARLY_HELP_LINK: &str = "Early Help";
/// Link in the footer.
pub const PANELS_LINK: &str = "Panels";
/// Link in the footer.
pub const ACCESSIBILITY_LINK: &str = "Accessibility statement";
/// Back link.
pub const BACK: &str = "Back";
/// Heading of the error summary.
pub const PROBLEM: &str = "There is a problem";
/// Before a warning, for people who do not see its sign.
pub const WARNING: &str = "Warning";
/// Button to the next page.
pub const CONTINUE: &str = "Continue";
/// Link to change an answer.
pub const CHANGE: &str = "Change";
/// Button to remove an item.
pub const REMOVE: &str = "Remove";
/// Button to print.
pub const PRINT: &str = "Print or save this page";
/// The change is under way.
pub const SAVING: &str = "Saving…";
/// The change is durable.
pub const SAVED: &str = "Saved on this device";
/// What to do when it is not.
pub const SAVE_FAILED: &str = "Your last change is not saved on this device. Keep this page open, and send or print \
    the application before you close it.";
/// Names the footer's links.
pub const SUPPORT_LINKS: &str = "Support links";
/// Names the banner about the edition.
pub const EDITION: &str = "Which rules are shown";
/// Label.
pub const NICKNAME: &str = "Name for this application (optional)";
/// Hint.
pub const NICKNAME_HINT: &str = "Something you will recognise in your list, such as “Year 9 maths group”. It stays on \
    this device. Do not use the student’s name.";
/// Where an application has no name.
pub const UNNAMED: &str = "Application without a name";
/// Heading.
pub const SENDING: &str = "Sending your application";
/// What to do meanwhile.
pub const SENDING_MEANS: &str = "Keep this page open until the council’s answer is here.";
/// Heading.
pub const UNCERTAIN: &str = "We do not know yet whether your application arrived";
/// What that means.
pub const UNCERTAIN_MEANS: &str =
    "No answer came from the council. Do not treat this application as received.";
/// What to do.
pub const UNCERTAIN_NEXT: [&str; 2] = [
    "The application is saved on this device and goes out again by itself, as long as this page is open and unlocked: \
     every few minutes, and when the connection is back.",
    "It is safe to try as often as you like: the council keeps one copy, however often it is sent.",
];
/// Heading.
pub const UNSENT: &str = "Waiting to send";
/// What that means.
pub const UNSENT_MEANS: &str = "There is no connection. The council does not have this application yet.";
/// What becomes of it.
pub const UNSENT_NEXT: &str = "It is saved on this device and goes out by itself when the connection is back, as long as \
    this page is open and unlocked. After a restart, open this page and unlock it.";
/// Heading.
pub const NOT_SENT: &str = "This application has not been sent";
/// Why.
pub const NOT_SENT_MEANS: &str = "This browser did not keep on this device that the application is on its way, so it does not go \
    out: a browser that is closed could then forget that you sent it.";
/// What to do.
pub const NOT_SENT_NEXT: &str = "Make room on this device, or save the copy below for the council. It is tried again by \
    itself as long as this page is open.";
/// Button.
pub const SEND_ANYWAY: &str = "Send it anyway";
/// What that means.
pub const SEND_ANYWAY_MEANS: &str = "You can send it all the same. Keep this page open until the council’s answer is here. If the browser is closed before, telephone the council and ask whether the application arrived.";
/// Heading.
pub const SIGN_IN: &str = "Sign in again to send this application";
/// What that means.
pub const SIGN_IN_MEANS: &str = "The council’s system does not know who is sending, and did not take it this time. It is saved on this device.";
/// Button.
pub const CANCEL_SEND: &str = "Cancel and change it";
/// Button.
pub const TRY_AGAIN: &str = "Try again";
/// Heading.
pub const UNSEALED: &str = "Your application was not sent";
/// What to do.
pub const UNSEALED_MEANS: &str = "The council asks for applications to be encrypted for it alone before they leave this \
    device, and that did not work. Nothing is lost: everything you typed is still here. Try again, or hand over a copy.";
/// Summary of what opens the copy.
pub const COPY: &str = "Take the application to the council in another way";
/// What the copy is, and what to mind.
pub const COPY_MEANS: [&str; 2] = [
    "Save a copy that anybody can read: every question with its answer, on one page to print, to attach to an email, or to \
     read out over the telephone.",
    "The copy is not encrypted, and the student’s name and details are in it. Send it only in a way that your school allows \
     for such details, and delete it once it has arrived.",
];
/// Button.
pub const SAVE_COPY: &str = "Save a copy that is not encrypted";
/// Heading.
pub const REFUSED: &str = "The council could not accept this application";
/// What to do.
pub const REFUSED_MEANS: &str =
    "It is still saved on this device. Change what is listed here, then send it again.";
/// What to do where a person has to help.
pub const REFUSED_HELP: &str = "It is still saved on this device, and is not sent again by itself.";
/// Heading.
pub const TOO_LONG: &str = "This application is too long for the council’s system";
/// What to do.
pub const TOO_LONG_MEANS: &str =
    "It is still saved on this device. Shorten the longest answers, then send it again.";
/// Heading.
pub const OTHER_VERSION: &str = "The council already has another version of this application";
/// What to do where it may have come from here.
pub const OTHER_VERSION_MEANS: &str = "It did not take this one. This version is still saved on this device. If you sent the \
    other one yourself, you can send this one as a change to it. If you did not, speak to the council first.";
/// What to do where it did not.
pub const OTHER_VERSION_HELP: &str = "It did not take this one, because it was not made from the version that the council has: \
    somebody may have sent that from another device. This version is still saved here. Speak to the council before you \
    send anything more.";
/// Button.
pub const SEND_AS_CHANGE: &str = "Send this version as a change";

/// The date on which rules are measured.
pub fn measured_on(date: &str) -> String {
    format!("Rules are measured on {date}.")
}

/// Who to speak to.
pub fn telephone(telephone: &str) -> String {
    format!("Telephone {telephone} and say what is written here.")
}

/// What may be missed while an application waits, and what to do then. `deadline` is a sentence.
pub fn at_stake(deadline: &str, telephone: &str) -> String {
    format!("{deadline} If it does not go out in time, telephone {telephone}.")
}

/// Title of what cannot wait.
pub const IMPORTANT: &str = "Important";
/// Link to the application.
pub const AT_STAKE_GO: &str = "Try again, or save a copy for the council";

/// What is about to be missed, or was.
pub fn deadline_at_stake(provision: &str, deadline: &str, passed: bool) -> String {
    match passed {
        false => format!(
            "An application for {provision} has not reached the council, and its deadline is {deadline}"
        ),
        true => {
            format!("The deadline of {deadline} passed before the council had an application for {provision}")
        }
    }
}

/// What to do about it besides waiting.
pub fn deadline_telephone(telephone: &str) -> String {
    format!("Do not wait for the connection. Telephone {telephone} and say that the application is ready.")
}

/// An application's name, or words in its place.
pub fn nickname(nickname: &str) -> String {
    if nickname.trim().is_empty() {
        UNNAMED.to_owned()
    } else {
        nickname.to_owned()
    }
}
