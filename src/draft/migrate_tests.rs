//! What becomes of an answer when its question changes, as a table.

use super::migrate::{Change, change, migrate};
use super::stored::{self, Draft, Earlier};
use crate::form::answer::{Group, Item, Raw};
use crate::form::load;
use crate::form::model::Form;

const TEXT: &str = r#"{"text":{"max_chars":40}}"#;
const LONG: &str = r#"{"long_text":{"max_chars":400}}"#;
const RADIOS: &str = r#"{"radios":{"choices":[{"value":"a","label":"Apple"},{"value":"b","label":"Bread"},{"value":"c","label":"Cake"}]}}"#;
const FEWER: &str = r#"{"radios":{"choices":[{"value":"a","label":"Apple"},{"value":"x","label":"Bread"}]}}"#;
const BOXES: &str =
    r#"{"checkboxes":{"choices":[{"value":"a","label":"Apple"},{"value":"x","label":"Bread"}]}}"#;
const ALL_BOXES: &str = r#"{"checkboxes":{"choices":[{"value":"a","label":"Apple"},{"value":"b","label":"Bread"},{"value":"c","label":"Cake"}]}}"#;
const AGREED: &str = r#"{"declaration":{"statement":"All of it is true"}}"#;
const AGREED_MORE: &str = r#"{"declaration":{"statement":"All of it is true, and I may share it"}}"#;

