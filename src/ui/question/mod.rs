//! A control for every kind of question. [`list`] draws questions and keeps each in place while others come and go.

mod address;
mod asked;
mod checkboxes;
mod choice;
mod date;
mod declaration;
mod input;
mod long_text;
mod radios;
mod suggest;
mod text;
mod year_group;

pub use self::long_text::FORM as LONG_TEXTS;

use crate::form::definition::Kind;
use crate::session::view_model::QuestionView;

use self::asked::Asked;
use super::answers::{Answers, Questions};
use super::html::{self, Key, View, el};
use super::part;

/// Draws the control of a question.
pub type Control = fn(Asked, Questions, &QuestionView) -> View;

/// Draws questions in order. `heading`: the label of the first question, the only one so far, is the page's heading.
pub fn list(answers: Answers, questions: Questions, heading: bool) -> View {
    list_with(control, answers, questions, heading)
}

/// The same where there is one question, of choices that reveal nothing: all that the first part of the program draws.
pub fn one_of_choices(answers: Answers, questions: Questions, heading: bool) -> View {
    questions
        .with(|list| {
            let question = list.first()?;
            let asked = Asked::new(|_, _, _| View::none(), answers, question, heading);
            Some(radios::plain(asked, question))
        })
        .into()
}

fn list_with(control: Control, answers: Answers, questions: Questions, heading: bool) -> View {
    html::keyed(
        move || questions.with(|list| list.iter().map(key).collect()),
        move |wanted| {
            questions.with(|list| {
                let (at, question) = list
                    .iter()
                    .enumerate()
                    .find(|(_, question)| key(question) == *wanted)?;
                // One that appears under the first is no heading of the page.
                Some(view(control, answers, questions, question, heading && at == 0))
            })
        },
    )
}

fn key(question: &QuestionView) -> Key {
    let optional = if question.optional { "?" } else { "" };
    let group = question.group.as_deref().unwrap_or_default();
    Key {
        name: question.place.element_id(),
        looks: [optional, group].concat(),
    }
}

fn view(
    control: Control,
    answers: Answers,
    questions: Questions,
    question: &QuestionView,
    heading: bool,
) -> View {
    let control = control(
        Asked::new(control, answers, question, heading),
        questions,
        question,
    );
    match &question.group {
        None => control,
        Some(group) => el("div", "")
            .child(part::heading_2(group.as_str()))
            .child(control)
            .into(),
    }
}

fn control(asked: Asked, questions: Questions, question: &QuestionView) -> View {
    match &question.question.kind {
        Kind::LongText { max_chars } => long_text::view(asked, *max_chars),
        Kind::Date { .. } => date::view(asked),
        Kind::YesNo | Kind::Radios { .. } => radios::view(asked, questions, question),
        Kind::Checkboxes { .. } => checkboxes::view(asked, questions, question),
        Kind::Suggest { .. } => suggest::view(asked, &question.choices),
        Kind::Address => address::view(asked),
        Kind::YearGroup { .. } => year_group::view(asked),
        Kind::Declaration { statement } => declaration::view(asked, statement),
        kind => text::view(asked, kind, question.question.autocomplete.as_deref()),
    }
}
