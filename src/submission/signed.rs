//! What the council's signature of a receipt is made over. Who verifies it is `later::receipt`: the first page has no
//! code for signatures.

use super::envelope::Receipt;

/// First line of what is signed: what it is and in which version, so that a signature can never be taken for one of
/// something else.
pub const SIGNED: &str = "cap-receipt-1";

/// The bytes that are signed, as UTF-8: five lines, each ended by one line feed (U+000A). They are [`SIGNED`], the id
/// of the application (which the receipt does not repeat), then the receipt's reference, digest and time received, as
/// they stand in its JSON once escapes are read:
///
/// ```text
/// cap-receipt-1
/// 0123456789abcdef0123456789abcdef
/// CAP-22222222
/// 7fbcbb32e5c1af39163e52c83546e9db62dfa420171cf1c1ec4c247905596dc2
/// 2026-11-23T09:00:00.000Z
/// ```
///
/// `None`: one of them has a line feed in it, so that the lines would not say where it ends.
pub fn signed_text(application: &str, receipt: &Receipt) -> Option<String> {
    lines(&[
        SIGNED,
        application,
        &receipt.reference,
        &receipt.digest,
        &receipt.received,
    ])
}

/// Lines, each ended by one line feed. `None`: one of them has a line feed in it.
pub(super) fn lines(all: &[&str]) -> Option<String> {
    let mut text = String::new();
    for line in all {
        if line.bytes().any(|byte| byte == b'\n') {
            return None;
        }
        text.push_str(line);
        text.push('\n');
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn receipt(reference: &str, digest: &str, received: &str) -> Receipt {
        Receipt {
            reference: reference.to_owned(),
            digest: digest.to_owned(),
            received: received.to_owned(),
            signature: None,
        }
    }

    #[test]
    fn a_receipt_is_signed_line_by_line() {
        let text = signed_text("id", &receipt("CAP-22222222", "00", "2026-11-23T09:00:00.000Z"));
        let expected = "cap-receipt-1\nid\nCAP-22222222\n00\n2026-11-23T09:00:00.000Z\n";
        assert_eq!(text.as_deref(), Some(expected));
        assert_eq!(signed_text("id", &receipt("a\nb", "", "")), None);
        assert_eq!(signed_text("id\n", &receipt("", "", "")), None);
    }

    proptest! {
        #[test]
        fn no_two_receipts_are_signed_alike(
            one in prop::array::uniform4("[a\n]{0,2}"), other in prop::array::uniform4("[a\n]{0,2}"),
        ) {
            let of = |parts: &[String; 4]| signed_text(&parts[0], &receipt(&parts[1], &parts[2], &parts[3]));
            if let (Some(text), Some(another)) = (of(&one), of(&other)) {
                prop_assert_eq!(text == another, one == other);
            }
        }
    }
}
