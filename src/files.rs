//! The data files as texts: every mistake in all of them together, and what vouches for a set that has none.
//!
//! What is wrong beyond a file's shape takes much code to find and to put into words. The page leaves that to whoever
//! noted the set's digest in the settings once nothing was wrong ([`crate::settings::Checked`]), or to the second
//! program ([`crate::later`]) where nobody has; it uses no set before one of the two has said that it is right.

pub mod wire;

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::calendar::file::Calendar;
use crate::form::load;
use crate::form::model::Form;
use crate::mistake::Mistake;
use crate::programme::load::Edition;
use crate::settings;

/// A data file as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataFile {
    /// Its path beside the page, for messages: `form/application.json`.
    pub name: String,
    /// Its text, of which there is one copy however many hold it.
    pub text: Arc<str>,
}

/// The data files that the first question needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// `settings.json`.
    pub settings: DataFile,
    /// The form.
    pub form: DataFile,
}

/// The data files that come after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleFiles {
    /// The editions, oldest first.
    pub editions: Vec<DataFile>,
    /// Bank holidays and term dates.
    pub calendar: DataFile,
}

/// Every mistake in the files, alone and together. Without a form there are no editions to go with it; the calendar
/// stands by itself.
pub fn mistakes(files: &Files, rules: Option<&RuleFiles>) -> Vec<Mistake> {
    let mut found = settings::load(&files.settings.name, &files.settings.text)
        .err()
        .unwrap_or_default();
    let form = kept(load::load(&files.form.name, &files.form.text), &mut found);
    let Some(RuleFiles { editions, calendar }) = rules else {
        return found;
    };
    let calendar = kept(Calendar::load(&calendar.name, &calendar.text), &mut found);
    let (Some(form), Some(calendar)) = (form, calendar) else {
        return found;
    };
    let mut newest = None;
    for DataFile { name, text } in editions {
        newest = kept(Edition::load(name, text, &form, &calendar), &mut found);
    }
    match newest {
        Some(newest) => found.extend(uncited(&files.form.name, &form, &newest)),
        None if editions.is_empty() => found.push(no_edition()),
        None => {}
    }
    found
}

/// What was loaded, or nothing and its mistakes among the others.
fn kept<T>(loaded: Result<T, Vec<Mistake>>, found: &mut Vec<Mistake>) -> Option<T> {
    loaded.map_err(|mistakes| found.extend(mistakes)).ok()
}

/// What is wrong where the settings name no edition.
pub(crate) fn no_edition() -> Mistake {
    Mistake {
        file: "settings.json".to_owned(),
        path: "editions".to_owned(),
        problem: "no edition is named".to_owned(),
        remedy: "Name at least one".to_owned(),
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

/// What tells a set of texts from every other, for this release of the program: another one may ask more of them. SHA-256 of
/// what is [digested].
pub fn digest<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    hash(&digested(texts))
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The bytes that [`digest`] goes over, for who has another way to do so.
pub fn digested<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let texts: Vec<&str> = texts.into_iter().collect();
    let version = env!("CARGO_PKG_VERSION").as_bytes();
    let length = texts.iter().map(|text| 1 + text.len()).sum::<usize>();
    let mut bytes = Vec::with_capacity(version.len() + length);
    bytes.extend_from_slice(version);
    for text in texts {
        // No text holds this character as it stands: it is no JSON.
        bytes.push(0);
        bytes.extend_from_slice(text.as_bytes());
    }
    bytes
}

impl RuleFiles {
    /// The texts of these files, after that of the form they go with: what their digest is made of.
    pub fn texts<'a>(&'a self, form: &'a str) -> impl Iterator<Item = &'a str> {
        let rules = self.editions.iter().chain([&self.calendar]);
        [form].into_iter().chain(rules.map(|file| &*file.text))
    }
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            hex.extend(char::from_digit(digit.into(), 16));
        }
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_another_digest_where_anything_in_it_is_another() {
        let sets: [&[&str]; 6] = [&[], &[""], &["a"], &["a", ""], &["a", "b"], &["ab"]];
        for (at, set) in sets.iter().enumerate() {
            for other in &sets[..at] {
                assert_ne!(
                    digest(set.iter().copied()),
                    digest(other.iter().copied()),
                    "{set:?} {other:?}"
                );
            }
        }
    }
}
