//! Argon2id against published values, and against another implementation.

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use cap_application::vault::derive::derive;
use cap_application::vault::kdf::Kdf;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

const SALT: [u8; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

#[test]
fn the_crate_gives_the_tag_of_rfc_9106_section_5_3() {
    let mut params = ParamsBuilder::new();
    params.m_cost(32).t_cost(3).p_cost(4);
    params.data(AssociatedData::new(&[4; 12]).unwrap());
    let params = params.build().unwrap();
    let argon2 = Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
    let mut tag = [0; 32];
    argon2.hash_password_into(&[1; 32], &[2; 16], &mut tag).unwrap();
    assert_eq!(
        hex(&tag),
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    );
}

#[test]
fn keys_are_those_that_the_reference_implementation_derives() {
    let check = |kdf: Kdf, secret: &str, expected: &str| {
        assert_eq!(
            hex(derive(&kdf, secret.as_bytes()).unwrap().bytes()),
            expected,
            "{secret}"
        );
    };
    // Made with argon2-cffi, a binding of the reference implementation in C.
    check(
        Kdf::new(SALT),
        "river apple Zo\u{eb} ",
        "832697c22a3c9d51ccf6c77692e53154b01cf64e71503689f6ab7d5f8d1a15bc",
    );
    check(
        Kdf::checked(19 * 1024, 2, 1, SALT).unwrap(),
        "",
        "31548c3f7ac123313b17ce8558728d7a646713a864818d8ed9bb99771b7b1a4c",
    );
}

#[test]
fn nothing_is_trimmed_and_every_character_counts() {
    let kdf = Kdf::checked(19 * 1024, 2, 1, SALT).unwrap();
    let key = |secret: &str| derive(&kdf, secret.as_bytes()).unwrap();
    assert_eq!(key("river apple"), key("river apple"));
    for other in ["river apple ", "River apple", "river  apple", "riverapple"] {
        assert_ne!(key("river apple"), key(other), "{other}");
    }
}
