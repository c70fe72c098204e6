//! A recovery code is read or refused, and what is read prints as a code that reads as the same.
#![no_main]

use cap_application::vault::recovery::RecoveryCode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|typed: &str| {
    if let Ok(code) = RecoveryCode::read(typed) {
        assert_eq!(RecoveryCode::read(&code.printed()), Ok(code));
    }
});
