//! `public/settings.json`: what a council sets without a compiler.

use serde::{Deserialize, Serialize};

use crate::mistake::Mistake;

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
/// What is wrong with it, with line and column.
pub fn load(file: &str, text: &str) -> Result<Settings, Mistake> {
    let mistake = |path: String, problem: String, remedy: &str| Mistake {
        file: file.to_owned(),
        path,
        problem,
        remedy: remedy.to_owned(),
    };
    let settings: Settings = serde_json::from_str(text).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        mistake(place, error.to_string(), "Mend the file so that it follows settings.schema.json")
    })?;
    if settings.format != FORMAT {
        let problem = format!("the format is version {}, and this program reads version {FORMAT}", settings.format);
        return Err(mistake("format".to_owned(), problem, "Use the release of the program that the file was written for"));
    }
    Ok(settings)
}
