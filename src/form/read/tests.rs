//! Slips in a form are said with their places.

use serde_json::{Value, json};

use crate::json;

/// What is said of a form with one page of one question, after a change.
fn check(change: impl Fn(&mut Value), expect: &[&str]) {
    let mut file = json!({
        "format": 1, "id": "f", "version": "1", "title": "t", "provision_question": "q",
        "sections": [{ "id": "s", "title": "S", "pages": [{
            "id": "p", "title": "P",
            "questions": [{ "id": "q", "label": "l", "called": "c", "kind": "yes_no" }],
        }] }],
    });
    change(&mut file);
    let text = file.to_string();
    let tree = json::parse(&text).unwrap();
    let said: Vec<String> = match json::read(&tree, super::form) {
        Ok(_) => Vec::new(),
        Err(slips) => slips
            .iter()
            .map(|slip| format!("{}: {}. {}", slip.path, slip.problem, slip.remedy))
            .collect(),
    };
    assert_eq!(said, expect);
}

/// Sets members of the question.
fn question(members: Value) -> impl Fn(&mut Value) {
    move |file| {
        let place = &mut file["sections"][0]["pages"][0]["questions"][0];
        for (name, value) in members.as_object().unwrap() {
            place[name] = value.clone();
        }
    }
}

const AT: &str = "sections[0].pages[0].questions[0]";

/// What is said of the question, whose path is left out in `expect`.
fn check_question(members: Value, expect: &[&str]) {
    let expect: Vec<String> = expect.iter().map(|said| format!("{AT}.{said}")).collect();
    check(
        question(members),
        &expect.iter().map(String::as_str).collect::<Vec<_>>(),
    );
}

#[test]
fn all_slips_of_a_file_are_said_at_once() {
    check(|_| {}, &[]);
    check(
        |file| {
            file["titel"] = json!("t");
            file["choice_sets"] = json!({ "set": [{ "value": 1 }] });
            let page = &mut file["sections"][0]["pages"][0];
            page["intro"] = json!("a text");
            page["repeat"] = json!({ "id": "r", "item": "i", "at_most": -1, "named_by": ["q"] });
            page["questions"][0].as_object_mut().unwrap().remove("kind");
            file["sections"].as_array_mut().unwrap().push(json!("section"));
        },
        &[
            "titel: there is no \"titel\" here. Take it away, or use one of: \
             format, id, version, title, provision_question, choice_sets, sections",
            "choice_sets.set[0].value: it is a number, not a text in quotes. Write a text in quotes",
            "choice_sets.set[0].label: it is missing. Add a text in quotes",
            "sections[0].pages[0].intro: it is a text, not a list in [ ]. Write a list in [ ]",
            "sections[0].pages[0].repeat.at_most: -1 is too small or too large. \
             Write a whole number from 0 to 4294967295",
            "sections[0].pages[0].questions[0].kind: it is missing. Use one of: text, long_text, number, \
             percentage, date, yes_no, radios, checkboxes, suggest, name, address, postcode, telephone, email, upn, \
             uln, urn, year_group, declaration",
            "sections[1]: it is a text, not an object in { }. Write an object in { }",
        ],
    );
}

#[test]
fn kinds_are_said_by_their_names() {
    check_question(json!({ "kind": { "text": { "max_chars": 5 } } }), &[]);
    check_question(json!({ "kind": { "date": {} } }), &[]);
    check_question(
        json!({ "kind": "text" }),
        &["kind.text: it is missing. Add an object in { }"],
    );
    check_question(
        json!({ "kind": { "email": {} } }),
        &["kind.email: nothing can be said of it. Write the name alone, in quotes and without { }"],
    );
    check_question(
        json!({ "kind": { "date": { "side": "passed" } } }),
        &["kind.date.side: there is no \"passed\" here. Use one of: any, past, future"],
    );
    check_question(
        json!({ "kind": { "radios": { "choices": 5 } } }),
        &[
            "kind.radios.choices: it is a number, not a list of choices, or the name of one of \"choice_sets\". \
           Write a list of choices, or the name of one of \"choice_sets\"",
        ],
    );
}

#[test]
fn conditions_are_read_to_their_depth() {
    let all = "all, any, not, equals, one_of, includes, answered, overridden, number, date";
    let date = json!({ "date": { "answer": "d", "is": "after", "than": { "on": "2026-02-30" } } });
    let count =
        json!({ "number": { "of": { "count": { "repeat": "r", "where": { "not": [] } } }, "is": "more" } });
    check_question(
        json!({ "relevant": { "any": [date, count, { "all": [], "not": {} }] }, "required": "yes" }),
        &[
            "relevant.any[0].date.is: there is no \"after\" here. Use one of: less, at_most, equal, at_least, more",
            "relevant.any[0].date.than.on: \"2026-02-30\" is not a date. \
             Write year, month and day like \"2026-09-01\"",
            &format!("relevant.any[1].number.of.count.where.not: it is a list. Use one of: {all}"),
            "relevant.any[1].number.than: it is missing. Add a number",
            &format!("relevant.any[2]: it has 2 members, not one. Use one of: {all}"),
            "required: it is a text, not true, false or a condition. Write true, false or a condition",
        ],
    );
}
