//! Loading reports every mistake, each with where it is and how to mend it.

use cap_application::form::load::load;
use serde_json::{Value, json};

use crate::stage::{question, small};

fn found(form: &Value) -> Vec<String> {
    let mistakes = load("form.json", &form.to_string()).err().unwrap_or_default();
    mistakes.iter().map(ToString::to_string).collect()
}

/// The form has exactly one mistake, and it says this.
fn check(form: &Value, says: &str) {
    let found = found(form);
    assert!(
        found.len() == 1 && found[0].contains(says),
        "{says:?} is not all of {found:#?}"
    );
}

fn asks(id: &str, relevant: Value) -> Value {
    question(id, json!("yes_no"), json!({ "relevant": relevant }))
}

#[test]
fn a_form_without_mistakes_loads() {
    assert_eq!(
        found(&small(json!([question("one", json!("email"), json!({}))]))),
        Vec::<String>::new()
    );
}

#[test]
fn each_mistake_has_its_own_words() {
    let text = json!({ "text": { "max_chars": 5 } });
    let choices = |values: &[&str]| {
        let list: Vec<Value> = values
            .iter()
            .map(|value| json!({ "value": value, "label": value }))
            .collect();
        json!({ "radios": { "choices": list } })
    };
    let equals = |answer: &str, value: &str| json!({ "equals": { "answer": answer, "value": value } });
    let number = |of: Value| json!({ "number": { "of": of, "is": "less", "than": 1 } });
    for (questions, says) in [
        (
            json!([asks("one", equals("nobody", "x"))]),
            "there is no question \"nobody\"",
        ),
        (
            json!([asks("one", equals("provision", "z"))]),
            "\"provision\" has no choice \"z\"",
        ),
        (
            json!([asks(
                "one",
                json!({ "includes": { "answer": "provision", "value": "a" } })
            )]),
            "\"provision\" is not checkboxes",
        ),
        (
            json!([asks("one", number(json!({ "answer": "provision" })))]),
            "\"provision\" is not a number",
        ),
        (
            json!([asks("one", number(json!({ "count": { "repeat": "people" } })))]),
            "there is no repeat \"people\"",
        ),
        (
            json!([asks("one", json!({ "overridden": "provision" }))]),
            "\"provision\" is not a year group",
        ),
        (
            json!([asks(
                "one",
                json!({ "date": { "answer": "provision", "is": "less", "than": "stated_date" } })
            )]),
            "\"provision\" is not a date",
        ),
        (
            json!([question("Two words", text.clone(), json!({}))]),
            "has letters that an id may not have",
        ),
        (
            json!([question("one", choices(&["x", "x"]), json!({}))]),
            "the choice \"x\" is there twice",
        ),
        (
            json!([question("one", choices(&[]), json!({}))]),
            "there are no choices",
        ),
        (
            json!([question(
                "one",
                json!({ "radios": { "choices": "no_such_set" } }),
                json!({})
            )]),
            "there is no choice set \"no_such_set\"",
        ),
        (
            json!([question(
                "one",
                json!({ "year_group": { "born": "provision" } }),
                json!({})
            )]),
            "\"provision\" is not a date question",
        ),
        (
            json!([question(
                "one",
                json!("yes_no"),
                json!({ "reveals": { "yes": ["two"] } })
            )]),
            "it reveals \"two\"",
        ),
        (
            json!([question(
                "one",
                json!({ "number": { "min": 2, "max": 1 } }),
                json!({})
            )]),
            "min is more than max",
        ),
        (
            json!([asks(
                "one",
                json!({ "all": [equals("provision", "a"), equals("provision", "b")] })
            )]),
            "no provision can reach",
        ),
    ] {
        check(&small(questions), says);
    }
}

#[test]
fn a_question_reached_only_through_an_unreachable_one_is_unreachable_too() {
    let never = json!({ "all": [{ "equals": { "answer": "provision", "value": "a" } }, { "equals": { "answer": "provision", "value": "b" } }] });
    let found = found(&small(json!([
        asks("one", never),
        asks(
            "two",
            json!({ "not": { "equals": { "answer": "one", "value": "yes" } } })
        ),
    ])));
    assert_eq!(found.len(), 2, "{found:#?}");
}

#[test]
fn a_circle_names_everyone_in_it() {
    let yes = |of: &str| json!({ "equals": { "answer": of, "value": "yes" } });
    let found = found(&small(json!([asks("one", yes("two")), asks("two", yes("one"))])));
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found.iter().all(|one| one.contains("in a circle")), "{found:#?}");
}

#[test]
fn mistakes_of_all_sorts_are_told_together() {
    let found = found(&small(json!([
        asks("one", json!({ "equals": { "answer": "nobody", "value": "x" } })),
        question("one", json!("email"), json!({})),
        question(
            "two",
            json!("yes_no"),
            json!({ "reveals": { "maybe": ["three"] } })
        ),
    ])));
    for says in [
        "nobody",
        "used twice",
        "it reveals \"three\"",
        "it has no choice \"maybe\"",
    ] {
        assert!(
            found.iter().any(|one| one.contains(says)),
            "{says:?} is not among {found:#?}"
        );
    }
}

#[test]
fn a_newer_format_is_refused_by_its_number() {
    let mut form = small(json!([]));
    form["format"] = json!(2);
    check(&form, "format");
}
