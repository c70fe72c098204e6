//! Sealed records.

use cap_application::draft::stored;
use cap_application::vault::seal::{self, OpenError, Place, ReadError, SealError, Stamp, Stored};
use proptest::prelude::*;

use super::{data_key, one_bit_off};

const PLACE: Place<'_> = Place {
    kind: "draft",
    key: "cap/draft/00112233445566778899aabbccddeeff",
};
const STAMP: Stamp = Stamp {
    version: 12,
    changed: 1_795_390_000_000,
};

fn sealed(plain: &str) -> String {
    seal::seal(&data_key(1), PLACE, STAMP, [7; 24], plain).unwrap()
}

/// What becomes of a stored text, in the place and with the key it was sealed for.
fn opened(text: &str) -> Result<(Stamp, String), String> {
    match seal::read(text).map_err(|error| error.to_string())? {
        Stored::Plain => Err("plain".to_owned()),
        Stored::Sealed(record) => {
            let plain = record
                .open(&data_key(1), PLACE)
                .map_err(|error| error.to_string())?;
            Ok((record.stamp(), plain.to_string()))
        }
    }
}

#[test]
fn a_record_has_the_shape_that_is_documented() {
    let text = sealed("A made-up student");
    let start = "{\"format\":3,\"version\":12,\"changed\":1795390000000,\"nonce\":\"";
    assert!(text.starts_with(start), "{text}");
    assert!(!text.contains("student"));
    assert_eq!(opened(&text), Ok((STAMP, "A made-up student".to_owned())));
}

#[test]
fn a_store_sees_what_a_record_says_of_itself_in_its_head() {
    for stamp in [
        STAMP,
        Stamp {
            version: i64::MAX.unsigned_abs(),
            changed: i64::MAX,
        },
    ] {
        let text = seal::seal(&data_key(1), PLACE, stamp, [7; 24], "").unwrap();
        let head: String = text.chars().take(seal::HEAD as usize).collect();
        assert_eq!(seal::stamp(&head), Some(stamp), "{head}");
    }
    for other in [
        "",
        "{\"format\":1,\"version\":12,\"changed\":1,",
        "{\"format\":3,\"version\":12",
    ] {
        assert_eq!(seal::stamp(other), None, "{other}");
    }
}

#[test]
fn a_record_follows_an_earlier_one_and_itself_alone() {
    let of = |version, changed| Stamp { version, changed };
    assert!(of(13, 0).may_follow(STAMP));
    assert!(STAMP.may_follow(STAMP), "sealed anew");
    assert!(
        !of(12, STAMP.changed + 1).may_follow(STAMP),
        "another page counted as far"
    );
    assert!(!of(11, STAMP.changed + 1).may_follow(STAMP));
}

#[test]
fn any_changed_bit_is_refused() {
    let text = sealed("{\"format\":1,\"nickname\":\"Blue folder\"}");
    let mut tried = 0;
    for changed in one_bit_off(&text) {
        tried += 1;
        assert!(opened(&changed).is_err(), "{changed}");
    }
    assert!(tried > 1_000, "{tried}");
}

#[test]
fn a_record_cut_anywhere_is_damaged() {
    let text = sealed("Blue folder");
    for end in 0..text.len() {
        assert_eq!(seal::read(&text[..end]), Err(ReadError::Damaged), "cut at {end}");
    }
}

#[test]
fn another_spelling_of_a_record_is_damaged() {
    let text = sealed("Blue folder");
    let check = |from: &str, to: &str| {
        let spelled = text.replacen(from, to, 1);
        assert_ne!(spelled, text, "{from}");
        assert_eq!(seal::read(&spelled), Err(ReadError::Damaged), "{spelled}");
    };
    check(":12,", ": 12,");
    check(":12,", ":012,");
    check(":12,", ":12.0,");
    check(":12,", ":-12,");
    check("}", ",\"more\":1}");
    check("}", "}\n");
    check("nonce", "non\\u0063e");
    check("\"}", "=\"}");
    check("\"version\":12,", "\"version\":12,\"version\":12,");
}

