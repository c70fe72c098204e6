//! `cargo xtask evaluate`: what the rules make of a file of answers, without a browser.

use std::path::{Path, PathBuf};

use cap_application::form::answer::Answers;
use cap_application::form::definition::FormFile;
use cap_application::programme::definition::EditionFile;
use chrono::NaiveDate;
use clap::Args;
use serde::de::DeserializeOwned;

use crate::process::TaskError;

/// What `evaluate` is told.
#[derive(Args)]
pub struct Options {
    /// The form.
    #[arg(long, default_value = "public/form/application.json")]
    form: PathBuf,
    /// The edition whose rules are applied: an academic year, or a file.
    #[arg(long)]
    edition: String,
    /// The date on which the rules are measured.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    on: NaiveDate,
    /// The answers, as the app stores them.
    answers: PathBuf,
}

/// Everything that is judged, read from its files.
struct Case {
    form: FormFile,
    edition: EditionFile,
    on: NaiveDate,
    answers: Answers,
}

/// Prints, as JSON, the relevant questions, the violations, the route and how each requirement stands.
pub fn run(options: &Options) -> Result<(), TaskError> {
    let case = Case {
        form: read(&options.form)?,
        edition: read(&edition_file(&options.edition))?,
        on: options.on,
        answers: read(&options.answers)?,
    };
    println!("{:#}", judge(&case)?);
    Ok(())
}

fn date(text: &str) -> Result<NaiveDate, String> {
    text.parse()
        .map_err(|_| format!("{text} is not a date such as 2024-11-20"))
}

/// `2024-25` stands for its file among the published ones.
fn edition_file(edition: &str) -> PathBuf {
    match Path::new(edition).extension() {
        Some(_) => PathBuf::from(edition),
        None => Path::new("public/programme").join(edition).with_extension("json"),
    }
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T, TaskError> {
    let text = std::fs::read_to_string(path).map_err(TaskError::file(path))?;
    serde_json::from_str(&text).map_err(|error| TaskError::Advice(format!("{}: {error}", path.display())))
}

/// The place where the engine is asked.
fn judge(case: &Case) -> Result<serde_json::Value, TaskError> {
    Err(TaskError::Advice(format!(
        "{} answers to {} on {} with the rules of {} were read; the engine is not joined here yet.",
        case.answers.single.len(),
        case.form.id,
        case.on,
        case.edition.edition,
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_named_by_its_year_or_by_its_file() {
        for (edition, expect) in [
            ("2024-25", "public/programme/2024-25.json"),
            ("drafts/2026-27.json", "drafts/2026-27.json"),
        ] {
            assert_eq!(edition_file(edition), Path::new(expect));
        }
    }
}
