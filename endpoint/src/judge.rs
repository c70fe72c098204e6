//! Whether the answers of an application are right: a list of problems, each with its question's id.

use std::sync::Arc;

use cap_application::form::definition::{Choices, FormFile, Kind, Question};
use cap_application::form::wire::{self, WireFault};
use cap_application::form::words;
use cap_application::submission::envelope::{AnswerProblem, Envelope, WireAnswer};
use chrono::NaiveDate;

use crate::rules::Rules;

/// Says what is wrong with the answers of an application, all of it at once.
pub type Judge = Box<dyn Fn(&Envelope) -> Result<(), Vec<AnswerProblem>> + Send + Sync>;

/// Judges by the published rules.
pub fn by(rules: Arc<Rules>) -> Judge {
    Box::new(move |envelope| {
        // The engine reads answers by question, so there is no use in it before the names are right.
        let mut problems = by_names(&rules.form, envelope);
        if problems.is_empty() {
            problems = by_engine(&rules, envelope);
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems)
        }
    })
}

/// What the form engine finds, by the same rules as in the browser: answers that are not in canonical form, break a
/// constraint, are missing or are not relevant.
fn by_engine(rules: &Rules, envelope: &Envelope) -> Vec<AnswerProblem> {
    let Some(stated) = day(&envelope.stated_date) else {
        return vec![AnswerProblem {
            question: "stated_date".to_owned(),
            item: None,
            code: "date-impossible".to_owned(),
            message: "The date that the rules were measured on must be a real date, as YYYY-MM-DD".to_owned(),
        }];
    };
    let (instance, faults) = wire::judge(&rules.engine, stated, &envelope.answers);
    let mut problems: Vec<AnswerProblem> = faults.into_iter().map(|fault| found(rules, fault)).collect();
    if problems.is_empty() {
        // Whatever is right but differently written would be another application under the same digest rules.
        let canonical = instance.to_wire();
        let differs = |(id, sent): &&(String, WireAnswer)| canonical.get(id) != Some(sent);
        problems.extend(
            envelope
                .answers
                .iter()
                .filter(differs)
                .map(|(id, _)| problem(id, None, Code::NotCanonical)),
        );
    }
    problems
}

fn day(iso: &str) -> Option<NaiveDate> {
    iso.parse()
        .ok()
        .filter(|date: &NaiveDate| date.to_string() == iso)
}

fn found(
    rules: &Rules,
    WireFault {
        question,
        item,
        fault,
    }: WireFault,
) -> AnswerProblem {
    let message = match (rules.engine.question(&question), rules.engine.repeat(&question)) {
        (Some((_, asked)), _) => words::message(&asked.definition, &fault),
        (None, Some((_, repeat))) => words::items_message(&repeat.definition.item, &fault),
        (None, None) => words::UNKNOWN_QUESTION.to_owned(),
    };
    AnswerProblem {
        question,
        item,
        code: fault.code().into_owned(),
        message,
    }
}

/// What can be told from ids alone: every answer belongs to a question of the form, items stand where a group is,
/// and the provision is one the form offers.
fn by_names(form: &FormFile, envelope: &Envelope) -> Vec<AnswerProblem> {
    let mut problems = Vec::new();
    problems.extend(provision(form, envelope));
    for (id, answer) in &envelope.answers {
        match (group(form, id), answer) {
            (Some(questions), WireAnswer::Items(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let unknown = item
                        .keys()
                        .filter(|id| !questions.iter().any(|question| question.id == **id));
                    problems.extend(unknown.map(|id| problem(id, Some(index), Code::UnknownQuestion)));
                }
            }
            // An empty list of items cannot be told from an empty list of choices.
            (Some(_), WireAnswer::List(values)) if values.is_empty() => {}
            (Some(_), _) => problems.push(problem(id, None, Code::NotItems)),
            (None, _) if !asks(form, id) => problems.push(problem(id, None, Code::UnknownQuestion)),
            (None, WireAnswer::Items(_)) => problems.push(problem(id, None, Code::Items)),
            (None, _) => {}
        }
    }
    problems
}

fn provision(form: &FormFile, envelope: &Envelope) -> Option<AnswerProblem> {
    let id = &form.provision_question;
    let offered = single(form)
        .find(|question| question.id == *id)
        .is_some_and(|question| {
            choices(form, question)
                .iter()
                .any(|choice| choice.value == envelope.provision)
        });
    if !offered {
        return Some(problem(id, None, Code::UnknownProvision));
    }
    let same =
        matches!(envelope.answers.get(id), Some(WireAnswer::Text(value)) if *value == envelope.provision);
    (!same).then(|| problem(id, None, Code::ProvisionDiffers))
}

/// The choices of a question, shared sets looked up; none where its kind has none.
pub(crate) fn choices<'a>(
    form: &'a FormFile,
    question: &'a Question,
) -> &'a [cap_application::form::definition::Choice] {
    let set = match &question.kind {
        Kind::Radios {
            choices: Choices::List(list),
        }
        | Kind::Checkboxes {
            choices: Choices::List(list),
        } => {
            return list;
        }
        Kind::Radios {
            choices: Choices::Set(set),
        }
        | Kind::Checkboxes {
            choices: Choices::Set(set),
        } => set,
        Kind::Suggest { from } => from,
        _ => return &[],
    };
    form.choice_sets.get(set).map(Vec::as_slice).unwrap_or_default()
}

/// Questions outside groups.
fn single(form: &FormFile) -> impl Iterator<Item = &Question> {
    let pages = form.sections.iter().flat_map(|section| &section.pages);
    pages
        .filter(|page| page.repeat.is_none())
        .flat_map(|page| &page.questions)
}

fn asks(form: &FormFile, id: &str) -> bool {
    single(form).any(|question| question.id == id)
}

/// The questions of the repeating group with this id.
fn group<'a>(form: &'a FormFile, id: &str) -> Option<&'a [Question]> {
    let mut pages = form.sections.iter().flat_map(|section| &section.pages);
    let page = pages.find(|page| page.repeat.as_ref().is_some_and(|repeat| repeat.id == id))?;
    Some(&page.questions)
}

enum Code {
    UnknownQuestion,
    NotItems,
    Items,
    UnknownProvision,
    ProvisionDiffers,
    NotCanonical,
}

fn problem(question: &str, item: Option<usize>, code: Code) -> AnswerProblem {
    let (code, message) = match code {
        Code::UnknownQuestion => (
            "unknown-question",
            "The form does not ask this. Reload the page and check your answers",
        ),
        Code::NotItems => ("not-items", "This must be a list of items"),
        Code::Items => ("not-an-answer", "This must be one answer, not a list of items"),
        Code::UnknownProvision => ("unknown-choice", "Choose a provision that the form offers"),
        Code::NotCanonical => (
            "not-canonical",
            "The answer is not written as this form sends it. Reload the page and send again",
        ),
        Code::ProvisionDiffers => (
            "provision-differs",
            "The answer must be the provision applied for",
        ),
    };
    AnswerProblem {
        question: question.to_owned(),
        item,
        code: code.to_owned(),
        message: message.to_owned(),
    }
}
