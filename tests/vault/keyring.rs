//! The keyring: two ways in, one data key.

use cap_application::vault::derive::derive;
use cap_application::vault::kdf::Kdf;
use cap_application::vault::key::WrappingKey;
use cap_application::vault::keyring::{self, Keyring, OpenError, ReadError, ReplaceError, Way, Wrapping};
use cap_application::vault::recovery::RecoveryCode;
use proptest::prelude::*;

use super::{data_key, one_bit_off, wrapping_key};

fn wrapping(key: &WrappingKey, salt: u8) -> Wrapping<'_> {
    Wrapping {
        kdf: Kdf::new([salt; 16]),
        key,
        nonce: [salt; 24],
    }
}

/// Opened by key 1 as the passphrase and key 2 as the recovery code; its data key is 9.
fn made() -> Keyring {
    let (passphrase, recovery) = (wrapping_key(1), wrapping_key(2));
    Keyring::make(&data_key(9), wrapping(&passphrase, 3), wrapping(&recovery, 4)).unwrap()
}

/// Which of the two ways these keys open it.
fn check(keyring: &Keyring, passphrase: u8, recovery: u8) {
    let keyring = keyring::read(&keyring.write()).unwrap();
    assert_eq!(
        keyring.open(Way::Passphrase, &wrapping_key(passphrase)),
        Ok(data_key(9)),
        "passphrase {passphrase}"
    );
    assert_eq!(
        keyring.open(Way::Recovery, &wrapping_key(recovery)),
        Ok(data_key(9)),
        "recovery code {recovery}"
    );
    for wrong in (0..20).filter(|key| *key != passphrase) {
        assert_eq!(
            keyring.open(Way::Passphrase, &wrapping_key(wrong)),
            Err(OpenError::WrongPassphrase)
        );
    }
    for wrong in (0..20).filter(|key| *key != recovery) {
        assert_eq!(
            keyring.open(Way::Recovery, &wrapping_key(wrong)),
            Err(OpenError::WrongRecoveryCode)
        );
    }
}

#[test]
fn either_way_gives_the_same_data_key_and_no_other_does() {
    check(&made(), 1, 2);
}

#[test]
fn a_new_passphrase_leaves_the_recovery_code_working_and_the_old_passphrase_not() {
    let (old, new) = (wrapping_key(1), wrapping_key(5));
    let changed = made()
        .replace((Way::Passphrase, &old), Way::Passphrase, wrapping(&new, 6))
        .unwrap();
    assert_eq!(changed.version(), made().version() + 1);
    check(&changed, 5, 2);
}

#[test]
fn a_new_recovery_code_leaves_the_passphrase_working() {
    let (passphrase, new) = (wrapping_key(1), wrapping_key(5));
    let changed = made()
        .replace((Way::Passphrase, &passphrase), Way::Recovery, wrapping(&new, 6))
        .unwrap();
    check(&changed, 1, 5);
}

#[test]
fn who_forgot_the_passphrase_chooses_another_with_the_recovery_code() {
    let (recovery, new) = (wrapping_key(2), wrapping_key(5));
    let changed = made()
        .replace((Way::Recovery, &recovery), Way::Passphrase, wrapping(&new, 6))
        .unwrap();
    check(&changed, 5, 2);
}

#[test]
fn nothing_is_replaced_by_one_who_cannot_open_it() {
    let (wrong, new) = (wrapping_key(7), wrapping_key(5));
    let replace = |way| made().replace((way, &wrong), Way::Passphrase, wrapping(&new, 6));
    assert_eq!(
        replace(Way::Passphrase),
        Err(ReplaceError::Open(OpenError::WrongPassphrase))
    );
    assert_eq!(
        replace(Way::Recovery),
        Err(ReplaceError::Open(OpenError::WrongRecoveryCode))
    );
}

