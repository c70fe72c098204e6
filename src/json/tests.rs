//! What is read, what is said of what cannot be, and that hand-written and derived readers agree.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::form::definition::FormFile;
use crate::programme::definition::EditionFile;

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
                Json::Text("x".to_owned()),
                Json::Null,
            ]),
        ),
        ("a", Json::Flag(true)),
    ];
    let expect = Json::Object(members.map(|(name, json)| (name.to_owned(), json)).to_vec());
    assert_eq!(parse(text), Ok(expect));
    assert_eq!(
        parse("18446744073709551615"),
        Ok(Json::Real(18_446_744_073_709_551_615.0))
    );
}

#[test]
fn what_is_no_json_is_said_with_line_and_column() {
    let slip = parse("{\n  \"a\": 1,\n}").unwrap_err();
    assert_eq!(slip.path, "line 3, column 1");
    assert_eq!(slip.problem, "trailing comma");
    let deep = "[".repeat(1_000_000);
    assert_eq!(parse(&deep).unwrap_err().problem, "recursion limit exceeded");
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

/// Whether our reader and the derived one make the same of a text.
fn agrees<T: PartialEq + std::fmt::Debug + serde::de::DeserializeOwned>(
    text: &str,
    shape: fn(&Node<'_>) -> T,
) -> Result<(), String> {
    let ours = read(&parse(text).unwrap(), shape);
    match (ours, serde_json::from_str::<T>(text)) {
        (Ok(ours), Ok(derived)) if ours == derived => Ok(()),
        (Err(_), Err(_)) => Ok(()),
        (ours, derived) => Err(format!(
            "ours: {:?}, derived: {:?}",
            ours.map(|_| "read"),
            derived.map(|_| "read")
        )),
    }
}

const FORM: &str = include_str!("../../public/form/application.json");
const EDITIONS: [&str; 2] = [
    include_str!("../../public/programme/2024-25.json"),
    include_str!("../../public/programme/2025-26.json"),
];
const CALENDAR: &str = include_str!("../../public/programme/calendar.json");
const SETTINGS: &str = include_str!("../../public/settings.json");

const DRAFT: &str = r#"{
    "format": 1, "id": "00", "version": 3, "changed": -5, "nickname": "Blue folder", "form_version": "2026.1",
    "answers": {
        "single": { "a": "text", "b": ["x", "y", "x"], "c": { "day": "1" } },
        "repeats": { "carers": { "next": 4, "items": [{ "id": 3, "answers": { "d": "e" } }] } }
    },
    "last_page": "p",
    "sending": { "key": "k", "body": "b", "digest": "d", "provision": "insight" },
    "received": {
        "receipt": { "reference": "CAP-1", "digest": "d", "received": "2026-11-22T15:45:00Z", "signature": null },
        "provision": "insight"
    }
}"#;
const PROBLEM: &str = r#"{
    "type": "urn:cap:problem:x", "title": "t", "status": 422, "detail": "d", "instance": "/more",
    "errors": [
        { "question": "q", "item": 1, "code": "c", "message": "m" },
        { "question": "q", "code": "c", "message": "m", "more": {} }
    ]
}"#;

/// Reads a text of one format in both ways.
type Agrees = fn(&str) -> Result<(), String>;

/// The shipped files, and a draft and a problem that use everything their formats have.
fn shipped() -> Vec<(&'static str, Agrees)> {
    let form: Agrees = |text| agrees::<FormFile>(text, crate::form::read::form);
    let edition: Agrees = |text| agrees::<EditionFile>(text, crate::programme::read::edition);
    vec![
        (FORM, form),
        (EDITIONS[0], edition),
        (EDITIONS[1], edition),
        (CALENDAR, |text| agrees(text, crate::calendar::read::calendar)),
        (SETTINGS, |text| agrees(text, crate::settings::settings)),
        (DRAFT, |text| agrees(text, crate::draft::read::draft)),
        (PROBLEM, |text| agrees(text, crate::submission::read::problem)),
    ]
}

#[test]
fn files_are_read_as_the_derived_readers_read_them() {
    for (text, agrees) in shipped() {
        assert_eq!(agrees(text), Ok(()));
    }
    assert!(read(&parse(FORM).unwrap(), crate::form::read::form).is_ok());
    assert!(read(&parse(DRAFT).unwrap(), crate::draft::read::draft).is_ok());
    assert!(read(&parse(PROBLEM).unwrap(), crate::submission::read::problem).is_ok());
}

/// Pointers to every value in a tree.
fn places(at: &str, value: &Value, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(members) => members
            .iter()
            .for_each(|(name, value)| places(&format!("{at}/{name}"), value, found)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(item, value)| places(&format!("{at}/{item}"), value, found)),
        _ => {}
    }
}

/// One change at a place of a tree.
#[derive(Clone, Debug)]
enum Change {
    Remove,
    Rename(String),
    Replace(Value),
    /// By what stands at another place.
    Copy(prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    let name = prop::sample::select(vec![
        "id", "title", "value", "text", "date", "any", "not", "email", "x",
    ]);
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-2i64..300).prop_map(Value::from),
        any::<f32>().prop_map(Value::from),
        name.clone().prop_map(Value::from),
        Just(Value::from("2026-02-30")),
        Just(serde_json::json!([])),
        Just(serde_json::json!({})),
    ];
    prop_oneof![
        Just(Change::Remove),
        name.prop_map(|name| Change::Rename(name.to_owned())),
        scalar.prop_map(Change::Replace),
        any::<prop::sample::Index>().prop_map(Change::Copy),
    ]
}

/// Makes one change. `None`: the place has no parent to take it from, or the change puts a list in place of an
/// object, which derived readers take for the members in order and this format does not know.
fn changed(text: &str, place: &prop::sample::Index, change: Change) -> Option<String> {
    let mut file: Value = serde_json::from_str(text).unwrap();
    let mut all = Vec::new();
    places("", &file, &mut all);
    let place: &String = place.get(&all);
    let new = match change {
        Change::Replace(ref new) => Some(new.clone()),
        Change::Copy(ref from) => file.pointer(from.get::<String>(&all)).cloned(),
        Change::Remove | Change::Rename(_) => None,
    };
    if let Some(new) = new {
        let old = file.pointer_mut(place)?;
        if old.is_object() && new.is_array() {
            return None;
        }
        *old = new;
        return Some(file.to_string());
    }
    let (parent, name) = place.rsplit_once('/')?;
    match (file.pointer_mut(parent)?, change) {
        (Value::Object(members), Change::Rename(to)) => {
            let value = members.remove(name)?;
            members.entry(to).or_insert(value);
        }
        (Value::Object(members), _) => {
            members.remove(name)?;
        }
        (Value::Array(items), _) => {
            items.remove(name.parse().ok()?);
        }
        _ => return None,
    }
    Some(file.to_string())
}

fn any_json() -> impl Strategy<Value = Value> {
    let word = prop::sample::select(vec![
        "format", "id", "sections", "kind", "all", "not", "equals", "number", "answers", "single", "x",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
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
    fn after_any_change_of_a_file_both_readers_still_agree(
        place in any::<prop::sample::Index>(),
        change in change(),
        of in 0..7_usize,
    ) {
        let (text, agrees) = shipped()[of];
        let Some(text) = changed(text, &place, change) else {
            return Ok(());
        };
        prop_assert_eq!(agrees(&text), Ok(()));
    }

    #[test]
    fn no_json_breaks_a_reader(value in any_json()) {
        let json = parse(&value.to_string()).unwrap();
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
