//! Readers written by hand and derived ones agree on every file, whole or spoilt.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::form::definition::FormFile;
use crate::programme::definition::EditionFile;

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
    "removed": [{ "when": 7, "repeat": "carers", "at": 0, "name": "n", "item": { "id": 1, "answers": {} } }],
    "discarded": 9,
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
        any::<i16>().prop_map(|eighths| Value::from(f64::from(eighths) / 8.0)),
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
}
