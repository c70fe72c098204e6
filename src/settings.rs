//! `public/settings.json`: what a council sets without a compiler.

use serde::{Deserialize, Serialize};

use crate::json::Node;
use crate::mistake::{self, Mistake};

/// The only version of the settings format this program reads.
pub const FORMAT: u32 = 1;

/// The settings file.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Version of this format; see [`FORMAT`].
    pub format: u32,
    /// Where applications are sent: an absolute address, or one relative to the page.
    pub endpoint: String,
    /// The form file, relative to the page.
    pub form: String,
    /// The edition files, relative to the page, oldest first.
    pub editions: Vec<String>,
    /// The calendar file (bank holidays, term dates), relative to the page.
    pub calendar: String,
    /// Days after its last change at which a draft is removed from the device.
    pub draft_days: u16,
    /// Whether anything may be typed about a student before a passphrase was chosen on the device.
    pub passphrase: Passphrase,
    /// Minutes without a key or a press after which the screen locks: 2 to 120.
    pub idle_minutes: u16,
    /// For how many of these a warning is shown: at least 1, and fewer than `idle_minutes`.
    pub warning_minutes: u16,
    /// Who to speak to.
    pub contact: Contact,
}

/// What a council asks of those who keep applications on a device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Passphrase {
    /// No application without one.
    #[default]
    Required,
    /// Without one nothing is kept after the tab closes.
    Recommended,
}

/// The council team behind the service (R071).
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Name of the team.
    pub team: String,
    /// Telephone number as printed.
    pub telephone: String,
    /// Postal address, line by line.
    pub address: Vec<String>,
}

/// Reads the settings file.
///
/// # Errors
/// Everything that is wrong with it.
pub fn load(file: &str, text: &str) -> Result<Settings, Vec<Mistake>> {
    mistake::read(file, text, FORMAT, settings)
}

pub(crate) fn settings(at: &Node<'_>) -> Settings {
    at.object(&[
        "format",
        "endpoint",
        "form",
        "editions",
        "calendar",
        "draft_days",
        "passphrase",
        "idle_minutes",
        "warning_minutes",
        "contact",
    ]);
    let words = [
        ("required", Passphrase::Required),
        ("recommended", Passphrase::Recommended),
    ];
    let idle = at.get("idle_minutes").whole(2, MOST_IDLE);
    Settings {
        format: at.get("format").u32(),
        endpoint: at.get("endpoint").text(),
        form: at.get("form").text(),
        editions: at.get("editions").texts(),
        calendar: at.get("calendar").text(),
        draft_days: at.get("draft_days").u16(),
        passphrase: at.get("passphrase").word(&words).unwrap_or_default(),
        idle_minutes: minutes(idle),
        warning_minutes: minutes(at.get("warning_minutes").whole(1, idle.max(2) - 1)),
        contact: contact(&at.get("contact")),
    }
}

/// Most minutes that a screen may stay open with nobody there.
const MOST_IDLE: i64 = 120;

fn minutes(checked: i64) -> u16 {
    u16::try_from(checked).unwrap_or_default()
}

fn contact(at: &Node<'_>) -> Contact {
    at.object(&["team", "telephone", "address"]);
    Contact {
        team: at.get("team").text(),
        telephone: at.get("telephone").text(),
        address: at.get("address").texts(),
    }
}
