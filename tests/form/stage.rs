//! Forms and answers for the tests: the shipped form, small forms, and answers by hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use cap_application::form::answer::{Answers, Place, Raw};
use cap_application::form::instance::Instance;
use cap_application::form::load::load;
use cap_application::form::model::Form;
use chrono::NaiveDate;
use serde_json::{Value, json};

/// The date on which the tests measure.
pub fn stated() -> NaiveDate {
    "2026-11-22".parse().expect("a date")
}

/// The text of a shipped file.
pub fn shipped(name: &str) -> String {
    std::fs::read_to_string(format!("{}/public/{name}", env!("CARGO_MANIFEST_DIR"))).expect(name)
}

/// The form that ships.
pub fn shipped_form() -> Arc<Form> {
    Arc::new(load("application.json", &shipped("form/application.json")).expect("the shipped form loads"))
}

/// A form of one page with the provision question and these questions.
pub fn small(questions: Value) -> Value {
    let mut all = vec![json!({
        "id": "provision", "label": "Which?", "called": "the provision",
        "kind": { "radios": { "choices": [{ "value": "a", "label": "A" }, { "value": "b", "label": "B" }] } }
    })];
    all.extend(questions.as_array().expect("a list").iter().cloned());
    json!({
        "format": 1, "id": "small", "version": "1", "title": "Small", "provision_question": "provision",
        "sections": [{ "id": "all", "title": "All", "pages": [{ "id": "all", "title": "All", "questions": all }] }]
    })
}

/// A question of a kind, with more fields laid over it.
pub fn question(id: &str, kind: Value, more: Value) -> Value {
    let mut question = json!({ "id": id, "label": id, "called": id, "kind": kind });
    for (key, value) in more.as_object().expect("an object") {
        question[key] = value.clone();
    }
    question
}

/// An instance of a small form with text answers, written `id=value`, separated by blanks.
pub fn answered(form: &Value, answers: &str) -> Instance {
    let form = load("small.json", &form.to_string()).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    let mut instance = Instance::new(Arc::new(form), stated(), Answers::default());
    for (id, value) in answers.split_whitespace().filter_map(|pair| pair.split_once('=')) {
        instance.set(&Place::single(id), raw(value));
    }
    instance
}

/// `2012-03-04` is a date, `[x,y]` are ticked boxes, anything else is text.
pub fn raw(text: &str) -> Raw {
    let parts: Vec<&str> = text.split('-').collect();
    if let [year, month, day] = parts[..] {
        let fields = [("day", day), ("month", month), ("year", year)];
        return Raw::Fields(
            fields
                .map(|(name, part)| (name.to_owned(), part.to_owned()))
                .into(),
        );
    }
    match text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(list) => Raw::Choices(list.split(',').map(str::to_owned).collect()),
        None => Raw::Text(text.to_owned()),
    }
}

/// Whether each question of the form is asked, by id; questions in groups are left out.
pub fn relevance(instance: &Instance) -> BTreeMap<String, bool> {
    let questions = instance
        .form()
        .questions
        .iter()
        .filter(|question| question.repeat.is_none());
    questions
        .map(|question| {
            let id = question.definition.id.clone();
            let relevant = instance.relevant(&Place::single(&id));
            (id, relevant)
        })
        .collect()
}
