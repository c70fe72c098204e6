//! The digest of the answers: what both sides compare to be sure that they hold the same application.

use crate::sorted::Map;

use sha2::{Digest, Sha256};

use super::envelope::WireAnswer;
use super::write;
use crate::files::hex;
use crate::json::Writer;

/// SHA-256 over the canonical JSON of the answers, as 64 lower-case hexadecimal digits.
///
/// Canonical JSON, so that another implementation can repeat it:
///
/// * UTF-8, no white space between tokens, no byte order mark;
/// * the members of every object (the answers, an address, an item of a group) in ascending order of their keys'
///   Unicode code points; lists and items in the order given;
/// * strings escape `"`, `\`, and the control characters below U+0020 only: `\b`, `\t`, `\n`, `\f`, `\r` in short,
///   the others as `\u` and four lower-case hexadecimal digits; everything else stands as it is, without Unicode
///   normalisation;
/// * a number is an IEEE 754 double, written with the fewest digits that read back as the same double, and always
///   with a point or an exponent: `3` is written `3.0`, `0.5` is `0.5`. (Between 1e-5 and 1e16 there is never an
///   exponent; no question takes a number outside that range, or one of more than 15 digits.)
///
/// ```
/// use cap_application::sorted::Map;
/// use cap_application::submission::{digest, envelope::WireAnswer};
///
/// let answers = Map::from([
///     ("days_this_provision".to_owned(), WireAnswer::Number(3.0)),
///     ("provision".to_owned(), WireAnswer::Text("insight".to_owned())),
/// ]);
/// // SHA-256 of {"days_this_provision":3.0,"provision":"insight"}
/// assert_eq!(digest(&answers), "7fbcbb32e5c1af39163e52c83546e9db62dfa420171cf1c1ec4c247905596dc2");
/// ```
pub fn digest(answers: &Map<WireAnswer>) -> String {
    let mut canonical = Writer::default();
    write::answers(&mut canonical, answers);
    hex(&Sha256::digest(canonical.finish()))
}

/// The `Idempotency-Key` of a request: made of the application's id and of its whole body before it is sealed to anyone, so
/// that the same body always goes out under the same key, and another body, be it only its stated date that differs, never
/// does.
pub fn idempotency_key(application: &str, body: &str) -> String {
    let digest = hex(&Sha256::digest(body));
    let short: String = digest.chars().take(16).collect();
    format!("{application}-{short}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads answers as they stand in an envelope, and compares their digest with one made by other means
    /// (`printf '%s' CANONICAL | sha256sum`).
    fn check(received: &str, canonical: &str, expected: &str) {
        let answers: Map<WireAnswer> = serde_json::from_str(received).unwrap();
        assert_eq!(serde_json::to_string(&answers).unwrap(), canonical);
        assert_eq!(digest(&answers), expected, "{canonical}");
    }

    #[test]
    fn the_digest_can_be_repeated_with_common_tools() {
        check(
            "{ }",
            "{}",
            "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        );
        check(
            r#"{ "provision": "insight", "days_this_provision": 3 }"#,
            r#"{"days_this_provision":3.0,"provision":"insight"}"#,
            "7fbcbb32e5c1af39163e52c83546e9db62dfa420171cf1c1ec4c247905596dc2",
        );
        check(
            r#"{"b":["x","a"],"a":{"town":"Coventry","line1":"1 Example Road"},"c":[{"z":0.5,"y":"n"}]}"#,
            r#"{"a":{"line1":"1 Example Road","town":"Coventry"},"b":["x","a"],"c":[{"y":"n","z":0.5}]}"#,
            "1760c623b0579e7b14555b1dde74109a5c0b6ce03d7bae4296b72128078b7922",
        );
        check(
            r#"{"note":"Zo\u00eb said \"yes\"\nand\u0001 \/ left"}"#,
            "{\"note\":\"Zoë said \\\"yes\\\"\\nand\\u0001 / left\"}",
            "e159fa4d8bcc2919d495f6037013987e727ca8390b5829ffd9d3db3199cd3c6e",
        );
    }

    #[test]
    fn order_and_white_space_do_not_matter_but_every_character_of_an_answer_does() {
        let of = |json: &str| digest(&serde_json::from_str(json).unwrap());
        assert_eq!(of(r#"{"a":"1","b":"2"}"#), of(r#" {"b" : "2", "a" : "1"} "#));
        assert_eq!(of(r#"{"a":3}"#), of(r#"{"a":3.0}"#));
        assert_ne!(of(r#"{"a":"3"}"#), of(r#"{"a":3}"#));
        assert_ne!(of(r#"{"a":"x"}"#), of(r#"{"a":"x "}"#));
        assert_ne!(of(r#"{"a":["x","y"]}"#), of(r#"{"a":["y","x"]}"#));
    }
}
