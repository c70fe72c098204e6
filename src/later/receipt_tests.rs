//! Receipts signed by a council that keeps its key here.

use ed25519_dalek::{Signer, SigningKey};
use proptest::prelude::*;

use super::*;
use crate::later::{Task, answer, perform};

const APPLICATION: &str = "0123456789abcdef0123456789abcdef";

fn council(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn published(key: &SigningKey) -> String {
    Base64UrlUnpadded::encode_string(key.verifying_key().as_bytes())
}

fn receipt(key: &SigningKey) -> Receipt {
    let mut receipt = Receipt {
        reference: "CAP-2345ABCD".to_owned(),
        digest: "7fbcbb32e5c1af39163e52c83546e9db62dfa420171cf1c1ec4c247905596dc2".to_owned(),
        received: "2026-11-23T09:00:00.000Z".to_owned(),
        signature: None,
    };
    let text = signed_text(APPLICATION, &receipt).unwrap();
    let signature = key.sign(text.as_bytes()).to_bytes();
    receipt.signature = Some(write_signature(key.verifying_key().as_bytes(), &signature));
    receipt
}

fn bytes<const N: usize>(hex: &str) -> [u8; N] {
    let digit = |at: usize| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap();
    std::array::from_fn(digit)
}

#[test]
fn signatures_of_rfc_8032_are_taken_and_changed_ones_are_not() {
    // RFC 8032, 7.1: tests 1 to 3.
    let vectors: [(&str, &[u8], &str); 3] = [
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            &[],
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            &[0x72],
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            &[0xaf, 0x82],
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    ];
    for (public, message, signature) in vectors {
        let (public, signature) = (bytes(public), bytes(signature));
        assert!(signed(&public, message, &signature));
        assert!(!signed(&public, b"another message", &signature));
    }
}

#[test]
fn a_key_that_would_take_any_signature_is_refused() {
    // The neutral element as the key, and a signature of zeros: taken by whoever does not check for small order.
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let mut signature = [0; 64];
    signature[0] = 1;
    assert!(!signed(&neutral, b"anything", &signature));
}

fn check(receipt: &Receipt, keys: &[String], expect: Result<(), ReceiptError>) {
    assert_eq!(verify(APPLICATION, receipt, keys), expect, "{receipt:?}");
    // The same through the worker, where it is run.
    let task = Task::Verify {
        application: APPLICATION.to_owned(),
        receipt: receipt.clone(),
        keys: keys.to_vec(),
    };
    let said = answer(&perform(&task.write()));
    let expect = expect.map(|()| String::new());
    assert_eq!(said, expect.map_err(|error| Some(error.to_string())));
}

#[test]
fn a_receipt_is_the_councils_under_any_key_that_the_settings_name() {
    let (old, new) = (council(1), council(2));
    check(&receipt(&old), &[published(&old)], Ok(()));
    check(&receipt(&old), &[published(&new), published(&old)], Ok(()));
    check(&receipt(&new), &[published(&new), published(&old)], Ok(()));
    check(&receipt(&old), &[], Err(ReceiptError::UnknownKey));
    check(&receipt(&old), &[published(&new)], Err(ReceiptError::UnknownKey));
    check(&receipt(&old), &["not a key".to_owned(), published(&old)], Ok(()));
}

#[test]
fn a_receipt_of_another_application_or_key_is_refused() {
    let (ours, theirs) = (council(1), council(2));
    let keys = [published(&ours)];
    let other = verify("f".repeat(32).as_str(), &receipt(&ours), &keys);
    assert_eq!(other, Err(ReceiptError::Forged));
    // Signed by another, and said to be ours.
    let mut forged = receipt(&theirs);
    let (id, their_id) = (
        key_id(ours.verifying_key().as_bytes()),
        key_id(theirs.verifying_key().as_bytes()),
    );
    forged.signature = forged
        .signature
        .map(|signature| signature.replace(&their_id, &id));
    check(&forged, &keys, Err(ReceiptError::Forged));
}

#[test]
fn a_signature_that_is_cut_short_or_missing_is_refused() {
    let key = council(1);
    let keys = [published(&key)];
    let whole = receipt(&key).signature.unwrap();
    for length in 0..whole.len() {
        let signature = Some(whole[..length].to_owned());
        let cut = Receipt {
            signature,
            ..receipt(&key)
        };
        check(&cut, &keys, Err(ReceiptError::Unreadable));
    }
    let more = Receipt {
        signature: Some(whole + "A"),
        ..receipt(&key)
    };
    check(&more, &keys, Err(ReceiptError::Unreadable));
    let none = Receipt {
        signature: None,
        ..receipt(&key)
    };
    check(&none, &keys, Err(ReceiptError::Unsigned));
}

proptest! {
    #[test]
    fn a_receipt_with_one_bit_changed_is_refused(field in 0..5_usize, at: prop::sample::Index, bit in 0..7_u32) {
        let key = council(1);
        let mut changed = receipt(&key);
        let mut application = APPLICATION.to_owned();
        let part = match field {
            0 => &mut application,
            1 => &mut changed.reference,
            2 => &mut changed.digest,
            3 => &mut changed.received,
            _ => changed.signature.as_mut().unwrap(),
        };
        // ASCII with one of its lower seven bits changed is ASCII still.
        let mut bytes = part.clone().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        *part = String::from_utf8(bytes).unwrap();
        prop_assert!(verify(&application, &changed, &[published(&key)]).is_err());
    }

    #[test]
    fn a_signature_with_one_bit_changed_is_refused(at in 0..64_usize, bit in 0..8_u32) {
        let key = council(1);
        let text = signed_text(APPLICATION, &receipt(&key)).unwrap();
        let mut signature = key.sign(text.as_bytes()).to_bytes();
        let public = key.verifying_key().to_bytes();
        prop_assert!(signed(&public, text.as_bytes(), &signature));
        signature[at] ^= 1 << bit;
        prop_assert!(!signed(&public, text.as_bytes(), &signature));
    }
}
