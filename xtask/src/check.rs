//! `cargo xtask check DIR`: every mistake in the data files of a folder, so that a council officer who changes a date
//! or a question learns of all of them at once. The loaders are the app's own.

use std::path::{Path, PathBuf};

use cap_application::files::{self, DataFile, Files, RuleFiles};
use cap_application::form::first::First;
use cap_application::form::load;
use cap_application::mistake::Mistake;
use cap_application::settings::{self, Checked, Settings};
use clap::Args;

use crate::inputs;
use crate::process::TaskError;

/// What `check` may be told.
#[derive(Args)]
pub struct Options {
    /// Folder with `settings.json`, `form` and `programme`: `public` here.
    dir: PathBuf,
    /// Where nothing is wrong, note so in `settings.json`: the browser then uses the files without checking them again.
    #[arg(long)]
    note: bool,
}

/// What was found in a folder.
#[derive(Default)]
struct Found {
    files: usize,
    mistakes: Vec<Mistake>,
    /// The settings, vouching for the files they name; for what it is worth where nothing is wrong.
    vouching: Option<Settings>,
}

/// Prints every mistake.
///
/// # Errors
/// Where there is one, or where the folder cannot be read.
pub fn run(options: &Options) -> Result<(), TaskError> {
    let Found {
        files,
        mistakes,
        vouching,
    } = check(&options.dir)?;
    for mistake in &mistakes {
        println!("{mistake}");
    }
    match mistakes.len() {
        0 => {
            println!("{files} files checked: nothing is wrong");
            match vouching {
                Some(settings) if options.note => note(&options.dir.join("settings.json"), &settings),
                _ => Ok(()),
            }
        }
        1 => Err(TaskError::Advice(format!("{files} files checked: 1 mistake"))),
        count => Err(TaskError::Advice(format!(
            "{files} files checked: {count} mistakes"
        ))),
    }
}

/// Checks a folder and notes in its settings that nothing is wrong.
///
/// # Errors
/// Where something is.
pub fn noted(dir: &Path) -> Result<(), TaskError> {
    let options = Options {
        dir: dir.to_owned(),
        note: true,
    };
    run(&options)
}

/// Writes the settings, so that they vouch for the files.
fn note(path: &Path, settings: &Settings) -> Result<(), TaskError> {
    let text =
        serde_json::to_string_pretty(settings).map_err(|error| TaskError::Advice(error.to_string()))?;
    std::fs::write(path, text + "\n").map_err(TaskError::file(path))
}

/// Reads and checks a folder.
fn check(dir: &Path) -> Result<Found, TaskError> {
    let mut missing = Vec::new();
    let mut read = |name: &str| match std::fs::read_to_string(dir.join(name)) {
        Ok(text) => Some(DataFile {
            name: name.to_owned(),
            text: text.into(),
        }),
        Err(error) => {
            missing.push(Mistake {
                file: name.to_owned(),
                path: "the file".to_owned(),
                problem: format!("it cannot be read ({error})"),
                remedy: "Put the file there, or correct its name in settings.json".to_owned(),
            });
            None
        }
    };
    let Some(settings) = read("settings.json") else {
        return Ok(Found {
            mistakes: missing,
            ..Found::default()
        });
    };
    let found = match settings::load(&settings.name, &settings.text) {
        Ok(found) => found,
        Err(mistakes) => {
            return Ok(Found {
                files: 1,
                mistakes,
                vouching: None,
            });
        }
    };
    let (form, calendar) = (read(&found.form), read(&found.calendar));
    let names = editions(dir, &found)?;
    let editions: Vec<DataFile> = names.iter().filter_map(|name| read(name)).collect();
    let count = editions.len() + 3 - missing.len();
    let mut vouching = None;
    if let (Some(form), Some(calendar)) = (form, calendar) {
        let (files, mut rules) = (Files { settings, form }, RuleFiles { editions, calendar });
        missing.extend(files::mistakes(&files, Some(&rules)));
        rules
            .editions
            .retain(|edition| found.editions.contains(&edition.name));
        let form = &files.form.text;
        let checked = Checked {
            form: files::digest([&**form]),
            rules: files::digest(rules.texts(form)),
            first: load::open(form).and_then(|form| First::of(&form)),
        };
        vouching = Some(Settings {
            checked: Some(checked),
            ..found
        });
    }
    Ok(Found {
        files: count,
        mistakes: missing,
        vouching,
    })
}

/// The editions that the settings name, and any other that lies beside them: next year's, before it is in use.
fn editions(dir: &Path, settings: &settings::Settings) -> Result<Vec<String>, TaskError> {
    let mut names = settings.editions.clone();
    let folder = dir.join("programme");
    if !folder.is_dir() {
        return Ok(names);
    }
    for path in inputs::files(&folder)? {
        let name = path
            .strip_prefix(dir)
            .unwrap_or(&path)
            .to_string_lossy()
            .replace('\\', "/");
        let edition = name.ends_with(".json") && !name.ends_with(".schema.json") && name != settings.calendar;
        if edition && !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLIC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../public");

    /// What is wrong with a copy of the shipped files after `change` of one of them.
    fn found(file: &str, change: impl Fn(&str) -> String) -> Vec<String> {
        let dir = tempfile::tempdir().unwrap();
        for folder in ["form", "programme"] {
            std::fs::create_dir(dir.path().join(folder)).unwrap();
        }
        for name in [
            "settings.json",
            "form/application.json",
            "programme/2024-25.json",
            "programme/2025-26.json",
            "programme/calendar.json",
        ] {
            let text = std::fs::read_to_string(Path::new(PUBLIC).join(name)).unwrap();
            let text = if name == file { change(&text) } else { text };
            std::fs::write(dir.path().join(name), text).unwrap();
        }
        check(dir.path())
            .unwrap()
            .mistakes
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn nothing_is_wrong_with_what_ships() {
        assert_eq!(found("", str::to_owned), Vec::<String>::new());
    }

    #[test]
    fn a_slip_in_a_date_is_found() {
        let slip = |text: &str| text.replacen(r#""on": "2024-12-04""#, r#""on": "2024-12-05""#, 1);
        let mistakes = found("programme/2024-25.json", slip);
        assert!(
            mistakes
                .iter()
                .any(|one| one.starts_with("programme/2024-25.json: windows[3].deadline")),
            "{mistakes:?}"
        );
    }

    #[test]
    fn every_slip_in_the_form_is_found_at_once() {
        let slips = |text: &str| text.replace(r#""answer": "provision""#, r#""answer": "provison""#);
        let mistakes = found("form/application.json", slips);
        assert!(mistakes.len() > 10, "{mistakes:?}");
        assert!(
            mistakes
                .iter()
                .all(|one| one.contains("there is no question \"provison\"")),
            "{mistakes:?}"
        );
    }

    #[test]
    fn a_source_that_is_not_in_the_register_is_found() {
        let slip = |text: &str| text.replacen(r#""R030""#, r#""R930""#, 1);
        let mistakes = found("form/application.json", slip);
        assert!(
            !mistakes.is_empty()
                && mistakes
                    .iter()
                    .all(|one| one.contains("\"R930\" is not in the register")),
            "{mistakes:?}"
        );
    }

    #[test]
    fn a_file_that_is_named_and_not_there_is_told() {
        let mistakes = found("settings.json", |text| {
            text.replace("2025-26.json", "2026-27.json")
        });
        assert_eq!(mistakes.len(), 1, "{mistakes:?}");
        assert!(
            mistakes[0].starts_with("programme/2026-27.json: the file: it cannot be read"),
            "{mistakes:?}"
        );
    }
}
