//! From a passphrase to a key: Argon2id, RFC 9106.
//!
//! It takes a quarter of a second and 64 MiB on purpose, so it runs in a worker, in a program of its own.

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use super::kdf::Kdf;
use super::key::WrappingKey;

/// Why no key could be derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeriveError {
    /// The memory is not to be had.
    #[error("this computer does not have enough free memory: close other tabs and programs, then try again")]
    Memory,
    /// Four gigabytes of passphrase.
    #[error("the passphrase is too long: use a shorter one")]
    TooLong,
}

/// The key a secret and its parameters give.
///
/// The secret is taken byte by byte as UTF-8: nothing is trimmed, changed in case or normalised. "é" typed as one
/// character and as two are different; a browser gives one of them for one keyboard, and a page that wants more
/// normalises before it calls.
///
/// # Errors
/// There is not enough memory, or the secret is too long.
pub fn derive(kdf: &Kdf, secret: &[u8]) -> Result<WrappingKey, DeriveError> {
    let mut key = Zeroizing::new([0; 32]);
    let work = |error| match error {
        argon2::Error::PwdTooLong => DeriveError::TooLong,
        _ => DeriveError::Memory,
    };
    let params = Params::new(kdf.memory(), kdf.passes(), kdf.lanes(), Some(key.len())).map_err(work)?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret, kdf.salt(), &mut *key)
        .map_err(work)?;
    Ok(WrappingKey::new(key))
}
