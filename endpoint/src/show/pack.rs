//! An application as plain text to read or print: sections, questions and answers in the form's own words.

use cap_application::sorted::Map;
use std::fmt::Write;

use cap_application::form::definition::{FormFile, Kind, Page, Question, Section};
use cap_application::submission::envelope::{Envelope, Receipt, WireAnswer};
use chrono::NaiveDate;

use crate::judge::choices;
use crate::store::Record;

type Answers = Map<WireAnswer>;

/// The pack. Questions that were not asked or not answered are left out.
pub fn pack(record: &Record, form: &FormFile) -> String {
    let envelope = &record.envelope;
    let mut text = head(envelope, &record.receipt, form);
    for earlier in &record.replaced {
        let _ = writeln!(
            text,
            "{:<16}what was received {}",
            "Replaces", earlier.receipt.received
        );
    }
    for section in &form.sections {
        let body: String = section
            .pages
            .iter()
            .map(|page| one_page(form, page, &envelope.answers))
            .collect();
        if !body.is_empty() {
            let Section { title, .. } = section;
            let _ = write!(text, "\n{title}\n{}\n{body}", "-".repeat(title.chars().count()));
        }
    }
    text
}

fn head(envelope: &Envelope, receipt: &Receipt, form: &FormFile) -> String {
    let mut questions = form
        .sections
        .iter()
        .flat_map(|section| &section.pages)
        .flat_map(|page| &page.questions);
    let provision = questions
        .find(|question| question.id == form.provision_question)
        .map_or_else(
            || envelope.provision.clone(),
            |question| label(form, question, &envelope.provision),
        );
    let mut text = format!("{}\n{}\n", form.title, "=".repeat(form.title.chars().count()));
    let rows = [
        ("Reference", &receipt.reference),
        ("Received (UTC)", &receipt.received),
        ("Provision", &provision),
        ("Edition", &envelope.edition),
        ("Rules as on", &spoken_date(&envelope.stated_date)),
        ("Digest", &receipt.digest),
    ];
    for (name, value) in rows {
        let _ = writeln!(text, "{name:<16}{value}");
    }
    for (id, standing) in &envelope.requirements {
        let _ = writeln!(text, "{:<16}{id}: {standing}", "Requirement");
    }
    text
}

fn one_page(form: &FormFile, page: &Page, answers: &Answers) -> String {
    let Some(repeat) = &page.repeat else {
        return rows(form, &page.questions, answers);
    };
    let Some(WireAnswer::Items(items)) = answers.get(&repeat.id) else {
        return String::new();
    };
    let numbered = items.iter().zip(1..);
    numbered
        .map(|(item, number)| {
            format!(
                "\n[{} {number} of {}]\n{}",
                repeat.item,
                items.len(),
                rows(form, &page.questions, item)
            )
        })
        .collect()
}

fn rows(form: &FormFile, questions: &[Question], answers: &Answers) -> String {
    let mut text = String::new();
    for question in questions {
        if let Some(answer) = answers.get(&question.id) {
            let _ = writeln!(text, "{}", question.label);
            for line in lines(form, question, answer) {
                let _ = writeln!(text, "    {line}");
            }
        }
    }
    text
}

/// An answer in words, line by line.
fn lines(form: &FormFile, question: &Question, answer: &WireAnswer) -> Vec<String> {
    match answer {
        WireAnswer::Text(value) => match question.kind {
            Kind::Date { .. } => vec![spoken_date(value)],
            Kind::YesNo | Kind::Declaration { .. } if value == "yes" => vec!["Yes".to_owned()],
            Kind::YesNo if value == "no" => vec!["No".to_owned()],
            _ => label(form, question, value).lines().map(str::to_owned).collect(),
        },
        WireAnswer::Number(number) => vec![number.to_string()],
        WireAnswer::List(values) => values.iter().map(|value| label(form, question, value)).collect(),
        WireAnswer::Fields(fields) => {
            let order = ["line1", "line2", "town", "county", "postcode"];
            order
                .iter()
                .filter_map(|name| fields.get(name))
                .cloned()
                .collect()
        }
        // Judging has refused items within items.
        WireAnswer::Items(_) => Vec::new(),
    }
}

/// What a choice is called, or the value itself where it is not one of the choices.
fn label(form: &FormFile, question: &Question, value: &str) -> String {
    let mut choices = choices(form, question).iter();
    choices
        .find(|choice| choice.value == value)
        .map_or(value, |choice| &choice.label)
        .to_owned()
}

fn spoken_date(value: &str) -> String {
    value
        .parse::<NaiveDate>()
        .map_or_else(|_| value.to_owned(), |date| date.format("%-d %B %Y").to_string())
}
