//! Bytes as text: base64 without padding, in its one canonical form.

use base64ct::{Base64Unpadded, Encoding};

pub(crate) fn write(bytes: &[u8]) -> String {
    Base64Unpadded::encode_string(bytes)
}

/// `None`: not base64, or not the form [`write`] gives.
pub(crate) fn read(text: &str) -> Option<Vec<u8>> {
    Base64Unpadded::decode_vec(text).ok()
}

/// `None`: also where it is another number of bytes.
pub(crate) fn read_array<const N: usize>(text: &str) -> Option<[u8; N]> {
    read(text)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_read_back(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            prop_assert_eq!(read(&write(&bytes)), Some(bytes));
        }

        #[test]
        fn no_other_text_reads_as_the_same_bytes(text in "[A-Za-z0-9+/=_-]{0,12}") {
            if let Some(bytes) = read(&text) {
                prop_assert_eq!(write(&bytes), text);
            }
        }
    }
}
