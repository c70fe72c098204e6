//! The keyring that the tests in a browser begin with: little work, so that they need not wait, and no secret.

use std::fs;

use cap_application::vault::derive::derive;
use cap_application::vault::kdf::Kdf;
use cap_application::vault::key::DataKey;
use cap_application::vault::keyring::{self, Keyring, Way, Wrapping};
use cap_application::vault::recovery::RecoveryCode;
use zeroize::Zeroizing;

const PASSPHRASE: &str = "kestrel gravel teapot";

#[test]
fn the_keyring_of_the_browser_tests_opens_with_their_passphrase_and_recovery_code() {
    let kdf = |salt| Kdf::checked(19 * 1024, 2, 1, [salt; 16]).unwrap();
    let code = RecoveryCode::new(&[5; 26]);
    let passphrase = derive(&kdf(1), PASSPHRASE.as_bytes()).unwrap();
    let recovery = derive(&kdf(2), code.secret()).unwrap();
    let data = DataKey::new(Zeroizing::new([9; 32]));
    let wrapping = |kdf, key, nonce| Wrapping {
        kdf,
        key,
        nonce: [nonce; 24],
    };
    let made = Keyring::make(
        &data,
        wrapping(kdf(1), &passphrase, 3),
        wrapping(kdf(2), &recovery, 4),
    );
    let path = format!("{}/e2e/tests/fixtures/keyring.json", env!("CARGO_MANIFEST_DIR"));
    let stored: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let text = made.unwrap().write();
    assert_eq!(stored["passphrase"], PASSPHRASE);
    assert_eq!(stored["code"], *code.printed());
    assert_eq!(stored["keyring"], text, "{text} {}", *code.printed());
    let keyring = keyring::read(&text).unwrap();
    assert_eq!(keyring.open(Way::Passphrase, &passphrase), Ok(data.clone()));
    assert_eq!(keyring.open(Way::Recovery, &recovery), Ok(data));
}
