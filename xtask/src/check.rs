//! `cargo xtask check DIR`: every mistake in the data files of a folder, so that a council officer who changes a date
//! or a question learns of all of them at once.

use std::fmt;
use std::path::{Path, PathBuf};

use cap_application::form::definition::{self as form, FormFile};
use cap_application::programme::definition::{self as programme, EditionFile};
use cap_application::settings::{self, Settings};
use clap::Args;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use crate::inputs;
use crate::process::TaskError;

/// What `check` may be told.
#[derive(Args)]
pub struct Options {
    /// Folder with `settings.json`, `form` and `programme`: `public` here.
    dir: PathBuf,
}

/// One thing that is wrong.
#[derive(Debug, PartialEq, Eq)]
pub struct Mistake {
    /// File, relative to the folder.
    pub file: String,
    /// What is wrong, and where in the file.
    pub problem: String,
    /// How to mend it.
    pub remedy: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.file, self.problem, self.remedy)
    }
}

/// Prints every mistake.
///
/// # Errors
/// Where there is one, or where the folder cannot be read.
pub fn run(options: &Options) -> Result<(), TaskError> {
    let (files, mistakes) = check(&options.dir)?;
    for mistake in &mistakes {
        println!("{mistake}");
    }
    match mistakes.len() {
        0 => println!("{files} files checked: nothing is wrong"),
        count => {
            return Err(TaskError::Advice(format!(
                "{files} files checked: {count} mistakes"
            )));
        }
    }
    Ok(())
}

/// How many files there are, and what is wrong with them.
fn check(dir: &Path) -> Result<(usize, Vec<Mistake>), TaskError> {
    let mut mistakes = Vec::new();
    let is_json = |path: &PathBuf| path.extension().is_some_and(|ext| ext == "json");
    let files: Vec<_> = inputs::files(dir)?.into_iter().filter(is_json).collect();
    for path in &files {
        let text = std::fs::read_to_string(path).map_err(TaskError::file(path))?;
        let name = path
            .strip_prefix(dir)
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/");
        mistakes.extend(check_file(&name, &text));
    }
    mistakes.extend(check_whole(dir)?);
    Ok((files.len(), mistakes))
}

/// One file against its type. Whether ids, conditions and dates agree with each other is for the loaders.
fn check_file(name: &str, text: &str) -> Option<Mistake> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    match (folder, file) {
        _ if file.ends_with(".schema.json") => parse::<serde_json::Value>(name, text, "").err(),
        ("", "settings.json") => {
            versioned::<Settings>(name, text, "settings.schema.json", settings::FORMAT, |file| {
                file.format
            })
        }
        ("form", _) => {
            versioned::<FormFile>(name, text, "form.schema.json", form::FORMAT, |file| file.format)
        }
        ("programme", _) if file != "calendar.json" => {
            versioned::<EditionFile>(name, text, "edition.schema.json", programme::FORMAT, |file| {
                file.format
            })
        }
        _ => parse::<serde_json::Value>(name, text, "").err(),
    }
}

/// The place where the folder as a whole is checked: that every file the settings name is there.
fn check_whole(dir: &Path) -> Result<Vec<Mistake>, TaskError> {
    let path = dir.join("settings.json");
    if !path.is_file() {
        return Ok(vec![mistake(
            "settings.json",
            "is missing".to_owned(),
            "the app cannot start without it",
        )]);
    }
    let text = std::fs::read_to_string(&path).map_err(TaskError::file(&path))?;
    let Ok(settings) = serde_json::from_str::<Settings>(&text) else {
        return Ok(Vec::new());
    };
    let named = settings
        .editions
        .into_iter()
        .chain([settings.form, settings.calendar]);
    let missing = named.filter(|name| !dir.join(name).is_file());
    let remedy = "put the file there, or correct its name";
    Ok(missing
        .map(|name| {
            mistake(
                "settings.json",
                format!("names {name}, which is not there"),
                remedy,
            )
        })
        .collect())
}

fn versioned<T: DeserializeOwned>(
    name: &str,
    text: &str,
    schema: &str,
    expect: u32,
    format: impl FnOnce(&T) -> u32,
) -> Option<Mistake> {
    match parse::<T>(name, text, schema) {
        Err(mistake) => Some(mistake),
        Ok(file) if format(&file) != expect => {
            let problem = format!("format is {}, and this program reads {expect}", format_of(text));
            Some(mistake(
                name,
                problem,
                "use the file of this release, or a release that reads this format",
            ))
        }
        Ok(_) => None,
    }
}

fn format_of(text: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    value["format"].to_string()
}

fn parse<T: DeserializeOwned>(name: &str, text: &str, schema: &str) -> Result<T, Mistake> {
    serde_json::from_str(text).map_err(|error| {
        let remedy = match error.classify() {
            Category::Data if schema.is_empty() => "see the form of its neighbours".to_owned(),
            Category::Data => format!("compare with {schema}, which says what may stand there"),
            _ => "mend the comma, quote or bracket there or just before".to_owned(),
        };
        mistake(name, error.to_string(), &remedy)
    })
}

fn mistake(file: &str, problem: String, remedy: &str) -> Mistake {
    Mistake {
        file: file.to_owned(),
        problem,
        remedy: remedy.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: &str = r#"{"format":1,"endpoint":"applications","form":"form/a.json","editions":[],
        "calendar":"calendar.json","draft_days":30,"contact":{"team":"T","telephone":"0","address":[]}}"#;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let dir = tempfile::tempdir().unwrap();
        for folder in ["form", "programme"] {
            std::fs::create_dir(dir.path().join(folder)).unwrap();
        }
        for (name, text) in files {
            std::fs::write(dir.path().join(name), text).unwrap();
        }
        check(dir.path())
            .unwrap()
            .1
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn every_mistake_of_every_file_is_told_with_its_remedy() {
        let mistakes = found(&[
            ("settings.json", SETTINGS),
            ("form/a.json", r#"{"format": 1, "colour": "red"}"#),
            ("programme/2025-26.json", r#"{"format": 1,"#),
        ]);
        let expect = [
            "form/a.json: unknown field `colour`",
            "programme/2025-26.json: EOF while parsing",
            "settings.json: names calendar.json, which is not there: put the file there",
        ];
        assert_eq!(mistakes.len(), expect.len(), "{mistakes:?}");
        for (mistake, start) in mistakes.iter().zip(expect) {
            assert!(mistake.starts_with(start), "{mistake}");
        }
    }

    #[test]
    fn a_format_of_another_release_is_refused() {
        let newer = SETTINGS
            .replace(r#""format":1"#, r#""format":7"#)
            .replace("form/a.json", "settings.json");
        let mistakes = found(&[("settings.json", &newer), ("calendar.json", "{}")]);
        assert_eq!(mistakes.len(), 1, "{mistakes:?}");
        assert!(
            mistakes[0].starts_with("settings.json: format is 7, and this program reads 1: use"),
            "{mistakes:?}"
        );
    }

    #[test]
    fn a_folder_without_settings_is_told_so() {
        assert_eq!(
            found(&[]),
            ["settings.json: is missing: the app cannot start without it"]
        );
    }
}
