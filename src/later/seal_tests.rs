//! RFC 9180's vectors, and what a sealed application withstands.

use hpke::{setup_receiver, setup_sender_with_rng};
use proptest::prelude::*;

use super::*;
use crate::later::{Task, answer, perform};
use crate::submission::sealed::write;

const APPLICATION: &str = "0123456789abcdef0123456789abcdef";
const KEY: &str = "0123456789abcdef0123456789abcdef-7fbcbb32e5c1af39";
const BODY: &str = r#"{"format":1,"answers":{"student_surname":"Quillfeather"}}"#;

fn hex(text: &str) -> Vec<u8> {
    let digits = (0..text.len() / 2).map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16));
    digits.map(Result::unwrap).collect()
}

fn council(seed: u8) -> Opener {
    Opener::from_bytes(&[seed; 32]).unwrap()
}

fn sealed() -> SealedApplication {
    seal(
        &council(1).public(),
        APPLICATION,
        "2026-11.1",
        KEY,
        BODY,
        &[7; 32],
    )
    .unwrap()
}

/// RFC 9180, A.2.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305, base mode.
#[test]
fn base_mode_is_that_of_rfc_9180() {
    let ikm_e: [u8; 32] = hex("909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b")
        .try_into()
        .unwrap();
    let public = hex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a");
    let private = hex("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
    let enc = hex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a");
    let info = hex("4f6465206f6e2061204772656369616e2055726e");
    let plain = hex("4265617574792069732074727574682c20747275746820626561757479");
    let ikm_r = hex("1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df");
    let derived = X25519HkdfSha256::derive_keypair(&ikm_r);
    // Written clamped, which the published one is not.
    assert!(derived.0 == PrivateKey::from_bytes(&private).unwrap());
    assert_eq!(derived.1.to_bytes()[..], public);

    let (encapsulated, mut sender) = setup_sender_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &PublicKey::from_bytes(&public).unwrap(),
        &info,
        &mut Drawn(&ikm_e),
    )
    .unwrap();
    assert_eq!(encapsulated.to_bytes()[..], enc);
    let mut receiver = setup_receiver::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &PrivateKey::from_bytes(&private).unwrap(),
        &encapsulated,
        &info,
    )
    .unwrap();
    let published = [
        (
            0,
            "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28",
        ),
        (
            1,
            "6b53c051e4199c518de79594e1c4ab18b96f081549d45ce015be002090bb119e85285337cc95ba5f59992dc98c",
        ),
        (
            2,
            "71146bd6795ccc9c49ce25dda112a48f202ad220559502cef1f34271e0cb4b02b4f10ecac6f48c32f878fae86b",
        ),
        (
            4,
            "63357a2aa291f5a4e5f27db6baa2af8cf77427c7c1a909e0b37214dd47db122bb153495ff0b02e9e54a50dbe16",
        ),
        (
            255,
            "18ab939d63ddec9f6ac2b60d61d36a7375d2070c9b683861110757062c52b8880a5f6b3936da9cd6c23ef2a95c",
        ),
        (
            256,
            "7a4a13e9ef23978e2c520fd4d2e757514ae160cd0cd05e556ef692370ca53076214c0c40d4c728d6ed9e727a5b",
        ),
    ];
    for number in 0..=256 {
        let aad = format!("Count-{number}");
        let ciphertext = sender.seal(&plain, aad.as_bytes()).unwrap();
        if let Some((_, expected)) = published.iter().find(|(at, _)| *at == number) {
            assert_eq!(ciphertext, hex(expected), "{number}");
        }
        assert_eq!(receiver.open(&ciphertext, aad.as_bytes()).unwrap(), plain);
    }
    for (context, expected) in [
        (
            "",
            "4bbd6243b8bb54cec311fac9df81841b6fd61f56538a775e7c80a9f40160606e",
        ),
        (
            "00",
            "8c1df14732580e5501b00f82b10a1647b40713191b7c1240ac80e2b68808ba69",
        ),
        (
            "54657374436f6e74657874",
            "5acb09211139c43b3090489a9da433e8a30ee7188ba8b0a9a1ccf0c229283e53",
        ),
    ] {
        let mut exported = [0; 32];
        sender.export(&hex(context), &mut exported).unwrap();
        assert_eq!(exported[..], hex(expected), "{context}");
    }
}

#[test]
fn what_stands_outside_is_about_nobody() {
    let text = write(&sealed());
    assert!(
        !text.contains("Quillfeather") && !text.contains("answers"),
        "{text}"
    );
    let names = serde_json::from_str::<serde_json::Value>(&text).unwrap();
    let names: Vec<&String> = names.as_object().unwrap().keys().collect();
    assert_eq!(
        names,
        [
            "application",
            "ciphertext",
            "encapsulated",
            "form_version",
            "format",
            "sealed_to"
        ]
    );
}

