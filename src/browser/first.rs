//! What the first question needs of the data files, where nothing is out of the ordinary.

use crate::files::{self, DataFile, Files};
use crate::settings::{self, Settings};

use super::network;
use super::page::Page;

/// The settings, beside the page.
pub const SETTINGS: &str = "settings.json";

/// What the first question needs, and what to ask for after it.
pub struct First {
    /// Settings and form.
    pub files: Files,
    /// What the settings say.
    pub settings: Settings,
    /// What the server's clock said, in milliseconds since the Unix epoch.
    pub served: Option<i64>,
}

impl First {
    /// Whether somebody has noted that nothing is wrong with the form.
    pub fn vouched(&self) -> bool {
        let vouched = self.settings.checked.as_ref().map(|checked| &checked.form);
        vouched == Some(&files::digest([self.files.form.text.as_str()]))
    }
}

/// Fetches both, and waits so many milliseconds for each. `None`: it did not work; who wants to know why asks again.
pub async fn fetch(page: &Page, patience: u32) -> Option<First> {
    let (text, served) = network::text(SETTINGS, network::get(page, SETTINGS, patience))
        .await
        .ok()?;
    let settings = settings::open(&text)?;
    let asked = network::get(page, &settings.form, patience);
    let (form, _) = network::text(&settings.form, asked).await.ok()?;
    Some(with_form(text, settings, form, served))
}

/// Puts them together.
pub fn with_form(text: String, settings: Settings, form: String, served: Option<i64>) -> First {
    let file = |name: &str, text| DataFile {
        name: name.to_owned(),
        text,
    };
    First {
        files: Files {
            settings: file(SETTINGS, text),
            form: file(&settings.form, form),
        },
        settings,
        served,
    }
}
