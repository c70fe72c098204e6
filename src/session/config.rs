//! The data files, checked: what a session works with.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::file::Calendar;
use crate::form::load;
use crate::form::model::Form;
use crate::mistake::Mistake;
use crate::programme::choice::choose;
use crate::programme::definition::Provision;
use crate::programme::load::Edition;
use crate::settings::{self, Settings};

use super::message::{DataFile, Files, RuleFiles};

/// Settings and form: what the first question needs.
#[derive(Debug)]
pub struct Config {
    /// The council's settings.
    pub settings: Settings,
    /// The form.
    pub form: Arc<Form>,
}

impl Config {
    /// Checks the texts of both files.
    ///
    /// # Errors
    /// Every mistake in them.
    pub fn load(files: &Files) -> Result<Self, Vec<Mistake>> {
        let settings = settings::load(&files.settings.name, &files.settings.text);
        let form = load::load(&files.form.name, &files.form.text);
        match (settings, form) {
            (Ok(settings), Ok(form)) => Ok(Self {
                settings,
                form: Arc::new(form),
            }),
            (settings, form) => {
                let mut mistakes = settings.err().unwrap_or_default();
                mistakes.extend(form.err().unwrap_or_default());
                Err(mistakes)
            }
        }
    }
}

/// Editions and calendar: what everything about provisions and dates needs. They come after the first page.
#[derive(Debug)]
pub struct Rules {
    /// The editions, oldest first; at least one.
    pub editions: Vec<Edition>,
    /// Bank holidays and term dates.
    pub calendar: Calendar,
}

impl Rules {
    /// Checks the texts of the files, with the form they go with.
    ///
    /// # Errors
    /// Every mistake in every file.
    pub fn load(files: &RuleFiles, form: &Form, form_name: &str) -> Result<Self, Vec<Mistake>> {
        let calendar = Calendar::load(&files.calendar.name, &files.calendar.text)?;
        let (mut editions, mut mistakes) = (Vec::new(), Vec::new());
        for DataFile { name, text } in &files.editions {
            match Edition::load(name, text, form, &calendar) {
                Ok(edition) => editions.push(edition),
                Err(found) => mistakes.extend(found),
            }
        }
        match editions.last() {
            Some(newest) => mistakes.extend(uncited(form_name, form, newest)),
            None if mistakes.is_empty() => mistakes.push(Mistake {
                file: "settings.json".to_owned(),
                path: "editions".to_owned(),
                problem: "no edition is named".to_owned(),
                remedy: "Name at least one".to_owned(),
            }),
            None => {}
        }
        if mistakes.is_empty() {
            Ok(Self { editions, calendar })
        } else {
            Err(mistakes)
        }
    }

    /// The edition whose rules apply on a date, and what to say where it is not in force then.
    pub fn edition(&self, on: NaiveDate) -> (&Edition, Option<String>) {
        let (at, banner) = choose(&self.editions, on);
        (&self.editions[at], banner)
    }

    /// A provision of the edition in use on a date.
    pub fn provision(&self, on: NaiveDate, id: &str) -> Option<&Provision> {
        self.edition(on).0.provision(id)
    }
}

/// Sources that the form names and the newest edition's register does not have.
fn uncited(form_name: &str, form: &Form, edition: &Edition) -> Vec<Mistake> {
    let broken = form.cites().filter(|id| !edition.can_cite(id));
    let mistake = |id: &str| Mistake {
        file: form_name.to_owned(),
        path: "cites".to_owned(),
        problem: format!("\"{id}\" is not in the register of {}", edition.file().edition),
        remedy: "Correct the id, or add it to the register".to_owned(),
    };
    broken.map(mistake).collect()
}
