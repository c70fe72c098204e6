//! The parser takes what `serde_json` takes, and makes the same of it.

use std::borrow::Cow;
use std::fmt;

use proptest::prelude::*;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::*;

/// What `serde_json` reads, with members of one name kept.
struct Derived(Json<'static>);

impl<'de> Deserialize<'de> for Derived {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Tree).map(Derived)
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Json<'static>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json<'static>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Json<'static>, E> {
        Ok(Json::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json<'static>, E> {
        Ok(Json::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json<'static>, E> {
        Ok(i64::try_from(number).map_or(Json::Real(number as f64), Json::Whole))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json<'static>, E> {
        Ok(Json::Real(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'static>, E> {
        Ok(Json::Text(text.to_owned().into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json<'static>, A::Error> {
        let mut list = Vec::new();
        while let Some(Derived(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json<'static>, A::Error> {
        let mut object = Vec::new();
        while let Some((name, Derived(value))) = members.next_entry()? {
            object.push((Cow::<str>::Owned(name), value));
        }
        Ok(Json::Object(object))
    }
}

/// Compares both readings of a text. A number of more digits than a double holds may be refused.
fn agrees(text: &str) -> Result<(), String> {
    match (parse(text), serde_json::from_str::<Derived>(text)) {
        (Ok(ours), Ok(Derived(theirs))) if ours == theirs => Ok(()),
        (Err(_), Err(_)) => Ok(()),
        (Err(slip), Ok(_)) if slip.problem.contains("too many digits") => Ok(()),
        (ours, theirs) => Err(format!("{text}: {ours:?}, {:?}", theirs.map(|derived| derived.0))),
    }
}

#[test]
fn corner_cases_are_read_as_serde_json_reads_them() {
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let numbers = "0 -0 -0.0 00 01 -1 - + +1 1. .5 1.5 1.0 0.1 92.5 1e2 1E+2 1e-2 1e 1e+ 1.e1 0e5 -0e-5 1e22 \
        9223372036854775807 -9223372036854775808 123456789012.345 1e22 0x1 1_0 NaN Infinity";
    let strings = r#""" "\"" "\\\/\b\f\n\r\t" "\u00e9" "\uD83D\uDE00" "\ud83d" "\ud83dx" "\ud83d\u0041" "\ude00"
        "\u12" "\x" "\u00E" "é😀" "\"#;
    let others = "[] {} [ [,] [1,] [,1] [1,2] [1,,2] [1;2] {\"a\":1} {\"a\":1,} {a:1} {\"a\"} {\"a\":} {\"a\"1} \
        {\"a\":1,\"a\":2} {\"a\":1]} [1} ] } : , true tru truex True null nul false [true] [truefalse] //x 1x []]";
    let cases = numbers
        .split_whitespace()
        .chain(strings.split_whitespace())
        .chain(others.split_whitespace());
    for text in cases {
        assert_eq!(agrees(text), Ok(()));
    }
    for text in [
        "",
        " ",
        "\"a\tb\"",
        "\"a\nb\"",
        "\"a\u{7f}\"",
        "\u{feff}1",
        " \t\r\n1 ",
        "\u{a0}1",
        "1 2",
    ] {
        assert_eq!(agrees(text), Ok(()));
    }
    for levels in [1, 126, 127, 128, 129] {
        assert_eq!(agrees(&deep(levels)), Ok(()));
    }
}

#[test]
fn numbers_are_exact_or_refused() {
    let check = |text: &str, expect: Option<Json>| assert_eq!(parse(text).ok(), expect, "{text}");
    check("9223372036854775807", Some(Json::Whole(i64::MAX)));
    check("-9223372036854775808", Some(Json::Whole(i64::MIN)));
    check("9223372036854775808", None);
    check("0.1", Some(Json::Real(0.1)));
    check("-2.50", Some(Json::Real(-2.5)));
    check("25e-1", Some(Json::Real(2.5)));
    check("9007199254740993.0", None);
    check("1e23", None);
    check("1e99999999999999999999", None);
}

/// The tree of a text of which some lists are read item by item.
fn in_parts(text: &str, name: &'static str, within: u32) -> Option<Json<'static>> {
    fn owned(json: Json<'_>, name: &str, within: i64) -> Option<Json<'static>> {
        let apart = |json: Json<'_>| match json {
            Json::Text(text) => owned(parse(&text).ok()?, "", 0),
            _ => None,
        };
        Some(match json {
            Json::Null => Json::Null,
            Json::Flag(flag) => Json::Flag(flag),
            Json::Whole(number) => Json::Whole(number),
            Json::Real(number) => Json::Real(number),
            Json::Text(text) => Json::Text(text.into_owned().into()),
            Json::List(items) => Json::List(
                items
                    .into_iter()
                    .map(|item| owned(item, name, within - 1))
                    .collect::<Option<_>>()?,
            ),
            Json::Object(members) => {
                let member = |(known, json): (Cow<'_, str>, Json<'_>)| {
                    let json = match json {
                        Json::List(items) if within == 0 && known == name => {
                            Json::List(items.into_iter().map(apart).collect::<Option<_>>()?)
                        }
                        json => owned(json, name, within - 1)?,
                    };
                    Some((Cow::Owned(known.into_owned()), json))
                };
                Json::Object(members.into_iter().map(member).collect::<Option<_>>()?)
            }
        })
    }
    owned(parse_around(text, name, within)?, name, within.into())
}

#[test]
fn a_list_that_is_left_apart_stands_there_as_it_is_written() {
    let text = r#"{"b": [1], "a": [{"b": [ {"c": "]\\"}, [2 ,3] ,"é\n" ], "d": {"b": [4]}}]}"#;
    let Some(Json::Object(members)) = parse_around(text, "b", 2) else {
        panic!("an object")
    };
    let expect = [
        ("b", Json::List(vec![Json::Whole(1)])),
        (
            "a",
            Json::List(vec![Json::Object(vec![
                (
                    "b".into(),
                    Json::List(
                        [r#"{"c": "]\\"}"#, "[2 ,3] ", r#""é\n" "#]
                            .map(|item| Json::Text(item.into()))
                            .to_vec(),
                    ),
                ),
                (
                    "d".into(),
                    Json::Object(vec![("b".into(), Json::List(vec![Json::Whole(4)]))]),
                ),
            ])]),
        ),
    ];
    assert_eq!(members, expect.map(|(name, json)| (name.into(), json)).to_vec());
    for text in [
        r#"{"b": {}}"#,
        r#"{"b": 1}"#,
        r#"{"b": [1}"#,
        r#"{"b": ["]}"#,
        r#"{"b": [1 "#,
    ] {
        assert_eq!(parse_around(text, "b", 0), None, "{text}");
    }
}

/// Pieces that make JSON, or something like it.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\"a\"", "\"a\":", "1", "0", "-", ".", "e", "+", "true",
        "null", " ", "\n", "\\u", "d83d", "\\ude00", "é",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn pieces_of_json_are_read_as_serde_json_reads_them(text in pieces()) {
        prop_assert_eq!(agrees(&text), Ok(()));
        prop_assert_eq!(agrees(&format!("[{text}]")), Ok(()));
    }

    #[test]
    fn what_is_read_in_parts_is_what_is_read_at_once(text in pieces()) {
        let text = format!(r#"{{"a": [{{"b": [{text}], "c": 1}}]}}"#);
        prop_assert_eq!(in_parts(&text, "b", 2), parse(&text).ok());
    }

    #[test]
    fn decimals_are_read_exactly(whole in -999_999_999_i64..999_999_999, fraction in 0..9_999_u32, exponent in -9..9) {
        for text in [format!("{whole}.{fraction}"), format!("{whole}.{fraction}e{exponent}")] {
            prop_assert_eq!(parse(&text).unwrap(), Json::Real(text.parse().unwrap()));
        }
    }

    #[test]
    fn strings_are_read_as_they_were_written(text in any::<String>()) {
        let written = serde_json::to_string(&text).unwrap();
        prop_assert_eq!(parse(&written), Ok(Json::Text(text.into())));
    }
}
