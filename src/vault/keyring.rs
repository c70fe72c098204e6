//! The keyring: the data key, wrapped once for the passphrase and once for the recovery code.
//!
//! It is stored as a JSON object of exactly this shape, in both stores, the newest valid version winning:
//!
//! ```json
//! {"format":1,"version":3,"passphrase":{…},"recovery":{…},"check":"…"}
//! ```
//!
//! with the parameters and salt of its derivation and the wrapped key in each slot. `check` is the start of a SHA-256
//! over what stands before it. It is no secret and proves nothing against an attacker; it tells a damaged record, of
//! which the other store may hold a whole copy, from a wrong passphrase. That a slot opens is proof that it is genuine.
//!
//! A new passphrase wraps the same data key: whoever copied an older keyring and knows its passphrase still gets in.

use sha2::{Digest, Sha256};

use super::base64;
use super::cipher::Nonce;
use super::kdf::Kdf;
use super::key::{DataKey, WrappingKey};
use super::seal::SealError;
use super::slot::Slot;
use crate::json::{self, Node, Writer};

/// The only version of the keyring format this program writes.
pub const FORMAT: u32 = 1;

/// The key the keyring stands under in both stores.
pub const KEY: &str = "cap/keyring";

/// What opens a keyring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The passphrase.
    Passphrase,
    /// The recovery code.
    Recovery,
}

/// A data key in its two wrappings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyring {
    version: u64,
    passphrase: Slot,
    recovery: Slot,
}

/// A new wrapping: a key and how it was derived, and 24 fresh random bytes.
#[derive(Clone, Copy, Debug)]
pub struct Wrapping<'a> {
    /// How the key was derived.
    pub kdf: Kdf,
    /// The key.
    pub key: &'a WrappingKey,
    /// Used for nothing else.
    pub nonce: [u8; 24],
}

/// Why a stored keyring could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Written by a later release.
    #[error(
        "your passphrase was set up by a newer version of this service (format {0}): reload the page to get that \
         version"
    )]
    Newer(u32),
    /// Not a keyring, cut short, or damaged.
    #[error("what your passphrase unlocks is damaged and cannot be read")]
    Damaged,
}

/// Why a keyring did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It was another passphrase.
    #[error(
        "That is not the passphrase set up on this device. Check capital letters and spaces, and try again"
    )]
    WrongPassphrase,
    /// It was another recovery code.
    #[error("That is not the recovery code for this device. Check that it is the one printed last")]
    WrongRecoveryCode,
}

/// Why a wrapping was not replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplaceError {
    /// The keyring did not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The new wrapping could not be made.
    #[error(transparent)]
    Seal(#[from] SealError),
}

impl Keyring {
    /// A keyring for a new data key.
    ///
    /// # Errors
    /// The cipher refused, which it does not for a key.
    pub fn make(data: &DataKey, passphrase: Wrapping<'_>, recovery: Wrapping<'_>) -> Result<Self, SealError> {
        Ok(Self {
            version: 1,
            passphrase: wrap(Way::Passphrase, data, passphrase)?,
            recovery: wrap(Way::Recovery, data, recovery)?,
        })
    }

    /// Rises by one with each change; the newest of two valid keyrings wins.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// How the key of this way in is to be derived.
    pub fn kdf(&self, way: Way) -> &Kdf {
        &self.slot(way).kdf
    }

    /// The data key.
    ///
    /// # Errors
    /// It was the wrong passphrase or recovery code.
    pub fn open(&self, way: Way, key: &WrappingKey) -> Result<DataKey, OpenError> {
        self.slot(way).open(name(way), key).ok_or(match way {
            Way::Passphrase => OpenError::WrongPassphrase,
            Way::Recovery => OpenError::WrongRecoveryCode,
        })
    }

    /// Whether a new secret would get more work than this one: then its wrapping is made anew when it opens the keyring.
    pub fn outdated(&self, way: Way) -> bool {
        !self.kdf(way).is_current()
    }

    /// The keyring with one wrapping made anew, for a new passphrase, a new recovery code, or more work with the same.
    /// The other stays. It takes a key that opens the keyring, and not the data key, so that the wrappings can never
    /// come to hold different ones.
    ///
    /// # Errors
    /// The old key does not open the keyring.
    pub fn replace(
        &self,
        (way, key): (Way, &WrappingKey),
        replaced: Way,
        new: Wrapping<'_>,
    ) -> Result<Self, ReplaceError> {
        let slot = wrap(replaced, &self.open(way, key)?, new)?;
        let mut keyring = Self {
            version: self.version.saturating_add(1),
            ..self.clone()
        };
        match replaced {
            Way::Passphrase => keyring.passphrase = slot,
            Way::Recovery => keyring.recovery = slot,
        }
        Ok(keyring)
    }

    /// The text to store.
    pub fn write(&self) -> String {
        let mut out = Writer::default();
        out.open('{');
        out.name("format").digits(&FORMAT.to_string());
        out.name("version").digits(&self.version.to_string());
        for way in [Way::Passphrase, Way::Recovery] {
            self.slot(way).write(out.name(name(way)));
        }
        let mut text = out.finish();
        let check = base64::write(&Sha256::digest(&text)[..16]);
        text.push_str(",\"check\":\"");
        text.push_str(&check);
        text.push_str("\"}");
        text
    }

    fn slot(&self, way: Way) -> &Slot {
        match way {
            Way::Passphrase => &self.passphrase,
            Way::Recovery => &self.recovery,
        }
    }
}

/// Reads what a store gave back.
///
/// # Errors
/// A newer format, or text that this format does not write.
pub fn read(text: &str) -> Result<Keyring, ReadError> {
    let json = json::parse_quietly(text).ok_or(ReadError::Damaged)?;
    match json::format(&json) {
        Some(FORMAT) => {}
        Some(newer) if newer > FORMAT => return Err(ReadError::Newer(newer)),
        _ => return Err(ReadError::Damaged),
    }
    let keyring = json::read_quietly(&json, keyring).flatten();
    keyring
        .filter(|keyring| keyring.write() == text)
        .ok_or(ReadError::Damaged)
}

fn keyring(at: &Node<'_>) -> Option<Keyring> {
    Some(Keyring {
        version: at.get("version").whole(0, i64::MAX).unsigned_abs(),
        passphrase: Slot::read(&at.get(name(Way::Passphrase)))?,
        recovery: Slot::read(&at.get(name(Way::Recovery)))?,
    })
}

fn name(way: Way) -> &'static str {
    match way {
        Way::Passphrase => "passphrase",
        Way::Recovery => "recovery",
    }
}

fn wrap(way: Way, data: &DataKey, new: Wrapping<'_>) -> Result<Slot, SealError> {
    let nonce: Nonce = new.nonce;
    Slot::wrap(name(way), new.kdf, new.key, nonce, data).ok_or(SealError::TooLarge)
}