#[test]
fn a_passphrase_and_a_printed_code_open_it_from_end_to_end() {
    let code = RecoveryCode::new(&[0x2a; 26]);
    let kdf = Kdf::checked(19 * 1024, 2, 1, [1; 16]).unwrap();
    let new = |key| Wrapping {
        kdf,
        key,
        nonce: [1; 24],
    };
    let (passphrase, recovery) = (
        derive(&kdf, "kestrel gravel teapot".as_bytes()).unwrap(),
        derive(&kdf, code.secret()).unwrap(),
    );
    let stored = Keyring::make(&data_key(9), new(&passphrase), new(&recovery))
        .unwrap()
        .write();

    let keyring = keyring::read(&stored).unwrap();
    let typed = RecoveryCode::read(&code.printed().to_lowercase()).unwrap();
    let key = derive(keyring.kdf(Way::Recovery), typed.secret()).unwrap();
    assert_eq!(keyring.open(Way::Recovery, &key), Ok(data_key(9)));
    let key = derive(keyring.kdf(Way::Passphrase), b"kestrel gravel teapots").unwrap();
    assert_eq!(
        keyring.open(Way::Passphrase, &key),
        Err(OpenError::WrongPassphrase)
    );
}

#[test]
fn a_wrapping_of_little_work_is_told_and_made_anew_with_the_same_secret() {
    let old = Kdf::checked(19 * 1024, 2, 1, [3; 16]).unwrap();
    let weak = |key| Wrapping {
        kdf: old,
        key,
        nonce: [3; 24],
    };
    let (passphrase, recovery) = (wrapping_key(1), wrapping_key(2));
    let keyring = Keyring::make(&data_key(9), weak(&passphrase), weak(&recovery)).unwrap();
    assert!(keyring.outdated(Way::Passphrase) && keyring.outdated(Way::Recovery));
    // With more work the same secret gives another key.
    let more = wrapping_key(5);
    let raised = keyring
        .replace(
            (Way::Passphrase, &passphrase),
            Way::Passphrase,
            wrapping(&more, 4),
        )
        .unwrap();
    assert!(!raised.outdated(Way::Passphrase));
    assert!(raised.outdated(Way::Recovery), "until the code opens it");
    assert!(raised.version() > keyring.version());
    check(&raised, 5, 2);
}

#[test]
fn any_changed_bit_is_told_from_a_wrong_passphrase() {
    let text = made().write();
    let mut tried = 0;
    for changed in one_bit_off(&text) {
        tried += 1;
        let expected = match changed.strip_prefix("{\"format\":") {
            Some(rest) if rest.starts_with(['3', '5', '9']) => ReadError::Newer(rest[..1].parse().unwrap()),
            _ => ReadError::Damaged,
        };
        assert_eq!(keyring::read(&changed), Err(expected), "{changed}");
    }
    assert!(tried > 3_000, "{tried}");
}

#[test]
fn a_keyring_cut_anywhere_is_damaged_and_a_newer_one_is_refused_by_name() {
    let text = made().write();
    for end in 0..text.len() {
        assert_eq!(
            keyring::read(&text[..end]),
            Err(ReadError::Damaged),
            "cut at {end}"
        );
    }
    assert_eq!(
        keyring::read(r#"{"format":2,"shape":"unknown"}"#),
        Err(ReadError::Newer(2))
    );
}

#[test]
fn a_keyring_that_asks_for_no_work_or_endless_work_is_refused() {
    let text = made().write();
    for memory in ["0", "8", "19455", "4194304", "99999999999"] {
        let asking = text.replace("\"memory\":65536", &format!("\"memory\":{memory}"));
        assert_ne!(asking, text);
        assert_eq!(keyring::read(&asking), Err(ReadError::Damaged), "{memory}");
    }
}

#[test]
fn keys_do_not_print() {
    let printed = format!("{:?}", wrapping(&wrapping_key(0xa5), 3));
    assert!(!printed.contains("165"), "{printed}");
}

proptest! {
    #[test]
    fn reading_any_text_gives_an_answer(text in any::<String>()) {
        prop_assert!(keyring::read(&text).is_err());
    }

    #[test]
    fn reading_a_keyring_with_anything_in_it_gives_an_answer(at in 0_usize..700, with in any::<String>()) {
        let mut text = made().write();
        text.insert_str(at.min(text.len()), &with);
        prop_assert!(with.is_empty() || keyring::read(&text).is_err());
    }
}
