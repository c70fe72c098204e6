//! A stored draft is read or refused, and what is read is written as something that reads as the same.
#![no_main]

use cap_application::draft::stored;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(draft) = stored::read("cap/draft/00112233445566778899aabbccddeeff", text) {
        assert_eq!(
            stored::read(
                "cap/draft/00112233445566778899aabbccddeeff",
                &stored::write(&draft)
            ),
            Ok(draft)
        );
    }
});
