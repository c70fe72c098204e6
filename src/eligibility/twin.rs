//! A plain map of answers that stands in for the form engine in tests.

use std::collections::BTreeMap;

use super::facts::{Change, Facts};
use crate::form::condition::{Condition, Number, Truth};
use crate::programme::definition::Provision;
use serde_json::{Value, json};

/// The condition that an answer is a value.
pub(crate) fn is(answer: &str, value: &str) -> Value {
    json!({ "equals": { "answer": answer, "value": value } })
}

/// A provision with these requirements, their words filled in.
pub(crate) fn provision(mut requirements: Value) -> Provision {
    for requirement in requirements.as_array_mut().unwrap() {
        for (key, value) in [
            ("rule", json!("r")),
            ("next", json!("n")),
            ("help", json!("h")),
            ("cites", json!([])),
        ] {
            requirement[key] = value;
        }
    }
    serde_json::from_value(json!({
        "id": "refocus", "name": "Refocus", "tier": 3, "summary": "s", "length": "l", "attendance": "a",
        "roll": "r", "decided_by": "d", "windowed": true, "panel": true, "next_steps": [],
        "requirements": requirements
    }))
    .unwrap()
}

/// Answers, the values each question can have, and when each is relevant.
#[derive(Clone, Default)]
pub(crate) struct Twin {
    pub(crate) answers: BTreeMap<String, String>,
    pub(crate) values: BTreeMap<String, Vec<String>>,
    pub(crate) relevant: BTreeMap<String, Condition>,
}

impl Twin {
    /// Where every question named takes yes and no.
    pub(crate) fn yes_no(questions: &[&str]) -> Self {
        let mut twin = Self::default();
        for question in questions {
            twin = twin.choices(question, &["yes", "no"]);
        }
        twin
    }

    /// With a question that takes these values.
    pub(crate) fn choices(mut self, question: &str, values: &[&str]) -> Self {
        self.values.insert(
            question.to_owned(),
            values.iter().map(|value| (*value).to_owned()).collect(),
        );
        self
    }

    /// With answers written `question=value`, separated by spaces.
    pub(crate) fn answer(mut self, answers: &str) -> Self {
        for (question, value) in answers
            .split_whitespace()
            .filter_map(|answer| answer.split_once('='))
        {
            self.answers.insert(question.to_owned(), value.to_owned());
        }
        self
    }

    fn value(&self, question: &str) -> Option<&String> {
        let relevant = self
            .relevant
            .get(question)
            .is_none_or(|condition| self.eval(condition).is_true());
        self.answers.get(question).filter(|_| relevant)
    }

    fn number(&self, of: &Number) -> Option<f64> {
        let read = |question: &String| self.value(question)?.parse::<f64>().ok();
        match of {
            Number::Answer(question) => read(question),
            Number::Sum(questions) => {
                let known: Vec<f64> = questions.iter().filter_map(read).collect();
                (!known.is_empty()).then(|| known.iter().sum())
            }
            Number::Count { .. } => None,
        }
    }
}

impl Facts for Twin {
    fn eval(&self, condition: &Condition) -> Truth {
        let compare = |answer: &str, is: &dyn Fn(&String) -> bool| Truth::known(self.value(answer).map(is));
        match condition {
            Condition::All(parts) => parts
                .iter()
                .fold(Truth::True, |truth, part| truth.and(self.eval(part))),
            Condition::Any(parts) => parts
                .iter()
                .fold(Truth::False, |truth, part| truth.or(self.eval(part))),
            Condition::Not(part) => !self.eval(part),
            Condition::Equals { answer, value } | Condition::Includes { answer, value } => {
                compare(answer, &|given| given == value)
            }
            Condition::OneOf { answer, values } => compare(answer, &|given| values.contains(given)),
            Condition::Answered(answer) => Truth::known(Some(self.value(answer).is_some())),
            Condition::Overridden(_) => Truth::False,
            Condition::Number { of, is, than } => {
                Truth::known(self.number(of).map(|number| is.holds(&number, than)))
            }
            Condition::Date { .. } => Truth::Unknown,
        }
    }

    fn with(&self, changes: &[Change]) -> Box<dyn Facts + '_> {
        let mut twin = self.clone();
        twin.answers.extend(
            changes
                .iter()
                .map(|change| (change.answer.clone(), change.to.clone())),
        );
        Box::new(twin)
    }

    fn candidates(&self, question: &str) -> Vec<String> {
        self.values.get(question).cloned().unwrap_or_default()
    }

    fn current(&self, question: &str) -> Option<String> {
        self.answers.get(question).cloned()
    }

    fn depends_on(&self, question: &str) -> Vec<String> {
        let mut questions = Vec::new();
        if let Some(condition) = self.relevant.get(question) {
            super::reads::questions(condition, &mut questions);
        }
        questions
    }
}
