//! `cargo xtask evaluate`: what the rules make of a file of answers, without a browser.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use cap_application::calendar::file::Calendar;
use cap_application::eligibility::decision::{Decision, decide};
use cap_application::eligibility::explanation::smallest_change;
use cap_application::form::answer::{Answers, Place};
use cap_application::form::instance::Instance;
use cap_application::form::load;
use cap_application::form::violation::{At, Violation};
use cap_application::form::words;
use cap_application::mistake::Mistake;
use cap_application::programme::load::Edition;
use chrono::NaiveDate;
use clap::Args;
use serde_json::{Value, json};

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
    /// Bank holidays and term dates.
    #[arg(long, default_value = "public/programme/calendar.json")]
    calendar: PathBuf,
    /// The date on which the rules are measured.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    on: NaiveDate,
    /// The answers, as the app stores them.
    answers: PathBuf,
}

/// Prints, as JSON, the relevant questions, the violations, the route and how each requirement stands.
pub fn run(options: &Options) -> Result<(), TaskError> {
    let form = options.form.clone();
    let form = load::load(&form.to_string_lossy(), &read(&form)?).map_err(told)?;
    let calendar = &options.calendar;
    let calendar = Calendar::load(&calendar.to_string_lossy(), &read(calendar)?).map_err(told)?;
    let edition = edition_file(&options.edition);
    let edition =
        Edition::load(&edition.to_string_lossy(), &read(&edition)?, &form, &calendar).map_err(told)?;
    let answers: Answers = serde_json::from_str(&read(&options.answers)?)
        .map_err(|error| TaskError::Advice(format!("{}: {error}", options.answers.display())))?;
    let instance = Instance::new(Arc::new(form), options.on, answers);
    println!("{:#}", judge(&instance, &edition));
    Ok(())
}

fn told(mistakes: Vec<Mistake>) -> TaskError {
    let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    TaskError::Advice(lines.join("\n"))
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

fn read(path: &Path) -> Result<String, TaskError> {
    std::fs::read_to_string(path).map_err(TaskError::file(path))
}

fn judge(instance: &Instance, edition: &Edition) -> Value {
    let form = instance.form();
    let pages: Vec<usize> = (0..form.pages.len())
        .filter(|page| instance.page_relevant(*page))
        .collect();
    let route: Vec<&str> = pages.iter().map(|page| form.pages[*page].id.as_str()).collect();
    let relevant: Vec<&str> = pages
        .iter()
        .flat_map(|page| form.pages[*page].questions.clone())
        .map(|at| &form.questions[at])
        .filter(|question| {
            question.repeat.is_some() || instance.relevant(&Place::single(&question.definition.id))
        })
        .map(|question| question.definition.id.as_str())
        .collect();
    let violations: Vec<Value> = pages
        .iter()
        .flat_map(|page| instance.page_violations(*page))
        .map(|violation| in_words(instance, &violation))
        .collect();
    json!({
        "stated_date": instance.stated().to_string(),
        "edition": edition.file().edition,
        "provision": instance.provision(),
        "complete": instance.complete(),
        "route": route,
        "relevant": relevant,
        "violations": violations,
        "not_sent": instance.left_out(),
        "provisions": edition.file().provisions.iter().map(|provision| {
            let decision = decide(provision, instance);
            let change = smallest_change(provision, instance, &edition.file().given);
            json!({
                "provision": provision.id,
                "outcome": format!("{:?}", decision.outcome),
                "requirements": requirements(&decision),
                "smallest_change": change.map(|changes| {
                    changes.into_iter().map(|change| json!({ "answer": change.answer, "to": change.to })).collect::<Vec<_>>()
                }),
            })
        }).collect::<Vec<_>>(),
    })
}

fn requirements(decision: &Decision<'_>) -> Vec<Value> {
    let findings = decision.findings.iter();
    findings
        .map(|finding| {
            json!({
                "id": finding.requirement.id,
                "level": finding.requirement.level,
                "standing": finding.standing.word(),
                "cites": finding.requirement.cites,
            })
        })
        .collect()
}

fn in_words(instance: &Instance, Violation { at, fault }: &Violation) -> Value {
    let form = instance.form();
    match at {
        At::Repeat(repeat) => {
            let definition = &form.repeats[*repeat].definition;
            json!({ "repeat": definition.id, "code": fault.code(), "message": words::items_message(&definition.item, fault) })
        }
        At::Place(place) => json!({
            "question": place.question,
            "item": place.item,
            "code": fault.code(),
            "message": form.question(&place.question).map(|(_, asked)| words::message(&asked.definition, fault)),
        }),
    }
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
