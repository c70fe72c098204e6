//! Conditions in three values, relevance, constraints, derived year groups.

use cap_application::form::answer::{Answers, Place, Raw};
use cap_application::form::condition::{Condition, Truth};
use cap_application::form::fault::Fault;
use cap_application::form::instance::Instance;
use cap_application::form::load::load;
use serde_json::{Value, json};
use std::sync::Arc;

use crate::stage::{answered, question, raw, small, stated};

fn form() -> Value {
    let boxes = json!({ "checkboxes": { "choices": [
        { "value": "x", "label": "X" }, { "value": "y", "label": "Y" }, { "value": "none", "label": "None", "exclusive": true }
    ] } });
    small(json!([
        question("yes", json!("yes_no"), json!({})),
        question("boxes", boxes, json!({})),
        question("days", json!({ "number": { "min": 0, "max": 5 } }), json!({})),
        question(
            "more_days",
            json!({ "number": { "min": 0, "max": 5 } }),
            json!({
                "constraints": [{ "id": "five", "message": "No more than 5 days in all",
                    "must": { "number": { "of": { "sum": ["days", "more_days"] }, "is": "at_most", "than": 5 } } }]
            })
        ),
        question("born", json!({ "date": { "side": "past" } }), json!({})),
        question("met", json!({ "date": {} }), json!({})),
        question("year", json!({ "year_group": { "born": "born" } }), json!({})),
        question(
            "why",
            json!({ "text": { "max_chars": 20 } }),
            json!({ "relevant": { "overridden": "year" } })
        ),
        question(
            "only_a",
            json!("yes_no"),
            json!({ "relevant": { "equals": { "answer": "provision", "value": "a" } } })
        ),
    ]))
}

fn check(condition: Value, answers: &str, expect: Truth) {
    let condition: Condition = serde_json::from_value(condition).expect("a condition");
    assert_eq!(
        answered(&form(), answers).truth(&condition),
        expect,
        "{condition:?} with {answers}"
    );
}

#[test]
fn a_comparison_with_nothing_is_not_known() {
    let yes = json!({ "equals": { "answer": "yes", "value": "yes" } });
    check(yes.clone(), "", Truth::Unknown);
    check(yes.clone(), "yes=yes", Truth::True);
    check(yes.clone(), "yes=no", Truth::False);
    check(json!({ "not": yes }), "", Truth::Unknown);
    check(json!({ "answered": "yes" }), "", Truth::False);
    check(
        json!({ "includes": { "answer": "boxes", "value": "x" } }),
        "",
        Truth::Unknown,
    );
    check(
        json!({ "includes": { "answer": "boxes", "value": "x" } }),
        "boxes=[y]",
        Truth::False,
    );
    check(
        json!({ "number": { "of": { "answer": "days" }, "is": "less", "than": 3 } }),
        "days=many",
        Truth::Unknown,
    );
}

#[test]
fn all_and_any_are_known_as_soon_as_one_part_decides() {
    let yes = json!({ "equals": { "answer": "yes", "value": "yes" } });
    let x = json!({ "includes": { "answer": "boxes", "value": "x" } });
    check(json!({ "all": [yes, x] }), "yes=no", Truth::False);
    check(json!({ "all": [yes, x] }), "yes=yes", Truth::Unknown);
    check(json!({ "any": [yes, x] }), "yes=yes", Truth::True);
    check(json!({ "any": [yes, x] }), "yes=no", Truth::Unknown);
    check(json!({ "all": [] }), "", Truth::True);
    check(json!({ "any": [] }), "", Truth::False);
}

#[test]
fn numbers_and_dates_are_compared() {
    let days =
        |is: &str| json!({ "number": { "of": { "sum": ["days", "more_days"] }, "is": is, "than": 4 } });
    check(days("at_most"), "days=2", Truth::True);
    check(days("at_most"), "days=2 more_days=3", Truth::False);
    check(days("equal"), "days=2 more_days=2", Truth::True);
    check(days("more"), "", Truth::Unknown);
    let before = |than: Value| json!({ "date": { "answer": "met", "is": "less", "than": than } });
    check(before(json!("stated_date")), "met=2026-11-21", Truth::True);
    check(before(json!("stated_date")), "met=2026-11-22", Truth::False);
    check(
        before(json!({ "on": "2026-01-01" })),
        "met=2025-12-31",
        Truth::True,
    );
    check(
        before(json!({ "answer": "born" })),
        "met=2025-12-31",
        Truth::Unknown,
    );
}

#[test]
fn an_answer_that_is_not_relevant_is_blank_and_kept() {
    let yes = json!({ "equals": { "answer": "only_a", "value": "yes" } });
    check(yes.clone(), "provision=a only_a=yes", Truth::True);
    check(yes, "provision=b only_a=yes", Truth::Unknown);
    let instance = answered(&form(), "provision=b only_a=yes");
    assert_eq!(
        instance.raw(&Place::single("only_a")),
        Some(&Raw::Text("yes".to_owned()))
    );
    assert_eq!(instance.left_out(), ["only_a"]);
    assert!(!instance.to_wire().contains_key("only_a"));
}

#[test]
fn a_constraint_is_broken_only_by_what_is_known() {
    let five = Some(Fault::Constraint("five".to_owned()));
    for (answers, expect) in [
        ("days=3 more_days=3", five),
        ("days=2 more_days=3", None),
        ("days=x more_days=3", None),
    ] {
        let instance = answered(&form(), answers);
        assert_eq!(
            instance.violation(&Place::single("more_days")),
            expect,
            "{answers}"
        );
    }
}

