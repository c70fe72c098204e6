//! Conditions: every id leads somewhere, every comparison suits the kind of answer, every value can be given.

use crate::form::condition::{Condition, DateOperand, Number};
use crate::form::definition::{Kind, Required};
use crate::form::graph::check_path;
use crate::form::model::{Form, FormQuestion, RepeatIx};
use crate::mistake::Mistakes;

/// Checks the conditions of every section, page and question.
pub fn conditions(form: &Form, mistakes: &mut Mistakes) {
    let mut check = |condition: &Condition, scope: Option<RepeatIx>, path: String| {
        for (problem, remedy) in check_condition(form, condition, scope) {
            mistakes.add(
                format_args!("{path}"),
                format_args!("{problem}"),
                format_args!("{remedy}"),
            );
        }
    };
    for section in &form.sections {
        section
            .relevant
            .iter()
            .for_each(|condition| check(condition, None, format!("section \"{}\", relevant", section.id)));
    }
    for page in &form.pages {
        page.relevant
            .iter()
            .for_each(|condition| check(condition, None, format!("page \"{}\", relevant", page.id)));
    }
    for (at, question) in form.questions.iter().enumerate() {
        let path = check_path(form, at);
        let definition = &question.definition;
        definition
            .relevant
            .iter()
            .for_each(|one| check(one, question.repeat, format!("{path}, relevant")));
        if let Required::When(condition) = &definition.required {
            check(condition, question.repeat, format!("{path}, required"));
        }
        for constraint in &definition.constraints {
            check(
                &constraint.must,
                question.repeat,
                format!("{path}, constraint \"{}\"", constraint.id),
            );
        }
    }
    for (at, question) in form.questions.iter().enumerate() {
        for (problem, remedy) in of_question(form, question) {
            mistakes.add(
                format_args!("{}", check_path(form, at)),
                format_args!("{problem}"),
                format_args!("{remedy}"),
            );
        }
    }
}

type Found = Vec<(String, String)>;

fn of_question(form: &Form, question: &FormQuestion) -> Found {
    let mut found = Found::new();
    if let Kind::YearGroup { born } = &question.definition.kind
        && !matches!(form.question(born), Some((_, of)) if matches!(of.definition.kind, Kind::Date { .. }))
    {
        found.push((
            format!("\"{born}\" is not a date question"),
            "Name the question for the date of birth".to_owned(),
        ));
    }
    for value in question.definition.reveals.keys() {
        if question.choices.iter().all(|choice| choice.value != *value) {
            found.push((
                format!("it has no choice \"{value}\" to reveal anything"),
                options(question),
            ));
        }
    }
    found
}

/// Checks one condition against the form, as problems and remedies. `scope` is the group whose own answers it may
/// read. Also used for the conditions of programme files, which stand outside any group.
pub fn check_condition(form: &Form, condition: &Condition, scope: Option<RepeatIx>) -> Vec<(String, String)> {
    let mut checker = Checker {
        form,
        scope,
        found: Vec::new(),
    };
    checker.condition(condition);
    checker.found
}

struct Checker<'a> {
    form: &'a Form,
    scope: Option<RepeatIx>,
    found: Found,
}

impl<'a> Checker<'a> {
    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::All(inner) | Condition::Any(inner) => inner.iter().for_each(|one| self.condition(one)),
            Condition::Not(inner) => self.condition(inner),
            Condition::Equals { answer, value } => self.single_values(answer, std::slice::from_ref(value)),
            Condition::OneOf { answer, values } => self.single_values(answer, values),
            Condition::Includes { answer, value } => {
                if let Some(question) = self.of_kind(answer, "checkboxes", |kind| {
                    matches!(kind, Kind::Checkboxes { .. })
                }) {
                    self.value(question, value);
                }
            }
            Condition::Answered(answer) => {
                self.question(answer);
            }
            Condition::Overridden(answer) => {
                self.of_kind(answer, "a year group", |kind| {
                    matches!(kind, Kind::YearGroup { .. })
                });
            }
            Condition::Number { of, .. } => self.number(of),
            Condition::Date { answer, than, .. } => {
                self.of_kind(answer, "a date", |kind| matches!(kind, Kind::Date { .. }));
                if let DateOperand::Answer(other) = than {
                    self.of_kind(other, "a date", |kind| matches!(kind, Kind::Date { .. }));
                }
            }
        }
    }

    fn number(&mut self, number: &Number) {
        let numeric = |kind: &Kind| {
            matches!(
                kind,
                Kind::Number { .. } | Kind::Percentage | Kind::YearGroup { .. }
            )
        };
        match number {
            Number::Answer(answer) => {
                self.of_kind(answer, "a number", numeric);
            }
            Number::Sum(answers) => {
                for answer in answers {
                    self.of_kind(answer, "a number", numeric);
                }
            }
            Number::Count { repeat, filter } => {
                let Some((ix, _)) = self.form.repeat(repeat) else {
                    let remedy = "Name the id of a repeat of the form".to_owned();
                    self.found
                        .push((format!("there is no repeat \"{repeat}\""), remedy));
                    return;
                };
                if let Some(filter) = filter {
                    self.found.extend(check_condition(self.form, filter, Some(ix)));
                }
            }
        }
    }

    fn single_values(&mut self, answer: &str, values: &[String]) {
        let Some(question) = self.question(answer) else {
            return;
        };
        match question.definition.kind {
            Kind::YesNo | Kind::Radios { .. } => values.iter().for_each(|value| self.value(question, value)),
            Kind::Declaration { .. } | Kind::Suggest { .. } | Kind::Text { .. } | Kind::Name => {}
            _ => self.found.push((
                format!("\"{answer}\" cannot be compared with a value"),
                "Use includes for checkboxes, number or date for those, or answered".to_owned(),
            )),
        }
    }

    fn value(&mut self, question: &FormQuestion, value: &str) {
        if question.choices.iter().all(|choice| choice.value != value) {
            let problem = format!("\"{}\" has no choice \"{value}\"", question.definition.id);
            self.found.push((problem, options(question)));
        }
    }

    fn of_kind(
        &mut self,
        answer: &str,
        name: &str,
        fits: impl Fn(&Kind) -> bool,
    ) -> Option<&'a FormQuestion> {
        let question = self.question(answer)?;
        if fits(&question.definition.kind) {
            return Some(question);
        }
        let remedy = format!("Name a question whose kind is {name}, or compare it another way");
        self.found.push((format!("\"{answer}\" is not {name}"), remedy));
        None
    }

    fn question(&mut self, answer: &str) -> Option<&'a FormQuestion> {
        let form = self.form;
        let Some((_, question)) = form.question(answer) else {
            let remedy = "Use the id of a question of the form".to_owned();
            self.found
                .push((format!("there is no question \"{answer}\""), remedy));
            return None;
        };
        if question.repeat.is_some() && question.repeat != self.scope {
            let problem = format!("\"{answer}\" is in a repeat, and cannot be read from outside it");
            self.found
                .push((problem, "Use a count over the repeat".to_owned()));
            return None;
        }
        Some(question)
    }
}

fn options(question: &FormQuestion) -> String {
    let values: Vec<&str> = question
        .choices
        .iter()
        .map(|choice| choice.value.as_str())
        .collect();
    format!("Use one of: {}", values.join(", "))
}
