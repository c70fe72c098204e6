//! Words about starting without a connection, and about new versions.

/// Names the banner.
pub const NEW_VERSION: &str = "New version";
/// What it says.
pub const NEW_VERSION_READY: &str = "A new version of this service is ready.";
/// Button.
pub const USE_NEW_VERSION: &str = "Use the new version";
/// What pressing it does.
pub const USE_NEW_VERSION_MEANS: &str = "The page loads again. Applications stay as they are; you enter your passphrase \
    again, and answers in the checker are not kept.";
/// Where it cannot be used yet.
pub const OPEN_ELSEWHERE: &str =
    "This service is open in another tab or window too. Close it there first, then use the new version here.";
/// Names the banner.
pub const BROKEN_FILES: &str = "Problem with the service";
/// What it says.
pub const BROKEN_FILES_MEANS: &str = "The council has changed the questions or rules of this service, and the change has \
    a mistake in it. The questions and rules from before are in use. Please tell Coventry Alternative Provision.";
/// Opens what is wrong.
pub const BROKEN_FILES_DETAILS: &str = "What is wrong";
/// Names the banner.
pub const CONNECTION: &str = "Connection";
/// What it says where an application would be sent.
pub const NO_CONNECTION: &str =
    "No connection: the council cannot be reached just now. What you typed is saved on this device.";
/// On the page about storage.
pub const STARTS_OFFLINE: &str = "This service is kept on this device and starts without a connection.";
/// On the page about storage.
pub const NEEDS_CONNECTION: &str =
    "This service is not kept in this browser, or not yet: it needs a connection to start.";
/// On the page about storage.
pub const FILES_UNREACHED: &str = "The council’s website could not be reached when this page was opened. The questions and rules from your last visit are in use.";
