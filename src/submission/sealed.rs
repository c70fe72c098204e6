//! The sealed wire format, version 1: a body that only the council can read, in the place of an envelope or an amendment.
//!
//! What is sealed is the very JSON that would have been sent in the clear. Around it stands what the council needs to open
//! it and nothing about a student: which key, which application, which version of the form. Together with the
//! `Idempotency-Key` of the request these are bound to what is sealed, see [`bound_text`]. Who seals and opens is
//! `later::seal`: the first page has no code for it.

use serde::{Deserialize, Serialize};

use super::signed::lines;
use crate::json::Writer;

/// The only version of the sealed format this program writes and opens. It counts apart from the envelope's.
pub const FORMAT: u32 = 1;

/// First line of what is bound, and the `info` of HPKE: what it is and in which version.
pub const SEALED: &str = "cap-sealed-1";

/// The body of `POST /applications` where it is sealed to the council with HPKE (RFC 9180) in base mode:
/// DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305; `info` is `cap-sealed-1`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SealedApplication {
    /// Version of this format; see [`FORMAT`].
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))]
    pub format: u32,
    /// Which key opens it: the first 8 bytes of the SHA-256 of the council's public key, lower-case hexadecimal.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{16}$")))]
    pub sealed_to: String,
    /// Random id of the application, the same as inside.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{32}$")))]
    pub application: String,
    /// Version of the form's content, the same as inside.
    pub form_version: String,
    /// The encapsulated key, `enc` of RFC 9180: 32 bytes as base64url without padding.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[A-Za-z0-9_-]{43}$")))]
    pub encapsulated: String,
    /// The envelope or amendment as JSON in UTF-8, sealed, with its tag: base64url without padding.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[A-Za-z0-9_-]{22,}$")))]
    pub ciphertext: String,
}

/// What stands outside the seal and must be what it was when it was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound<'a> {
    /// Id of the council's key.
    pub sealed_to: &'a str,
    /// Id of the application.
    pub application: &'a str,
    /// Version of the form.
    pub form_version: &'a str,
    /// `Idempotency-Key` of the request.
    pub key: &'a str,
}

/// The additional data of the seal, as UTF-8: five lines, each ended by one line feed (U+000A): [`SEALED`], the id of the
/// council's key, the application's id, the version of the form, the `Idempotency-Key`.
///
/// `None`: one of them has a line feed in it, so that the lines would not say where it ends.
pub fn bound_text(bound: Bound<'_>) -> Option<String> {
    let Bound {
        sealed_to,
        application,
        form_version,
        key,
    } = bound;
    lines(&[SEALED, sealed_to, application, form_version, key])
}

/// The body of a request.
pub fn write(sealed: &SealedApplication) -> String {
    let mut out = Writer::default();
    out.open('{');
    out.name("format").digits(&sealed.format.to_string());
    out.members(&[
        ("sealed_to", &sealed.sealed_to),
        ("application", &sealed.application),
        ("form_version", &sealed.form_version),
        ("encapsulated", &sealed.encapsulated),
        ("ciphertext", &sealed.ciphertext),
    ]);
    out.close('}');
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_written_as_its_derived_writer_writes_it(format: u32, parts in prop::array::uniform5(any::<String>())) {
            let [sealed_to, application, form_version, encapsulated, ciphertext] = parts;
            let sealed = SealedApplication { format, sealed_to, application, form_version, encapsulated, ciphertext };
            prop_assert_eq!(write(&sealed), serde_json::to_string(&sealed).unwrap());
        }

        #[test]
        fn no_two_are_bound_alike(
            one in prop::array::uniform4("[a\n]{0,2}"), other in prop::array::uniform4("[a\n]{0,2}"),
        ) {
            let of = |parts: &[String; 4]| {
                let [sealed_to, application, form_version, key] = parts;
                bound_text(Bound { sealed_to, application, form_version, key })
            };
            if let (Some(text), Some(another)) = (of(&one), of(&other)) {
                prop_assert_eq!(text == another, one == other);
            }
        }
    }

    #[test]
    fn what_is_bound_can_be_repeated_with_common_tools() {
        let text = bound_text(Bound {
            sealed_to: "0123456789abcdef",
            application: "id",
            form_version: "2026-11.1",
            key: "key",
        });
        let expected = "cap-sealed-1\n0123456789abcdef\nid\n2026-11.1\nkey\n";
        assert_eq!(text.as_deref(), Some(expected));
    }
}
