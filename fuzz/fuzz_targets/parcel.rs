//! A hand-over file is read or refused, has one spelling, and no key that it was not sealed with opens it. What is inside
//! a file is read or refused.
#![no_main]

use cap_application::draft::handover;
use cap_application::vault::key::WrappingKey;
use cap_application::vault::parcel;
use libfuzzer_sys::fuzz_target;
use zeroize::Zeroizing;

fuzz_target!(|text: &str| {
    if let Ok(parcel) = parcel::read(text) {
        assert!(parcel.open(&WrappingKey::new(Zeroizing::new([0xa5; 32]))).is_none());
    }
    if let Ok(draft) = handover::unpack(text) {
        assert_eq!(handover::unpack(&handover::pack(&draft)).map(|again| again.answers), Ok(draft.answers));
    }
});
