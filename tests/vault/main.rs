//! The vault from outside: what is sealed opens where it belongs and nowhere else, and nothing altered goes unnoticed.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod derivation;
mod fixture;
mod keyring;
mod records;
mod words;

use cap_application::vault::key::{DataKey, WrappingKey};
use zeroize::Zeroizing;

fn data_key(byte: u8) -> DataKey {
    DataKey::new(Zeroizing::new([byte; 32]))
}

fn wrapping_key(byte: u8) -> WrappingKey {
    WrappingKey::new(Zeroizing::new([byte; 32]))
}

/// Every text that differs from this one in one bit; what is not text is left out, since a store cannot give it.
fn one_bit_off(text: &str) -> impl Iterator<Item = String> + '_ {
    (0..text.len() * 8).filter_map(move |bit| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        String::from_utf8(bytes).ok()
    })
}