#[test]
fn a_newer_format_is_refused_by_name_and_an_older_one_is_read_as_it_stands() {
    let check = |text: &str, expected| assert_eq!(seal::read(text), expected, "{text}");
    check(r#"{"format":4,"shape":"unknown"}"#, Err(ReadError::Newer(4)));
    check(r#"{"format":1}"#, Ok(Stored::Plain));
    check(r#"{"format":0}"#, Err(ReadError::Damaged));
    check("[]", Err(ReadError::Damaged));
    let draft = stored::new("00112233445566778899aabbccddeeff".to_owned(), "2026.1", 7);
    let text = stored::write(&draft);
    // Drafts of this format are sealed wherever they are stored.
    check(&text, Err(ReadError::Newer(stored::FORMAT)));
    let old = text.replacen(&format!("\"format\":{}", stored::FORMAT), "\"format\":2", 1);
    check(&old, Ok(Stored::Plain));
}

#[test]
fn a_sealed_record_is_never_taken_for_a_draft() {
    assert_eq!(
        stored::read(PLACE.key, &sealed("…")),
        Err(stored::ReadError::Damaged)
    );
}

#[test]
fn a_version_that_could_not_be_read_back_is_not_written() {
    let stamp = Stamp {
        version: 1 << 63,
        ..STAMP
    };
    assert_eq!(
        seal::seal(&data_key(1), PLACE, stamp, [7; 24], ""),
        Err(SealError::TooLarge)
    );
}

#[test]
fn a_key_alone_does_not_open_a_record_elsewhere() {
    let Ok(Stored::Sealed(record)) = seal::read(&sealed("Blue folder")) else {
        panic!("it reads");
    };
    assert_eq!(record.stamp(), STAMP);
    let check = |key, place| {
        assert_eq!(
            record.open(&data_key(key), place),
            Err(OpenError::Closed),
            "{key} {place:?}"
        );
    };
    check(2, PLACE);
    check(
        1,
        Place {
            kind: "school",
            ..PLACE
        },
    );
    check(
        1,
        Place {
            key: "cap/draft/ffffffffffffffffffffffffffffffff",
            ..PLACE
        },
    );
    check(1, Place { kind: "", key: "" });
    check(
        1,
        Place {
            kind: "draft\",\"key\":\"",
            ..PLACE
        },
    );
}

#[test]
fn a_newer_stamp_on_an_older_record_does_not_open() {
    let text = sealed("Blue folder");
    let closed = Err(OpenError::Closed.to_string());
    assert_eq!(opened(&text.replace(":12,", ":13,")), closed);
    assert_eq!(
        opened(&text.replace(":1795390000000,", ":1795390000001,")),
        closed
    );
}

proptest! {
    #[test]
    fn what_is_sealed_opens(
        plain in any::<String>(),
        kind in any::<String>(),
        key in any::<String>(),
        version in 0..=i64::MAX.unsigned_abs(),
        changed: i64,
        nonce: [u8; 24],
    ) {
        let place = Place { kind: &kind, key: &key };
        let stamp = Stamp { version, changed };
        let text = seal::seal(&data_key(1), place, stamp, nonce, &plain).unwrap();
        let Ok(Stored::Sealed(record)) = seal::read(&text) else {
            panic!("{text}");
        };
        prop_assert_eq!(record.stamp(), stamp);
        let opened = record.open(&data_key(1), place).unwrap();
        prop_assert_eq!(&*opened, &plain);
    }

    #[test]
    fn places_that_differ_never_open_each_other(
        one in any::<(String, String)>(),
        other in any::<(String, String)>(),
    ) {
        prop_assume!(one != other);
        let place = Place { kind: &one.0, key: &one.1 };
        let text = seal::seal(&data_key(1), place, STAMP, [7; 24], "").unwrap();
        let Ok(Stored::Sealed(record)) = seal::read(&text) else {
            panic!("{text}");
        };
        let elsewhere = Place { kind: &other.0, key: &other.1 };
        prop_assert_eq!(record.open(&data_key(1), elsewhere), Err(OpenError::Closed));
    }

    #[test]
    fn reading_any_text_gives_an_answer(text in any::<String>()) {
        let _ = opened(&text);
    }

    #[test]
    fn a_record_with_anything_in_it_is_refused(at in 0_usize..200, with in any::<String>()) {
        let mut text = sealed("Blue folder");
        text.insert_str(at.min(text.len()), &with);
        prop_assert!(with.is_empty() || opened(&text).is_err());
    }
}
