//! What is read, and what is said of what cannot be.

use proptest::prelude::*;
use serde_json::Value;

use super::*;

/// What is said of a text.
fn check<T: std::fmt::Debug>(text: &str, shape: fn(&Node<'_>) -> T, expect: &[&str]) {
    let said: Vec<String> = match read(&parse(text).unwrap(), shape) {
        Ok(_) => Vec::new(),
        Err(slips) => slips
            .iter()
            .map(|slip| format!("{}: {}. {}", slip.path, slip.problem, slip.remedy))
            .collect(),
    };
    assert_eq!(said, expect, "{text}");
}

#[test]
fn what_stands_in_a_text_is_read() {
    let text = r#"{"a": [1, -2.5, "x", null], "a": true}"#;
    let members = [
        (
            "a",
            Json::List(vec![
                Json::Whole(1),
                Json::Real(-2.5),
                Json::Text("x".into()),
                Json::Null,
            ]),
        ),
        ("a", Json::Flag(true)),
    ];
    let expect = Json::Object(members.map(|(name, json)| (name.into(), json)).to_vec());
    assert_eq!(parse(text), Ok(expect));
}

#[test]
fn what_is_no_json_is_said_with_line_and_column() {
    let slip = parse("{\n  \"a\": 1,\n}").unwrap_err();
    assert_eq!(slip.path, "line 3, column 1");
    assert_eq!(slip.problem, "there is a comma after the last one");
    let deep = "[".repeat(1_000_000);
    assert_eq!(
        parse(&deep).unwrap_err().problem,
        "too many brackets within each other"
    );
}

#[test]
fn every_slip_is_said_once_with_its_place() {
    let shape: fn(&Node<'_>) -> (u8, Vec<String>, bool) = |at| {
        at.object(&["number", "words", "flag"]);
        (
            at.get("number").u8(),
            at.get("words").texts(),
            at.get("flag").opt_flag(),
        )
    };
    check(r#"{"number": 1, "words": ["a"]}"#, shape, &[]);
    check(
        r#"{"number": 256, "words": ["a", 5, null], "flag": "yes", "flog": true, "flog": 1}"#,
        shape,
        &[
            "flog: there is no \"flog\" here. Take it away, or use one of: number, words, flag",
            "flog: there is no \"flog\" here. Take it away, or use one of: number, words, flag",
            "number: 256 is too small or too large. Write a whole number from 0 to 255",
            "words[1]: it is a number, not a text in quotes. Write a text in quotes",
            "words[2]: it is null, not a text in quotes. Write a text in quotes",
            "flag: it is a text, not true or false. Write true or false",
        ],
    );
    check(
        r#"{"number": 1.5, "words": {}, "flag": null, "number": 1}"#,
        shape,
        &[
            "number: it stands here a second time. Keep one of the two",
            "number: it is a number, not a whole number. Write a whole number",
            "words: it is an object, not a list in [ ]. Write a list in [ ]",
            "flag: it is null, not true or false. Write true or false",
        ],
    );
    check(
        "[]",
        shape,
        &["the whole file: it is a list, not an object in { }. Write an object in { }"],
    );
}

#[test]
fn names_of_a_map_stand_once() {
    check(
        r#"{"b": 1, "a": 2, "b": 3}"#,
        |at| at.map(|at| at.number()),
        &["b: it stands here a second time. Keep one of the two"],
    );
}

fn any_json() -> impl Strategy<Value = Value> {
    let word = prop::sample::select(vec![
        "format", "id", "sections", "kind", "all", "not", "equals", "number", "answers", "single", "x",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<i32>().prop_map(|eighths| Value::from(f64::from(eighths) / 8.0)),
        word.clone().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(word.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_json_breaks_a_reader(value in any_json()) {
        let text = value.to_string();
        let json = parse(&text).unwrap();
        let _ = read(&json, crate::form::read::form);
        let _ = read(&json, crate::form::read::condition::condition);
        let _ = read(&json, crate::form::read::answers::answers);
        let _ = read(&json, crate::programme::read::edition);
        let _ = read(&json, crate::submission::read::problem);
    }

    #[test]
    fn no_text_breaks_the_parser(text in "\\PC*") {
        let _ = parse(&text);
    }
}
