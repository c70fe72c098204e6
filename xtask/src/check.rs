//! `cargo xtask check DIR`: every mistake in the data files of a folder, so that a council officer who changes a date
//! or a question learns of all of them at once. The loaders are the app's own.

use std::path::{Path, PathBuf};

use cap_application::calendar::file::Calendar;
use cap_application::mistake::Mistake;
use cap_application::session::config::{Config, Rules};
use cap_application::session::message::{DataFile, Files, RuleFiles};
use cap_application::settings;
use clap::Args;

use crate::inputs;
use crate::process::TaskError;

/// What `check` may be told.
#[derive(Args)]
pub struct Options {
    /// Folder with `settings.json`, `form` and `programme`: `public` here.
    dir: PathBuf,
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
        0 => {
            println!("{files} files checked: nothing is wrong");
            Ok(())
        }
        1 => Err(TaskError::Advice(format!("{files} files checked: 1 mistake"))),
        count => Err(TaskError::Advice(format!(
            "{files} files checked: {count} mistakes"
        ))),
    }
}

/// How many files were checked, and what is wrong with them.
fn check(dir: &Path) -> Result<(usize, Vec<Mistake>), TaskError> {
    let mut missing = Vec::new();
    let mut read = |name: &str| match std::fs::read_to_string(dir.join(name)) {
        Ok(text) => Some(DataFile {
            name: name.to_owned(),
            text,
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
        return Ok((0, missing));
    };
    let found = match settings::load(&settings.name, &settings.text) {
        Ok(found) => found,
        Err(mistakes) => return Ok((1, mistakes)),
    };
    let (form, calendar) = (read(&found.form), read(&found.calendar));
    let names = editions(dir, &found)?;
    let editions: Vec<DataFile> = names.iter().filter_map(|name| read(name)).collect();
    let count = editions.len() + 3 - missing.len();
    if let (Some(form), Some(calendar)) = (form, calendar) {
        let (files, rules) = (Files { settings, form }, RuleFiles { editions, calendar });
        missing.extend(mistakes_in(&files, &rules));
    }
    Ok((count, missing))
}

/// Without a form there are no editions to go with it; the calendar stands by itself.
fn mistakes_in(files: &Files, rules: &RuleFiles) -> Vec<Mistake> {
    match Config::load(files) {
        Ok(config) => Rules::load(rules, &config.form, &files.form.name)
            .err()
            .unwrap_or_default(),
        Err(mut mistakes) => {
            let calendar = Calendar::load(&rules.calendar.name, &rules.calendar.text);
            mistakes.extend(calendar.err().unwrap_or_default());
            mistakes
        }
    }
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
            .1
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