#[test]
fn a_year_group_is_derived_and_an_answer_that_differs_asks_why() {
    let why = |answers: &str| answered(&form(), answers).relevant(&Place::single("why"));
    assert!(!why("born=2012-09-01"));
    assert!(
        !why("born=2012-09-01 year=9"),
        "the same as derived is not an override"
    );
    assert!(why("born=2012-09-01 year=10"));
    assert!(!why("year=10"), "nothing is derived that it could differ from");
}

#[test]
fn a_new_date_of_birth_asks_anew_why_the_year_group_differs() {
    let mut instance = answered(&form(), "year=9 born=2012-09-01");
    assert!(!instance.relevant(&Place::single("why")));
    instance.set(&Place::single("born"), raw("2010-09-01"));
    assert!(instance.relevant(&Place::single("why")));
}

#[test]
fn a_year_group_changes_on_the_first_of_september() {
    for (born, year) in [("2011-08-31", 11.0), ("2011-09-01", 10.0), ("2012-02-29", 10.0)] {
        let instance = answered(&form(), &format!("born={born}"));
        let value = instance.value(&Place::single("year"));
        assert_eq!(
            value,
            Some(&cap_application::form::value::Value::Number(year)),
            "born {born}"
        );
    }
}

#[test]
fn a_change_runs_through_everything_that_reads_it() {
    let chain = small(json!([
        question("one", json!("yes_no"), json!({})),
        question(
            "two",
            json!("yes_no"),
            json!({ "relevant": { "equals": { "answer": "one", "value": "yes" } } })
        ),
        question(
            "three",
            json!("yes_no"),
            json!({ "relevant": { "equals": { "answer": "two", "value": "yes" } } })
        ),
    ]));
    let mut instance = answered(&chain, "one=yes two=yes three=yes");
    let asked = |instance: &Instance| instance.relevant(&Place::single("three"));
    assert!(asked(&instance));
    instance.set(&Place::single("one"), raw("no"));
    assert!(!asked(&instance));
    instance.set(&Place::single("one"), raw("yes"));
    assert!(asked(&instance), "the answers in between were kept");
}

#[test]
fn a_revealed_question_is_asked_only_inside_its_choice() {
    let form = small(json!([
        question(
            "boxes",
            json!({ "checkboxes": { "choices": [{ "value": "x", "label": "X" }, { "value": "y", "label": "Y" }] } }),
            json!({ "reveals": { "x": ["detail"] } })
        ),
        question("detail", json!({ "text": { "max_chars": 20 } }), json!({})),
    ]));
    let asked = |answers: &str| answered(&form, answers).relevant(&Place::single("detail"));
    assert!(!asked(""));
    assert!(!asked("boxes=[y]"));
    assert!(asked("boxes=[x,y]"));
}

#[test]
fn items_come_and_go_and_counts_follow() {
    let text = json!({
        "format": 1, "id": "small", "version": "1", "title": "Small", "provision_question": "provision",
        "sections": [{ "id": "all", "title": "All", "pages": [
            { "id": "first", "title": "First", "questions": [question("provision",
                json!({ "radios": { "choices": [{ "value": "a", "label": "A" }] } }), json!({}))] },
            { "id": "people", "title": "People", "repeat": { "id": "people", "item": "person", "at_least": 1, "at_most": 2, "named_by": ["name"] },
              "questions": [question("name", json!("name"), json!({})), question("kin", json!("yes_no"), json!({})),
                question("how", json!({ "text": { "max_chars": 9 } }), json!({ "relevant": { "equals": { "answer": "kin", "value": "yes" } } }))] },
            { "id": "last", "title": "Last", "questions": [question("alone", json!("yes_no"), json!({ "relevant":
                { "number": { "of": { "count": { "repeat": "people", "where": { "equals": { "answer": "kin", "value": "yes" } } } }, "is": "equal", "than": 0 } } }))] },
        ] }]
    });
    let form = load("small.json", &text.to_string()).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    let mut instance = Instance::new(Arc::new(form), stated(), Answers::default());
    let alone = |instance: &Instance| instance.relevant(&Place::single("alone"));
    assert!(alone(&instance), "nobody is there, so nobody is kin");
    assert_eq!(
        instance.group_fault(0).map(|one| one.fault),
        Some(Fault::TooFewItems { at_least: 1 })
    );
    let first = instance.add_item(0).expect("room for one");
    assert!(!alone(&instance), "whether the new person is kin is not known");
    instance.set(&Place::in_item("kin", first), raw("no"));
    assert!(alone(&instance));
    let second = instance.add_item(0).expect("room for two");
    assert_eq!(instance.add_item(0), None, "the group is full");
    instance.set(&Place::in_item("kin", second), raw("yes"));
    assert!(!alone(&instance));
    assert!(instance.relevant(&Place::in_item("how", second)));
    assert!(
        !instance.relevant(&Place::in_item("how", first)),
        "items do not see each other's answers"
    );
    let (at, item) = instance.remove_item(0, second).expect("it is there");
    assert!(alone(&instance));
    assert_ne!(instance.add_item(0), Some(second), "an id is never used again");
    instance.remove_item(0, second + 1);
    instance.restore_item(0, at, item);
    assert!(
        instance.relevant(&Place::in_item("how", second)),
        "what was removed is back with its answers"
    );
}
