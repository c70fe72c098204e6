//! Whether the answers of an application are right: a list of problems, each with its question's id.

use std::sync::Arc;

use cap_application::form::definition::{Choices, FormFile, Kind, Question};
use cap_application::submission::envelope::{AnswerProblem, Envelope, WireAnswer};

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

/// What the form engine finds: answers that do not parse, break a constraint, are missing or are not relevant.
/// This is where the endpoint hands an application to `cap_application::form`, with the edition it names.
fn by_engine(_rules: &Rules, _envelope: &Envelope) -> Vec<AnswerProblem> {
    Vec::new()
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
