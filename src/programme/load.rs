//! Reading an edition's file, and every mistake in it.

use std::fmt::Arguments;

use super::definition::{EditionFile, FORMAT, Provision};
use super::{check_provisions, check_register, check_windows, read};
use crate::calendar::file::Calendar;
use crate::calendar::year_group::{academic_year, academic_year_name};
use crate::form::condition::Condition;
use crate::mistake::{self, Mistake, Mistakes};

/// What an edition must know of the form it goes with.
pub trait FormRules {
    /// The values of the provision question.
    fn provisions(&self) -> Vec<String>;
    /// Whether there is a question of this id.
    fn has_question(&self, id: &str) -> bool;
    /// Whether a page or question cites this register id.
    fn is_cited(&self, id: &str) -> bool;
    /// Notes what is wrong with a condition that stands at `path`: unknown ids, wrong kinds, choices that do not
    /// exist.
    fn check_condition(&self, condition: &Condition, path: Arguments<'_>, mistakes: &mut Mistakes<'_>);
}

/// A checked edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    file: EditionFile,
}

impl Edition {
    /// Reads and checks an edition's file.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn load(
        file_name: &str,
        text: &str,
        form: &dyn FormRules,
        calendar: &Calendar,
    ) -> Result<Self, Vec<Mistake>> {
        let edition = Self::open(file_name, text)?;
        let file = &edition.file;
        let mut mistakes = Mistakes::new(file_name);
        check_head(file, form, &mut mistakes);
        check_provisions::check(file, form, &mut mistakes);
        check_windows::check(file, calendar, &mut mistakes);
        check_register::check(file, form, &mut mistakes);
        mistakes.or(edition)
    }

    /// Reads an edition's file that was checked with the form and calendar it goes with.
    ///
    /// # Errors
    /// It does not have the shape of one: every place where it has not.
    pub fn open(file_name: &str, text: &str) -> Result<Self, Vec<Mistake>> {
        let file = mistake::read(file_name, text, FORMAT, read::edition)?;
        Ok(Self { file })
    }

    /// What the file says.
    pub fn file(&self) -> &EditionFile {
        &self.file
    }

    /// A provision by its id.
    pub fn provision(&self, id: &str) -> Option<&Provision> {
        self.file.provisions.iter().find(|provision| provision.id == id)
    }

    /// Whether an id is one that a form may cite: an item of the register, or X1 to X23.
    pub fn can_cite(&self, id: &str) -> bool {
        check_register::is_note(id) || self.file.register.iter().any(|item| item.id == id)
    }
}

fn check_head(file: &EditionFile, form: &dyn FormRules, mistakes: &mut Mistakes<'_>) {
    if file.ends <= file.starts {
        mistakes.add(
            format_args!("ends"),
            format_args!("the edition ends before it starts"),
            format_args!("Put the two dates right"),
        );
    }
    let name = academic_year_name(academic_year(file.starts));
    if file.edition != name {
        mistakes.add(
            format_args!("edition"),
            format_args!("it is called \"{}\" and starts in {name}", file.edition),
            format_args!("Name the academic year in which it starts"),
        );
    }
    if file.outcome_working_days == 0 && file.provisions.iter().any(|provision| provision.panel) {
        mistakes.add(
            format_args!("outcome_working_days"),
            format_args!("it is 0"),
            format_args!("Say how many working days a panel outcome takes"),
        );
    }
    for (index, id) in file.given.iter().enumerate() {
        if !form.has_question(id) {
            mistakes.add(
                format_args!("given[{index}]"),
                format_args!("the form has no question \"{id}\""),
                format_args!("Use the id of a question"),
            );
        }
    }
}
