//! What holds for every kind and every answer.

use proptest::prelude::*;

use super::testing::{choices, kinds, stated};
use super::{WireAnswer, address, advise, date, display, from_wire, parse, to_wire};
use crate::form::answer::Raw;
use crate::form::definition::{Choice, Kind};

fn any_kind() -> impl Strategy<Value = (Kind, Vec<Choice>)> {
    proptest::sample::select(kinds())
}

/// Text that is often nearly right for some kind, and sometimes anything at all.
fn any_text() -> impl Strategy<Value = String> {
    let labels: Vec<String> = choices()
        .into_iter()
        .flat_map(|choice| [choice.value, choice.label.to_uppercase()])
        .collect();
    prop_oneof![
        ".*",
        "\\PC{0,40}",
        "[ \\t\\r\\n\u{200b}a-z0-9]{0,40}",
        "[ ]{0,2}-?[0-9]{1,3}(,[0-9]{3})?(\\.[0-9]{0,4})?[ ]?(%|days)?",
        "[A-HJ-NP-RT-Za-z][0-9]{11}[0-9A-Z]",
        "[0-9]{6}|[0-9]{10}",
        "[A-Za-z]{1,2} ?[0-9][0-9A-Za-z]? ?[0-9][A-Za-z]{2}",
        "[+0(]{1,2}[0-9() .-]{8,14}( ext [0-9]{1,3})?",
        "[a-z.]{0,5}@[a-z.]{0,5}",
        "(Year|Y|yr)? ?[0-9R]{1,2}",
        "yes|no|[0-9]{4}|[jJ]an|march|[0-3]?[0-9]",
        proptest::sample::select(labels),
    ]
}

fn any_raw() -> impl Strategy<Value = Raw> {
    let fields = [&date::FIELDS[..], &address::FIELDS[..], &["other"]].concat();
    let field = proptest::sample::select(fields).prop_map(str::to_owned);
    prop_oneof![
        4 => any_text().prop_map(Raw::Text),
        1 => proptest::collection::btree_set(any_text(), 0..4).prop_map(|all| Raw::Choices(all.into())),
        1 => proptest::collection::btree_map(field, any_text(), 0..6).prop_map(|all| Raw::Fields(all.into())),
        1 => boxes(&date::FIELDS, ["[0-3]?[0-9]", "1?[0-9]|mar", "(19|20)?[0-9]{2}"]),
        1 => boxes(&address::FIELDS, ["\\PC{0,9}", "\\PC{0,9}", "\\PC{1,9}", "\\PC{0,9}", "cv[0-9] ?[0-9][a-z]{2}"]),
    ]
}

fn boxes<const N: usize>(
    fields: &'static [&str; N],
    patterns: [&'static str; N],
) -> impl Strategy<Value = Raw> {
    let typed: Vec<_> = patterns.into_iter().collect();
    typed.prop_map(|typed| Raw::Fields(fields.iter().map(|&field| field.to_owned()).zip(typed).collect()))
}

fn any_wire() -> impl Strategy<Value = WireAnswer> {
    prop_oneof![
        any_text().prop_map(WireAnswer::Text),
        any::<f64>().prop_map(WireAnswer::Number),
        (-20.0..20.0).prop_map(WireAnswer::Number),
        proptest::collection::vec(any_text(), 0..4).prop_map(WireAnswer::List),
        proptest::collection::btree_map(any_text(), any_text(), 0..4)
            .prop_map(|all| WireAnswer::Fields(all.into())),
    ]
}

/// What must hold of an answer that is read: it comes back from the wire, and can be shown.
fn holds(kind: &Kind, choices: &[Choice], raw: &Raw) -> Result<(), TestCaseError> {
    let Ok(Some(value)) = parse(kind, choices, raw, stated()) else {
        return Ok(());
    };
    let wire = to_wire(&value, choices);
    let json = serde_json::to_string(&wire).unwrap();
    prop_assert_eq!(&serde_json::from_str::<WireAnswer>(&json).unwrap(), &wire);
    let again = from_wire(kind, &wire).unwrap();
    prop_assert_eq!(parse(kind, choices, &again, stated()), Ok(Some(value.clone())));
    prop_assert!(!display(kind, choices, &value).is_empty());
    advise(kind, &value);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_answer_is_read_or_refused_and_what_is_read_is_canonical((kind, choices) in any_kind(), raw in any_raw()) {
        holds(&kind, &choices, &raw)?;
    }

    #[test]
    fn any_thing_sent_is_read_or_refused((kind, choices) in any_kind(), wire in any_wire()) {
        if let Some(raw) = from_wire(&kind, &wire) {
            holds(&kind, &choices, &raw)?;
        }
    }

    #[test]
    fn a_blank_answer_is_no_fault((kind, choices) in any_kind(), raw in any_raw()) {
        if raw.is_blank() {
            prop_assert_eq!(parse(&kind, &choices, &raw, stated()), Ok(None));
        }
    }
}

#[test]
fn every_kind_has_an_answer_that_survives_the_wire() {
    let text = |text: &str| Raw::Text(text.to_owned());
    let good = [
        text("Somewhere"),
        text("3"),
        text("yes"),
        text("N"),
        text("CV1 2GN"),
        text("01632 960001"),
        text("a@b"),
        text("B801200005001"),
        text("K33199992600A"),
        text("9276308686"),
        text("100123"),
        text("Year 9"),
        Raw::Choices(["E", "N"].map(str::to_owned).into()),
        super::testing::boxes(&date::FIELDS, &["9", "3", "2012"]),
        super::testing::boxes(
            &address::FIELDS,
            &["1 Example Road", "", "Coventry", "", "CV1 2GN"],
        ),
    ];
    for (kind, choices) in kinds() {
        let read = |raw: &&Raw| matches!(parse(&kind, &choices, raw, stated()), Ok(Some(_)));
        assert!(good.iter().filter(read).count() > 0, "{kind:?}");
        for raw in good.iter().filter(read) {
            holds(&kind, &choices, raw).unwrap();
        }
    }
}