#[test]
fn the_worker_seals_what_the_council_opens() {
    let task = Task::Seal {
        to: council(1).public(),
        application: APPLICATION.to_owned(),
        form_version: "2026-11.1".to_owned(),
        key: KEY.to_owned(),
        body: Zeroizing::new(BODY.to_owned()),
        random: Zeroizing::new([7; 32]),
    };
    let text = answer(&perform(&task.write())).unwrap();
    assert_eq!(text, write(&sealed()));
    let read: SealedApplication = serde_json::from_str(&text).unwrap();
    assert_eq!(read.sealed_to, council(1).id());
    assert_eq!(council(1).open(&read, KEY).unwrap()[..], *BODY.as_bytes());
}

#[test]
fn a_key_to_which_nothing_can_be_sealed_is_refused() {
    // Of small order: whoever used it would seal with a secret that everybody knows.
    let mut one = [0; 32];
    one[0] = 1;
    for key in [
        "",
        "key",
        &"A".repeat(43),
        &Base64UrlUnpadded::encode_string(&one),
    ] {
        let error = seal(key, APPLICATION, "1", KEY, BODY, &[7; 32]).unwrap_err();
        assert_eq!(error, SealError::Key, "{key}");
    }
    let error = seal(&council(1).public(), "a\nb", "1", KEY, BODY, &[7; 32]).unwrap_err();
    assert_eq!(error, SealError::Unbound);
}

#[test]
fn the_same_application_is_sealed_otherwise_each_time() {
    let other = seal(
        &council(1).public(),
        APPLICATION,
        "2026-11.1",
        KEY,
        BODY,
        &[8; 32],
    )
    .unwrap();
    assert_ne!(other.encapsulated, sealed().encapsulated);
    assert_ne!(other.ciphertext, sealed().ciphertext);
    assert_eq!(council(1).open(&other, KEY).unwrap()[..], *BODY.as_bytes());
}

/// Every bit of the body of a request: it is no sealed application any more, or it stays closed.
#[test]
fn a_body_with_one_bit_changed_stays_closed() {
    let body = write(&sealed()).into_bytes();
    let council = council(1);
    let mut read = 0;
    for bit in 0..body.len() * 8 {
        let mut changed = body.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        if let Ok(changed) = serde_json::from_slice::<SealedApplication>(&changed) {
            read += 1;
            let opened = council.open(&changed, KEY);
            assert_eq!(opened, Err(Closed), "bit {bit}: {changed:?}");
        }
    }
    assert!(read > 1_000, "{read} of them were still JSON of this shape");
}

proptest! {
    #[test]
    fn what_is_sealed_opens_with_its_key_and_under_its_names_alone(
        seed: u8, random: [u8; 32], body in any::<String>(), names in prop::array::uniform3("[^\n]{0,20}"),
        other in "[^\n]{0,20}", at in 0..5_usize,
    ) {
        let [application, form_version, key] = names;
        let opener = council(seed);
        let whole = seal(&opener.public(), &application, &form_version, &key, &body, &random).unwrap();
        let opened = opener.open(&whole, &key).unwrap();
        prop_assert_eq!(&opened[..], body.as_bytes());
        let read: SealedApplication = serde_json::from_str(&write(&whole)).unwrap();
        prop_assert_eq!(&read, &whole);

        let mut swapped = whole.clone();
        let mut under = key.clone();
        let part = match at {
            0 => &mut swapped.application,
            1 => &mut swapped.form_version,
            2 => &mut swapped.sealed_to,
            3 => &mut under,
            _ => &mut swapped.encapsulated,
        };
        let same = *part == other;
        *part = other;
        prop_assert_eq!(opener.open(&swapped, &under).is_ok(), same);
        prop_assert_eq!(council(seed.wrapping_add(1)).open(&whole, &key), Err(Closed));
    }

    #[test]
    fn parts_of_two_do_not_go_together(one: [u8; 32], two: [u8; 32], at in 0..2_usize) {
        prop_assume!(one != two);
        let public = council(1).public();
        let seal = |random: &[u8; 32]| seal(&public, APPLICATION, "1", KEY, BODY, random).unwrap();
        let (mut one, two) = (seal(&one), seal(&two));
        match at {
            0 => one.encapsulated = two.encapsulated,
            _ => one.ciphertext = two.ciphertext,
        }
        prop_assert_eq!(council(1).open(&one, KEY), Err(Closed));
    }

    #[test]
    fn whatever_comes_is_opened_or_refused(parts in prop::array::uniform5(any::<String>()), key in any::<String>()) {
        let [sealed_to, application, form_version, encapsulated, ciphertext] = parts;
        let sealed = SealedApplication { format: FORMAT, sealed_to, application, form_version, encapsulated, ciphertext };
        prop_assert_eq!(council(1).open(&sealed, &key), Err(Closed));
    }

    #[test]
    fn bytes_that_nobody_sealed_stay_closed(
        encapsulated: [u8; 32], ciphertext in prop::collection::vec(any::<u8>(), 0..80),
    ) {
        let encapsulated = Base64UrlUnpadded::encode_string(&encapsulated);
        let ciphertext = Base64UrlUnpadded::encode_string(&ciphertext);
        let sealed = SealedApplication { encapsulated, ciphertext, ..sealed() };
        prop_assert_eq!(council(1).open(&sealed, KEY), Err(Closed));
    }
}
