//! Reads a published form and reports every mistake in it.

use crate::sorted::Map;
use std::sync::Arc;

use crate::mistake::{self, Mistake, Mistakes};

use super::check;
use super::definition::{Choice, Choices, FORMAT, FormFile, Kind, Question};
use super::graph;
use super::model::{Form, FormPage, FormQuestion, FormRepeat, FormSection, QuestionIx};
use super::read;

/// Reads the text of a form file.
///
/// # Errors
/// Every mistake in the file: where it is not JSON that one, with line and column; else every mistake of shape; else
/// every other.
pub fn load(file: &str, text: &str) -> Result<Form, Vec<Mistake>> {
    let published = mistake::read(file, text, FORMAT, read::form)?;
    let mut mistakes = Mistakes::new(file);
    check::names(&published, &mut mistakes);
    let mut form = index(published, &mut mistakes);
    check::conditions(&form, &mut mistakes);
    graph::connect(&mut form, &mut mistakes);
    if mistakes.is_empty() {
        check::reach(&form, &mut mistakes);
    }
    mistakes.or(form)
}

/// Reads the text of a form file that was checked. `None`: it does not have the shape of one, or lacks what its questions
/// lean on; [`load`] says what.
pub fn open(text: &str) -> Option<Form> {
    let published = mistake::read_quietly(text, FORMAT, read::form)?;
    let mut mistakes = Mistakes::new("");
    let mut form = index(published, &mut mistakes);
    graph::connect(&mut form, &mut mistakes);
    mistakes.or(form).ok()
}

/// Lays the file out flat. Duplicate ids keep the first; [`check::names`] has reported them.
fn index(file: FormFile, mistakes: &mut Mistakes) -> Form {
    let FormFile {
        id,
        version,
        title,
        provision_question,
        choice_sets,
        sections,
        ..
    } = file;
    let mut sets: Map<Arc<[Choice]>> = Map::new();
    for (name, set) in choice_sets {
        sets.insert(name, set.into());
    }
    let mut form = Form {
        id,
        version,
        title,
        provision_question: 0,
        sections: Vec::new(),
        pages: Vec::new(),
        questions: Vec::new(),
        repeats: Vec::new(),
        by_id: Map::new(),
    };
    for section in sections {
        let first_page = form.pages.len();
        for page in section.pages {
            let first = form.questions.len();
            let repeat = page.repeat.as_ref().map(|_| form.repeats.len());
            for question in page.questions {
                let at = form.questions.len();
                if !form.by_id.contains_key(&question.id) {
                    form.by_id.insert(question.id.clone(), at);
                }
                let choices = choices(&question, &sets, at, mistakes);
                form.questions.push(FormQuestion {
                    definition: Arc::new(question),
                    choices,
                    page: form.pages.len(),
                    repeat,
                    revealed_by: None,
                    readers: Vec::new(),
                    rank: 0,
                });
            }
            if let Some(definition) = page.repeat {
                form.repeats.push(FormRepeat {
                    definition,
                    page: form.pages.len(),
                    readers: Vec::new(),
                });
            }
            let questions = first..form.questions.len();
            reveal(&mut form, questions.clone());
            form.pages.push(FormPage {
                id: page.id,
                title: page.title,
                intro: page.intro,
                relevant: page.relevant,
                cites: page.cites,
                section: form.sections.len(),
                repeat,
                questions,
            });
        }
        let pages = first_page..form.pages.len();
        form.sections.push(FormSection {
            id: section.id,
            title: section.title,
            relevant: section.relevant,
            pages,
        });
    }
    form.provision_question = form.by_id.get(&provision_question).copied().unwrap_or_default();
    form
}

/// Marks the questions of one page that a choice of an earlier one reveals.
fn reveal(form: &mut Form, range: std::ops::Range<QuestionIx>) {
    for parent in range.clone() {
        let definition = Arc::clone(&form.questions[parent].definition);
        for (value, ids) in &definition.reveals {
            for child in parent + 1..range.end {
                let question = &mut form.questions[child];
                if ids.contains(&question.definition.id) {
                    question.revealed_by = Some((parent, value.clone()));
                }
            }
        }
    }
}

fn choices(
    question: &Question,
    sets: &Map<Arc<[Choice]>>,
    at: usize,
    mistakes: &mut Mistakes,
) -> Arc<[Choice]> {
    let name = match &question.kind {
        Kind::Radios { choices } | Kind::Checkboxes { choices } => match choices {
            Choices::List(list) => return list.clone().into(),
            Choices::Set(name) => name,
        },
        Kind::Suggest { from } => from,
        Kind::YesNo => return yes_no(),
        _ => return Arc::default(),
    };
    sets.get(name).cloned().unwrap_or_else(|| {
        let path = format_args!("questions[{at}] \"{}\"", question.id);
        let known = sets.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        mistakes.add(
            path,
            format_args!("there is no choice set \"{name}\""),
            format_args!("Use one of: {known}"),
        );
        Arc::default()
    })
}

fn yes_no() -> Arc<[Choice]> {
    let choice = |value: &str, label: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        hint: None,
        exclusive: false,
    };
    [choice("yes", "Yes"), choice("no", "No")].into()
}