fn question(id: &str, label: &str, kind: &str) -> String {
    format!(r#"{{"id":"{id}","label":"{label}","called":"it","kind":{kind}}}"#)
}

/// A form with one page of questions and one of a group.
fn form(version: &str, single: &[String], group: &[String]) -> Form {
    let page = |id: &str, more: &str, questions: &[String]| {
        let questions = questions.join(",");
        format!(r#"{{"id":"{id}","title":"T"{more},"questions":[{questions}]}}"#)
    };
    let repeat = r#","repeat":{"id":"carers","item":"carer","at_most":9,"named_by":["name"]}"#;
    let mut pages = vec![page("one", "", single)];
    if !group.is_empty() {
        pages.push(page("two", repeat, group));
    }
    let text = format!(
        r#"{{"format":1,"id":"f","version":"{version}","title":"F","provision_question":"p","sections":[{{"id":"s","title":"S","pages":[{}]}}]}}"#,
        pages.join(",")
    );
    load::open(&text).unwrap()
}

fn asked(version: &str, label: &str, kind: &str) -> Form {
    let provision = question(
        "p",
        "Provision",
        r#"{"radios":{"choices":[{"value":"i","label":"I"}]}}"#,
    );
    form(version, &[provision, question("q", label, kind)], &[])
}

fn text(text: &str) -> Raw {
    Raw::Text(text.to_owned())
}

fn ticked(values: &[&str]) -> Raw {
    Raw::Choices(
        values
            .iter()
            .map(|value| (*value).to_owned())
            .collect::<Vec<_>>()
            .into_iter()
            .collect(),
    )
}

fn boxes(fields: &[(&str, &str)]) -> Raw {
    let fields = fields
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    Raw::Fields(fields.collect())
}

fn draft(raw: Raw) -> Draft {
    let mut draft = stored::new("0".repeat(32), "1", 7);
    draft.answers.single.insert("q".to_owned(), raw);
    draft
}

fn check(old: &str, raw: Raw, new: &str, carried: Option<Raw>, earlier: Option<&str>) {
    let (before, now) = (asked("1", "How?", old), asked("2", "How?", new));
    let migrated = migrate(Some(&before), &now, &draft(raw.clone()));
    let case = format!("{raw:?} of {old} in {new}");
    assert_eq!(migrated.answers.single.get("q"), carried.as_ref(), "{case}");
    let said: Vec<&str> = migrated
        .earlier
        .iter()
        .map(|given| given.answer.as_str())
        .collect();
    assert_eq!(said, Vec::from_iter(earlier), "{case}");
    assert_eq!(migrated.form_version, "2");
}

#[test]
fn an_answer_carries_over_where_the_question_still_takes_it_and_is_shown_where_not() {
    let day = boxes(&[("day", "9"), ("month", "3"), ("year", "2012")]);
    let home = boxes(&[("town", "Coventry"), ("line1", "1 Example Road"), ("line2", " ")]);
    let same = |raw: Raw| (raw.clone(), Some(raw));
    // The same question: as it stood, even what was wrong with it.
    let (raw, carried) = same(text("  half typ"));
    check(TEXT, raw, TEXT, carried, None);
    let (raw, carried) = same(text("no such choice"));
    check(RADIOS, raw, RADIOS, carried, None);
    let (raw, carried) = same(text("typed"));
    check(TEXT, raw, LONG, carried, None);
    // A choice that is there under the same name, under another, and not any more.
    check(RADIOS, text("a"), FEWER, Some(text("a")), None);
    check(RADIOS, text("b"), FEWER, Some(text("x")), None);
    check(RADIOS, text("c"), FEWER, None, Some("Cake"));
    check(RADIOS, text("b"), ALL_BOXES, Some(ticked(&["b"])), None);
    check(ALL_BOXES, ticked(&["b"]), RADIOS, Some(text("b")), None);
    check(ALL_BOXES, ticked(&["a", "b"]), RADIOS, None, Some("Apple, Bread"));
    check(
        ALL_BOXES,
        ticked(&["a", "c"]),
        BOXES,
        Some(ticked(&["a"])),
        Some("Apple, Cake"),
    );
    check(ALL_BOXES, ticked(&["c"]), BOXES, None, Some("Cake"));
    // Words where words are asked; what was typed where it is a choice.
    check(RADIOS, text("c"), LONG, Some(text("Cake")), None);
    check(
        ALL_BOXES,
        ticked(&["a", "c"]),
        LONG,
        Some(text("Apple, Cake")),
        None,
    );
    check("\"yes_no\"", text("no"), TEXT, Some(text("No")), None);
    check("\"yes_no\"", text("yes"), "\"percentage\"", None, Some("Yes"));
    check(TEXT, text("Bread"), RADIOS, Some(text("b")), None);
    check(TEXT, text("Soup"), RADIOS, None, Some("Soup"));
    check(TEXT, text("12"), "\"percentage\"", Some(text("12")), None);
    // Boxes.
    let (raw, carried) = same(day.clone());
    check(
        r#"{"date":{}}"#,
        raw,
        r#"{"date":{"side":"past"}}"#,
        carried,
        None,
    );
    check(r#"{"date":{}}"#, day.clone(), TEXT, Some(text("9 3 2012")), None);
    check(r#"{"date":{}}"#, day, RADIOS, None, Some("9 3 2012"));
    check(
        "\"address\"",
        home.clone(),
        LONG,
        Some(text("1 Example Road, Coventry")),
        None,
    );
    check(
        "\"address\"",
        home,
        r#"{"date":{}}"#,
        None,
        Some("1 Example Road, Coventry"),
    );
    check(TEXT, text("in March"), r#"{"date":{}}"#, None, Some("in March"));
    // Nobody agrees to words that they have not read.
    let (raw, carried) = same(text("yes"));
    check(AGREED, raw, AGREED, carried, None);
    check(AGREED, text("yes"), AGREED_MORE, None, Some("Yes"));
    // What was blank is nothing to show.
    check(TEXT, text(" "), r#"{"date":{}}"#, None, None);
}

#[test]
fn an_answer_to_a_question_that_is_gone_is_shown_with_the_words_it_was_asked_in() {
    let name = || question("name", "Full name", "\"name\"");
    let tie = question("tie", "Relationship", RADIOS);
    let before = form("1", &[question("q", "Which fruit?", RADIOS)], &[name(), tie]);
    let mut old = draft(text("a"));
    let answers = [("name", text("Robin Sample")), ("tie", text("c"))];
    let answers = answers.map(|(id, raw)| (id.to_owned(), raw));
    let item = Item {
        id: 4,
        answers: answers.into(),
    };
    let group = Group {
        next: 5,
        items: vec![item],
    };
    old.answers.repeats.insert("carers".to_owned(), group);
    let earlier = |label: &str, answer: &str| Earlier {
        label: label.to_owned(),
        answer: answer.to_owned(),
    };
    // One question of the group is gone.
    let now = form("2", &[question("r", "New", TEXT)], &[name()]);
    let migrated = migrate(Some(&before), &now, &old);
    assert!(migrated.answers.single.is_empty());
    let kept = migrated.answers.repeats.get("carers").unwrap();
    assert_eq!((kept.next, kept.items[0].id), (5, 4));
    assert_eq!(kept.items[0].answers.get("name"), Some(&text("Robin Sample")));
    assert_eq!(kept.items[0].answers.get("tie"), None);
    let shown = [
        earlier("Which fruit?", "Apple"),
        earlier("Relationship (carer 1)", "Cake"),
    ];
    assert_eq!(migrated.earlier, shown);
    // The whole group is gone, after that: what was shown before stays.
    let last = form("3", &[question("r", "New", TEXT)], &[]);
    let migrated = migrate(Some(&now), &last, &migrated);
    assert!(migrated.answers.repeats.is_empty());
    let [first, second] = shown;
    assert_eq!(
        migrated.earlier,
        [first, second, earlier("Full name (carer 1)", "Robin Sample")]
    );
}

#[test]
fn without_the_earlier_form_answers_carry_over_by_their_shape_and_nothing_is_agreed_to() {
    let check = |raw: Raw, new: &str, carried: Option<Raw>, earlier: Option<[&str; 2]>| {
        let migrated = migrate(None, &asked("2", "How?", new), &draft(raw));
        assert_eq!(migrated.answers.single.get("q"), carried.as_ref(), "{new}");
        let said: Vec<[&str; 2]> = migrated
            .earlier
            .iter()
            .map(|given| [given.label.as_str(), given.answer.as_str()])
            .collect();
        assert_eq!(said, Vec::from_iter(earlier), "{new}");
    };
    check(text("typed"), TEXT, Some(text("typed")), None);
    check(text("a"), RADIOS, Some(text("a")), None);
    check(text("z"), RADIOS, None, Some(["How?", "z"]));
    check(text("yes"), "\"yes_no\"", Some(text("yes")), None);
    check(text("yes"), AGREED, None, Some(["How?", "Yes"]));
    let gone = migrate(
        None,
        &form("2", &[question("r", "New", TEXT)], &[]),
        &draft(text("typed")),
    );
    assert_eq!(gone.earlier[0].label, "q");
}

#[test]
fn what_changed_about_a_question_is_told() {
    let check = |old: &str, new: &str, expect: Option<Change>| {
        let (before, now) = (asked("1", "How?", old), asked("2", "How?", new));
        let (_, question) = now.question("q").unwrap();
        assert_eq!(change(&before, &now, question), expect, "{old} to {new}");
    };
    check(TEXT, TEXT, None);
    check(TEXT, LONG, Some(Change::Answer));
    check(TEXT, r#"{"text":{"max_chars":20}}"#, Some(Change::Rules));
    check(RADIOS, FEWER, Some(Change::Answer));
    check(RADIOS, ALL_BOXES, Some(Change::Answer));
    check(AGREED, AGREED_MORE, Some(Change::Answer));
    let before = asked("1", "How?", TEXT);
    let now = asked("2", "How exactly?", TEXT);
    let (_, question) = now.question("q").unwrap();
    assert_eq!(
        change(&before, &now, question),
        Some(Change::Words("How?".to_owned()))
    );
    let optional = form(
        "2",
        &[super::migrate_tests::question(
            "q",
            "How?",
            &format!(r#"{TEXT},"required":false"#),
        )],
        &[],
    );
    let (_, question) = optional.question("q").unwrap();
    assert_eq!(change(&before, &optional, question), Some(Change::Rules));
    let moved = form(
        "2",
        &[super::migrate_tests::question("r", "R", TEXT)],
        &[super::migrate_tests::question("q", "How?", TEXT)],
    );
    let (_, question) = moved.question("q").unwrap();
    assert_eq!(
        change(&before, &moved, question),
        Some(Change::New),
        "asked for each item now"
    );
}
