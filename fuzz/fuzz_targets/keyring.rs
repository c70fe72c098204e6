//! A keyring is read or refused, and what is read is written as it stood.
#![no_main]

use cap_application::vault::key::WrappingKey;
use cap_application::vault::keyring::{self, Way};
use libfuzzer_sys::fuzz_target;
use zeroize::Zeroizing;

fuzz_target!(|text: &str| {
    let Ok(keyring) = keyring::read(text) else {
        return;
    };
    assert_eq!(keyring.write(), text);
    for way in [Way::Passphrase, Way::Recovery] {
        assert!((19 * 1024..=256 * 1024).contains(&keyring.kdf(way).memory()));
        let _ = keyring.open(way, &WrappingKey::new(Zeroizing::new([1; 32])));
    }
});
