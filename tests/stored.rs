//! A record of every version that was ever stored opens for ever: one file a version, and what it has to mean.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;

use cap_application::draft::refused::{AtFault, Refused};
use cap_application::draft::stored::{self, Draft, Earlier, ReadError, Received, Removed, Sending};
use cap_application::form::answer::{Answers, Group, Item, Raw};
use cap_application::submission::envelope::Receipt;

const ID: &str = "00112233445566778899aabbccddeeff";

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "stored"].iter().collect()
}

fn text(name: &str) -> String {
    fs::read_to_string(folder().join(name)).expect(name)
}

fn raw(text: &str) -> Raw {
    Raw::Text(text.to_owned())
}

fn item(id: u32, answers: &[(&str, &str)]) -> Item {
    let answers = answers
        .iter()
        .map(|(question, text)| ((*question).to_owned(), raw(text)));
    Item {
        id,
        answers: answers.collect(),
    }
}

fn carers(items: Vec<Item>) -> Group {
    Group { next: 3, items }
}

fn blank(version: u64, changed: i64) -> Draft {
    let mut draft = stored::new(ID.to_owned(), "2026-11.1", changed);
    draft.version = version;
    draft.nickname = "Blue folder".to_owned();
    draft
}

fn first() -> Draft {
    let mut draft = blank(41, 1_795_362_300_000);
    let boxes = [("day", "31"), ("month", "8"), ("year", "2012")];
    let boxes = boxes.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let given = [
        ("provision", raw("insight")),
        ("sen_needs", Raw::Choices(["a".to_owned(), "b".to_owned()].into())),
        ("student_born", Raw::Fields(boxes.into())),
        ("student_surname", raw("Samplewick\n“quoted”")),
    ];
    draft.answers = Answers {
        single: given.map(|(question, raw)| (question.to_owned(), raw)).into(),
        repeats: [(
            "carers".to_owned(),
            carers(vec![item(0, &[("carer_name", "Robin Sample")]), item(2, &[])]),
        )]
        .into(),
    };
    draft.last_page = Some("carers".to_owned());
    draft.sending = Some(Sending {
        key: format!("{ID}-0123456789abcdef"),
        body: "{}".to_owned(),
        digest: "0123456789abcdef".to_owned(),
        provision: "insight".to_owned(),
        since: None,
    });
    draft
}

fn received() -> Draft {
    let mut draft = blank(42, 1_795_362_360_000);
    draft.received = Some(Received {
        receipt: Receipt {
            reference: "CAP-2345ABCD".to_owned(),
            digest: "0123456789abcdef".to_owned(),
            received: "2026-11-22T15:46:00Z".to_owned(),
            signature: None,
        },
        provision: "insight".to_owned(),
    });
    draft
}

fn second() -> Draft {
    let mut draft = blank(43, 1_795_362_300_000);
    draft
        .answers
        .single
        .insert("provision".to_owned(), raw("insight"));
    draft
        .answers
        .repeats
        .insert("carers".to_owned(), carers(Vec::new()));
    draft.last_page = Some("carers".to_owned());
    draft.removed = vec![Removed {
        when: 1_795_362_310_000,
        repeat: "carers".to_owned(),
        at: 1,
        name: "Robin Sample".to_owned(),
        item: item(2, &[("carer_name", "Robin Sample")]),
    }];
    draft.discarded = Some(1_795_362_320_000);
    draft
}

fn fourth() -> Draft {
    let mut draft = second();
    draft.earlier = vec![Earlier {
        label: "Which “school”?".to_owned(),
        answer: "St Oda's".to_owned(),
    }];
    draft
}

fn fifth() -> Draft {
    let mut draft = fourth();
    draft.amends = vec!["0123456789abcdef".repeat(4)];
    draft
}

fn sixth() -> Draft {
    let mut draft = fifth();
    draft.undated = true;
    let problem = |question: &str, item, message: &str| AtFault {
        question: question.to_owned(),
        item,
        message: message.to_owned(),
    };
    draft.refused = Some(Refused {
        when: 1_795_362_330_000,
        status: 422,
        kind: "urn:cap:problem:invalid-application".to_owned(),
        words: "Some answers need to be put right".to_owned(),
        digest: "fedcba9876543210".repeat(4),
        problems: vec![
            problem("provision", None, "Choose a provision"),
            problem("carer_name", Some(0), "Enter the “whole” name"),
        ],
    });
    draft
}

#[test]
fn every_version_that_was_ever_stored_opens_and_means_what_it_meant() {
    let known = [
        ("1.json", first()),
        ("1-received.json", received()),
        ("2.json", second()),
        ("4.json", fourth()),
        ("5.json", fifth()),
        ("6.json", sixth()),
    ];
    for (name, draft) in &known {
        assert_eq!(
            stored::read(&stored::key(ID), &text(name)).as_ref(),
            Ok(draft),
            "{name}"
        );
    }
    let count = fs::read_dir(folder()).expect("a folder").count();
    assert_eq!(count, known.len(), "every file is one of these");
}

#[test]
fn there_is_a_file_of_every_version_and_the_last_is_written_byte_for_byte() {
    // 3 is the number of a sealed record.
    for format in (1..=stored::FORMAT).filter(|format| *format != 3) {
        let written = format!("{{\"format\":{format},");
        assert!(text(&format!("{format}.json")).starts_with(&written), "{format}");
    }
    let last = format!("{}.json", stored::FORMAT);
    let draft = stored::read(&stored::key(ID), &text(&last)).expect("a draft");
    assert_eq!(stored::write(&draft), text(&last));
}

#[test]
fn a_record_of_another_version_or_cut_anywhere_is_refused() {
    for name in [
        "1.json",
        "1-received.json",
        "2.json",
        "4.json",
        "5.json",
        "6.json",
    ] {
        let whole = text(name);
        for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            let read = stored::read(&stored::key(ID), &whole[..end]);
            assert_eq!(read, Err(ReadError::Damaged), "{name} cut at {end}");
        }
        let check = |format: &str, expect| {
            let rest = &whole[whole.find(',').expect("members")..];
            let text = format!("{{\"format\":{format}{rest}");
            assert_eq!(
                stored::read(&stored::key(ID), &text),
                Err(expect),
                "{name} {format}"
            );
        };
        check("0", ReadError::Damaged);
        check("-1", ReadError::Damaged);
        check("\"1\"", ReadError::Damaged);
        check("3", ReadError::Damaged);
        check("7", ReadError::Newer(7));
        check("4000000000", ReadError::Newer(4_000_000_000));
    }
}
