//! A count of wrong guesses is read or refused, and never makes anyone wait longer than a quarter of an hour.
#![no_main]

use cap_application::vault::guesses;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(count) = guesses::read(text) {
        assert_eq!(guesses::read(&count.write()), Ok(count));
        assert!((0..=900_000).contains(&count.left(0)));
    }
});
