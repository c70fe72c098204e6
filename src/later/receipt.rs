//! Whether the council signed a receipt: Ed25519 (RFC 8032), by the `ed25519-dalek` crate.
//!
//! A signature is written `ed25519:KEY:SIGNATURE`. KEY is the [`key_id`] of the public key, so that a council can take
//! a new key and receipts under the old one stay good as long as the settings name both; SIGNATURE is 64 bytes as
//! base64url without padding. What is signed: [`signed_text`](crate::submission::signed_text).

use base64ct::{Base64UrlUnpadded, Encoding};
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::files::hex;
use crate::submission::envelope::Receipt;
use crate::submission::signed_text;

/// Why a receipt proves nothing. The words go to whoever sent the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// It has no signature.
    #[error("The receipt is not signed.")]
    Unsigned,
    /// Its signature is not one, or one of its lines cannot be signed.
    #[error("The receipt's signature cannot be read.")]
    Unreadable,
    /// It names a key that the settings do not.
    #[error("The receipt is signed with a key that is not known here.")]
    UnknownKey,
    /// Somebody else made it, or it was changed afterwards.
    #[error("The receipt's signature is not the council's.")]
    Forged,
}

/// The short name of a public key: the first 8 bytes of its SHA-256, as 16 lower-case hexadecimal digits.
pub fn key_id(public: &[u8; 32]) -> String {
    Sha256::digest(public).get(..8).map(hex).unwrap_or_default()
}

/// A signature as it stands in a receipt.
pub fn write_signature(public: &[u8; 32], signature: &[u8; 64]) -> String {
    format!(
        "ed25519:{}:{}",
        key_id(public),
        Base64UrlUnpadded::encode_string(signature)
    )
}

/// Checks that the holder of one of these keys (`receipt_keys` of the settings) signed a receipt for this application.
///
/// # Errors
/// Nobody who is known did.
pub fn verify(application: &str, receipt: &Receipt, keys: &[String]) -> Result<(), ReceiptError> {
    let written = receipt.signature.as_deref().ok_or(ReceiptError::Unsigned)?;
    let (id, signature) = written
        .strip_prefix("ed25519:")
        .and_then(|rest| rest.split_once(':'))
        .ok_or(ReceiptError::Unreadable)?;
    let signature: [u8; 64] = read(signature).ok_or(ReceiptError::Unreadable)?;
    let text = signed_text(application, receipt).ok_or(ReceiptError::Unreadable)?;
    let public = keys
        .iter()
        .filter_map(|key| read(key))
        .find(|public| key_id(public) == id)
        .ok_or(ReceiptError::UnknownKey)?;
    if signed(&public, text.as_bytes(), &signature) {
        Ok(())
    } else {
        Err(ReceiptError::Forged)
    }
}

/// Strictly: a key or signature that other implementations may take differently is refused.
fn signed(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(public).is_ok_and(|key| {
        key.verify_strict(message, &Signature::from_bytes(signature))
            .is_ok()
    })
}

/// So many bytes out of base64url, in its one canonical form.
fn read<const N: usize>(text: &str) -> Option<[u8; N]> {
    Base64UrlUnpadded::decode_vec(text).ok()?.try_into().ok()
}

#[cfg(test)]
#[path = "receipt_tests.rs"]
mod tests;
