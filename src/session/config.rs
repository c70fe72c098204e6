//! The data files, checked: what a session works with.

use std::rc::Rc;

use chrono::NaiveDate;

use crate::form::load;
use crate::form::model::Form;
use crate::mistake::Mistake;
use crate::programme::definition::Provision;
use crate::programme::load::{self as programme, Edition};
use crate::settings::{self, Settings};

use super::message::Files;

/// Settings, form and editions, every one of them checked.
#[derive(Debug)]
pub struct Config {
    /// The council's settings.
    pub settings: Settings,
    /// The form.
    pub form: Rc<Form>,
    /// The editions, oldest first; at least one.
    pub editions: Vec<Edition>,
}

impl Config {
    /// Checks the texts of the data files.
    ///
    /// # Errors
    /// Every mistake in every file.
    pub fn load(files: &Files) -> Result<Self, Vec<Mistake>> {
        let settings = settings::load("settings.json", &files.settings);
        let form = load::load("form", &files.form);
        let mut mistakes = Vec::new();
        let mut editions = Vec::new();
        match &form {
            Err(found) => mistakes.extend(found.iter().cloned()),
            Ok(form) => {
                for (at, text) in files.editions.iter().enumerate() {
                    match programme::load(&format!("edition {}", at + 1), text, form) {
                        Ok(edition) => editions.push(edition),
                        Err(found) => mistakes.extend(found),
                    }
                }
            }
        }
        match (settings, form) {
            (Ok(settings), Ok(form)) if mistakes.is_empty() && !editions.is_empty() => Ok(Self {
                settings,
                form: Rc::new(form),
                editions,
            }),
            (settings, _) => {
                mistakes.extend(settings.err().unwrap_or_default());
                Err(mistakes)
            }
        }
    }

    /// The edition whose rules apply on a date, and what to say where it is not in force then.
    pub fn edition(&self, on: NaiveDate) -> (&Edition, Option<String>) {
        let (at, banner) = programme::choose(&self.editions, on);
        (&self.editions[at], banner)
    }

    /// A provision of the edition in use on a date.
    pub fn provision(&self, on: NaiveDate, id: &str) -> Option<&Provision> {
        self.edition(on)
            .0
            .file
            .provisions
            .iter()
            .find(|provision| provision.id == id)
    }
}
