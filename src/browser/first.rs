//! What the first question needs of the data files: the settings, which hold it.

use crate::settings::{self, Settings};

use super::network::{self, Asked};
use super::page::Page;

/// The settings, beside the page.
pub const SETTINGS: &str = "settings.json";

/// The settings, and the form on its way.
pub struct First {
    /// The settings as they came.
    pub text: String,
    /// What they say.
    pub settings: Settings,
    /// What the server's clock said, in milliseconds since the Unix epoch.
    pub served: Option<i64>,
    /// The form.
    pub form: Asked,
}

/// Fetches the settings, and waits so many milliseconds for them; the form is asked for with the same patience. `None`: it
/// did not work; who wants to know why asks again.
pub async fn fetch(page: &Page, patience: u32) -> Option<First> {
    let asked = network::get(page, SETTINGS, patience);
    let (text, served) = network::text(SETTINGS, asked).await.ok()?;
    let settings = settings::open(&text)?;
    Some(First {
        form: network::get(page, &settings.form, patience),
        text,
        settings,
        served,
    })
}
