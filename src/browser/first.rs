//! What the first question needs of the data files: the settings, which hold it.

use crate::settings::{self, Settings};

use super::network::{self, Asked};
use super::page::Page;

/// The settings, beside the page.
pub const SETTINGS: &str = "settings.json";

/// The settings, and what they name on its way.
pub struct First {
    /// The settings as they came.
    pub text: String,
    /// The form.
    pub form: Asked,
    /// The editions, and last the calendar.
    pub rules: Vec<Asked>,
}

/// Fetches the settings, and waits so many milliseconds for them; what they name is asked for with the same patience. Gives what
/// the settings say, and what the server's clock said, in milliseconds since the Unix epoch. `None`: it did not work; who
/// wants to know why asks again.
pub async fn fetch(page: &Page, patience: u32) -> Option<(First, Settings, Option<i64>)> {
    let asked = network::get(page, SETTINGS, patience);
    let (text, served) = network::text(SETTINGS, asked).await.ok()?;
    let settings = settings::open(&text)?;
    Some((ask(page, text, &settings, patience), settings, served))
}

/// Asks for what the settings name, of which this is the text, and waits for nothing.
pub fn ask(page: &Page, text: String, settings: &Settings, patience: u32) -> First {
    First {
        text,
        form: network::get(page, &settings.form, patience),
        rules: rules(page, settings, patience),
    }
}

/// Asks for the editions, and last the calendar, and waits for nothing.
pub fn rules(page: &Page, settings: &Settings, patience: u32) -> Vec<Asked> {
    let ask = |path: &String| network::get(page, path, patience);
    settings.rules().map(ask).collect()
}
