//! The data files, read: what a session works with.

use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::file::Calendar;
use crate::files::{DataFile, Files, RuleFiles, no_edition};
use crate::form::first::First;
use crate::form::load;
use crate::form::model::Form;
use crate::mistake::Mistake;
use crate::programme::choice::choose;
use crate::programme::definition::Provision;
use crate::programme::load::Edition;
use crate::settings::{self, Settings};

/// Settings and form.
#[derive(Debug)]
pub struct Config {
    /// The council's settings.
    pub settings: Settings,
    /// The form.
    pub form: Arc<Form>,
    /// Whether that is all of it, and not the first question alone.
    pub whole: bool,
}

impl Config {
    /// The first question, as far as the settings hold it, before the form itself is there.
    pub fn begun(mut settings: Settings) -> Option<Self> {
        let first = settings.checked.as_mut()?.first.take()?;
        Some(Self {
            settings,
            form: Arc::new(first.form()),
            whole: false,
        })
    }

    /// Whether this and the form that takes its place ask the same first.
    pub fn asks_as(&self, other: &Self) -> bool {
        First::of(&self.form) == First::of(&other.form)
    }
}

/// Settings and form, with which nothing is wrong: see [`crate::files`].
#[derive(Clone, Debug)]
pub struct Opened {
    /// Both of them, read.
    pub config: Rc<Config>,
    /// How the form is written, which goes beside the drafts that it asked for.
    pub text: Arc<str>,
}

impl Opened {
    /// Reads both files at once.
    ///
    /// # Errors
    /// What keeps them from being read, each on a line.
    pub fn all(files: &Files) -> Result<Box<Self>, String> {
        Self::with(files, load::open(&files.form.text))
    }

    /// The same with the form read already, by [`load::Opening`]. `None`: it could not be read.
    ///
    /// # Errors
    /// What keeps them from being read, each on a line.
    pub fn with(files: &Files, form: Option<Form>) -> Result<Box<Self>, String> {
        let Some((settings, form)) = settings::open(&files.settings.text).zip(form) else {
            let settings = settings::load(&files.settings.name, &files.settings.text);
            let form = load::load(&files.form.name, &files.form.text);
            let mistakes = settings.err().into_iter().chain(form.err()).flatten();
            let words: Vec<String> = mistakes.map(|mistake| mistake.to_string()).collect();
            return Err(words.join("\n"));
        };
        Ok(Box::new(Self {
            config: Rc::new(Config {
                settings,
                form: Arc::new(form),
                whole: true,
            }),
            text: Arc::clone(&files.form.text),
        }))
    }
}

impl PartialEq for Opened {
    /// The form is what its text says.
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.config.settings == other.config.settings
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
    /// Reads the texts of the files, with which nothing is wrong: see [`crate::files`].
    ///
    /// # Errors
    /// What keeps them from being read.
    pub fn open(files: &RuleFiles) -> Result<Self, Vec<Mistake>> {
        let calendar = Calendar::open(&files.calendar.name, &files.calendar.text)?;
        let mut editions = Vec::new();
        for DataFile { name, text } in &files.editions {
            editions.push(Edition::open(name, text)?);
        }
        if editions.is_empty() {
            return Err(vec![no_edition()]);
        }
        Ok(Self { editions, calendar })
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
