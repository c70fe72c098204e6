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

use super::message::{DataFile, Files};

/// Settings, form and editions, every one of them checked.
/// A page starts with the newest edition; older ones may be added once it is usable.
#[derive(Debug)]
pub struct Config {
    /// The council's settings.
    pub settings: Settings,
    /// The form.
    pub form: Arc<Form>,
    /// The editions, oldest first; at least one.
    pub editions: Vec<Edition>,
    /// Bank holidays and term dates.
    pub calendar: Calendar,
}

impl Config {
    /// Checks the texts of the data files.
    ///
    /// # Errors
    /// Every mistake in every file.
    pub fn load(files: &Files) -> Result<Self, Vec<Mistake>> {
        let settings = settings::load(&files.settings.name, &files.settings.text);
        let form = load::load(&files.form.name, &files.form.text);
        let calendar = Calendar::load(&files.calendar.name, &files.calendar.text);
        let mut mistakes = Vec::new();
        let mut editions = Vec::new();
        if let (Ok(form), Ok(calendar)) = (&form, &calendar) {
            for DataFile { name, text } in &files.editions {
                match Edition::load(name, text, form, calendar) {
                    Ok(edition) => {
                        mistakes.extend(uncited(&files.form.name, form, name, &edition));
                        editions.push(edition);
                    }
                    Err(found) => mistakes.extend(found),
                }
            }
        }
        match (settings, form, calendar) {
            (Ok(settings), Ok(form), Ok(calendar)) if mistakes.is_empty() && !editions.is_empty() => {
                Ok(Self {
                    settings,
                    form: Arc::new(form),
                    editions,
                    calendar,
                })
            }
            (settings, form, calendar) => {
                mistakes.extend(settings.err().unwrap_or_default());
                mistakes.extend(form.err().unwrap_or_default());
                mistakes.extend(calendar.err().unwrap_or_default());
                Err(mistakes)
            }
        }
    }

    /// The same with older editions before those it has.
    ///
    /// # Errors
    /// Every mistake in the older files.
    pub fn with_older(&self, files: &[DataFile]) -> Result<Self, Vec<Mistake>> {
        let (mut editions, mut mistakes) = (Vec::new(), Vec::new());
        for DataFile { name, text } in files {
            match Edition::load(name, text, self.form.as_ref(), &self.calendar) {
                Ok(edition) => editions.push(edition),
                Err(found) => mistakes.extend(found),
            }
        }
        editions.extend(self.editions.iter().cloned());
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        Ok(Self {
            settings: self.settings.clone(),
            form: Arc::clone(&self.form),
            editions,
            calendar: self.calendar.clone(),
        })
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

/// Sources that the form names and an edition's register does not have.
fn uncited(form_name: &str, form: &Form, edition_name: &str, edition: &Edition) -> Vec<Mistake> {
    let broken = form.cites().filter(|id| !edition.can_cite(id));
    let mistake = |id: &str| Mistake {
        file: form_name.to_owned(),
        path: "cites".to_owned(),
        problem: format!("\"{id}\" is not in the register of {edition_name}"),
        remedy: "Correct the id, or add it to the register".to_owned(),
    };
    broken.map(mistake).collect()
}
