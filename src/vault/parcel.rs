//! A text sealed with a passphrase of its own, for another person or computer: a file that stands for itself.
//!
//! ```json
//! {"format":1,"memory":65536,"passes":3,"lanes":1,"salt":"…","nonce":"…","sealed":"…"}
//! ```
//!
//! The key is derived from the passphrase with the parameters and the salt that the file gives ([mod@super::derive]); they
//! and the format are authenticated with the text. `docs/handover-format.md` says the same for others.

use zeroize::{Zeroize, Zeroizing};

use super::base64;
use super::cipher::{self, Nonce, TAG};
use super::kdf::Kdf;
use super::key::WrappingKey;
use crate::json::{self, Node, Writer};

/// The only version this program writes.
pub const FORMAT: u32 = 1;

/// Most characters a file may have: many times the largest application.
pub const MOST: usize = 4_000_000;

/// A file, whole as far as can be told without its passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    kdf: Kdf,
    nonce: Nonce,
    sealed: Vec<u8>,
}

/// Why a file cannot be opened with any passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Written by a later release.
    #[error(
        "The file was saved by a newer version of this service (format {0}). Reload this page to get that version."
    )]
    Newer(u32),
    /// Of another kind, cut short, or damaged.
    #[error("The file is damaged, or was not saved by this service.")]
    Damaged,
}

/// The text of a file. The nonce is 24 fresh random bytes, `key` what `kdf` and the passphrase give. `None`: the text is
/// too large.
pub fn seal(key: &WrappingKey, kdf: &Kdf, nonce: Nonce, plain: &str) -> Option<String> {
    let sealed = cipher::encrypt(key.bytes(), &nonce, bound(kdf).as_bytes(), plain.as_bytes())?;
    let text = written(kdf, &nonce, &sealed);
    (text.len() <= MOST).then_some(text)
}

/// Reads a file, as far as that is possible without its passphrase.
///
/// # Errors
/// A newer format, or not a file that [`seal`] writes.
pub fn read(text: &str) -> Result<Parcel, ReadError> {
    if text.len() > MOST {
        return Err(ReadError::Damaged);
    }
    let json = json::parse_quietly(text).ok_or(ReadError::Damaged)?;
    match json::format(&json) {
        Some(FORMAT) => {}
        Some(newer) if newer > FORMAT => return Err(ReadError::Newer(newer)),
        _ => return Err(ReadError::Damaged),
    }
    let parcel = json::read(&json, parts)
        .ok()
        .flatten()
        .ok_or(ReadError::Damaged)?;
    // A file has one spelling, so that no change to it goes unnoticed.
    let spelling = written(&parcel.kdf, &parcel.nonce, &parcel.sealed);
    (spelling == text && parcel.sealed.len() >= TAG)
        .then_some(parcel)
        .ok_or(ReadError::Damaged)
}

impl Parcel {
    /// How the key is derived.
    pub fn kdf(&self) -> Kdf {
        self.kdf
    }

    /// The text; wiped when dropped. `None`: the passphrase is another, or the file was altered.
    pub fn open(&self, key: &WrappingKey) -> Option<Zeroizing<String>> {
        let bound = bound(&self.kdf);
        let mut plain = cipher::decrypt(key.bytes(), &self.nonce, bound.as_bytes(), &self.sealed)?;
        match String::from_utf8(std::mem::take(&mut *plain)) {
            Ok(text) => Some(Zeroizing::new(text)),
            Err(error) => {
                error.into_bytes().zeroize();
                None
            }
        }
    }
}

fn head(kdf: &Kdf) -> Writer {
    let mut out = Writer::default();
    out.open('{');
    out.name("format").digits(&FORMAT.to_string());
    kdf.write(&mut out);
    out
}

fn bound(kdf: &Kdf) -> String {
    let mut out = head(kdf);
    out.members(&[("kind", "hand-over")]);
    out.close('}');
    out.finish()
}

fn written(kdf: &Kdf, nonce: &Nonce, sealed: &[u8]) -> String {
    let mut out = head(kdf);
    out.members(&[
        ("nonce", &base64::write(nonce)),
        ("sealed", &base64::write(sealed)),
    ]);
    out.close('}');
    out.finish()
}

fn parts(at: &Node<'_>) -> Option<Parcel> {
    at.object(&["format", "memory", "passes", "lanes", "salt", "nonce", "sealed"]);
    Some(Parcel {
        kdf: Kdf::read(at)?,
        nonce: base64::read_array(&at.get("nonce").text())?,
        sealed: base64::read(&at.get("sealed").text())?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(byte: u8) -> WrappingKey {
        WrappingKey::new(Zeroizing::new([byte; 32]))
    }

    fn file(plain: &str) -> String {
        seal(&key(1), &Kdf::new([5; 16]), [7; 24], plain).unwrap()
    }

    #[test]
    fn a_file_has_the_shape_that_is_documented_and_no_word_of_the_text() {
        let text = file("A made-up student");
        assert!(
            text.starts_with(r#"{"format":1,"memory":65536,"passes":3,"lanes":1,"salt":""#),
            "{text}"
        );
        assert!(!text.contains("student"));
        let parcel = read(&text).unwrap();
        assert_eq!(parcel.kdf(), Kdf::new([5; 16]));
        assert_eq!(parcel.open(&key(2)), None);
    }

    #[test]
    fn a_newer_file_is_refused_by_its_number_and_everything_else_as_damaged() {
        let check = |text: &str, expect| assert_eq!(read(text), Err(expect), "{text}");
        check(r#"{"format":2,"shape":"of tomorrow"}"#, ReadError::Newer(2));
        for text in ["", "{}", "null", r#"{"format":1}"#, r#"{"format":0}"#] {
            check(text, ReadError::Damaged);
        }
        check(&file("x").replace("65536", "1"), ReadError::Damaged);
        check(&file("x").replace(',', ", "), ReadError::Damaged);
        check(&" ".repeat(MOST + 1), ReadError::Damaged);
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_with_its_key(plain in any::<String>()) {
            let opened = read(&file(&plain)).unwrap().open(&key(1)).unwrap();
            prop_assert_eq!(opened.as_str(), plain);
        }

        #[test]
        fn a_file_with_any_bit_changed_is_refused(plain in ".{0,40}", at in any::<prop::sample::Index>(), bit in 0..8_u32) {
            let mut bytes = file(&plain).into_bytes();
            let at = at.index(bytes.len());
            bytes[at] ^= 1_u8 << bit;
            if let Ok(text) = String::from_utf8(bytes) {
                // Parameters that were changed derive another key: here the same is tried, which is harder.
                let opened = read(&text).ok().and_then(|parcel| parcel.open(&key(1)));
                prop_assert_eq!(opened, None);
            }
        }

        #[test]
        fn no_text_breaks_the_reader(text in any::<String>()) {
            let _ = read(&text);
        }
    }
}
