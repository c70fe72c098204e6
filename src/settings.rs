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
    /// Who to speak to.
    pub contact: Contact,
    /// What vouches for the other files. Left out, or of other files than those that lie here, they are checked in
    /// the browser before it uses them, which takes longer. `cargo xtask check --note` writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<Checked>,
}

/// Digests of files in which `cargo xtask check` found nothing wrong: see [`crate::files`].
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// Of the form.
    pub form: String,
    /// Of the form, the editions in their order, and the calendar together.
    pub rules: String,
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
        "contact",
        "checked",
    ]);
    Settings {
        format: at.get("format").u32(),
        endpoint: at.get("endpoint").text(),
        form: at.get("form").text(),
        editions: at.get("editions").texts(),
        calendar: at.get("calendar").text(),
        draft_days: at.get("draft_days").u16(),
        contact: contact(&at.get("contact")),
        checked: at.get("checked").optional(checked),
    }
}

fn contact(at: &Node<'_>) -> Contact {
    at.object(&["team", "telephone", "address"]);
    Contact {
        team: at.get("team").text(),
        telephone: at.get("telephone").text(),
        address: at.get("address").texts(),
    }
}

fn checked(at: &Node<'_>) -> Checked {
    at.object(&["form", "rules"]);
    Checked {
        form: at.get("form").text(),
        rules: at.get("rules").text(),
    }
}
