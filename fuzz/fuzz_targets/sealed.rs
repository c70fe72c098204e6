//! A sealed record is read or refused, never misread: what is read has one spelling, and opens only as it was sealed.
#![no_main]

use cap_application::vault::key::DataKey;
use cap_application::vault::seal::{self, Place, Stored};
use libfuzzer_sys::fuzz_target;
use zeroize::Zeroizing;

fuzz_target!(|text: &str| {
    let Ok(Stored::Sealed(record)) = seal::read(text) else {
        return;
    };
    let key = DataKey::new(Zeroizing::new([1; 32]));
    let place = Place {
        kind: "draft",
        key: "cap/draft/00112233445566778899aabbccddeeff",
    };
    // The corpus holds records sealed with this key, so that opening is reached; the nonce is the one they have.
    if let Ok(plain) = record.open(&key, place) {
        let again = seal::seal(&key, place, record.stamp(), [7; 24], &plain);
        assert_eq!(again.as_deref(), Ok(text));
    }
});
