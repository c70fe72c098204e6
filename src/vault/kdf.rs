//! How much work it is to derive a key: stored beside what the key wraps, so that it can be raised later.

use super::base64;
use crate::json::{Node, Writer};

/// Least memory, KiB: the 19 MiB that OWASP's Password Storage Cheat Sheet asks of Argon2id at two passes.
const LEAST_MEMORY: u32 = 19 * 1024;
/// Most memory, KiB, that a stored record may ask of a school's computer.
const MOST_MEMORY: u32 = 256 * 1024;
/// Least passes over the memory, from the same advice.
const LEAST_PASSES: u32 = 2;
const MOST_PASSES: u32 = 16;
const MOST_LANES: u32 = 4;

/// RFC 9106's second recommended option, 64 MiB and 3 passes, but in one lane: a browser's worker has one thread. About
/// five times the work of OWASP's least, and measured at 0.25 s in Chromium and 0.46 s in Firefox, once per unlocking.
const MEMORY: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;

/// Parameters of Argon2id (version 0x13) for one secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kdf {
    memory: u32,
    passes: u32,
    lanes: u32,
    salt: [u8; 16],
}

/// Why parameters were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KdfError {
    /// So little work that a passphrase could be guessed, or so much that the computer would stand still.
    #[error("it asks for too little or too much work")]
    OutOfBounds,
}

impl Kdf {
    /// What is used for a new secret, with a fresh random salt.
    pub fn new(salt: [u8; 16]) -> Self {
        Self {
            memory: MEMORY,
            passes: PASSES,
            lanes: LANES,
            salt,
        }
    }

    /// Parameters from elsewhere: memory in KiB, passes over it, lanes.
    ///
    /// # Errors
    /// Less than 19 MiB, two passes or one lane; more than 256 MiB, 16 passes or four lanes.
    pub fn checked(memory: u32, passes: u32, lanes: u32, salt: [u8; 16]) -> Result<Self, KdfError> {
        let within = (LEAST_MEMORY..=MOST_MEMORY).contains(&memory)
            && (LEAST_PASSES..=MOST_PASSES).contains(&passes)
            && (1..=MOST_LANES).contains(&lanes);
        let kdf = Self {
            memory,
            passes,
            lanes,
            salt,
        };
        within.then_some(kdf).ok_or(KdfError::OutOfBounds)
    }

    /// Memory in KiB.
    pub fn memory(&self) -> u32 {
        self.memory
    }

    /// Passes over the memory.
    pub fn passes(&self) -> u32 {
        self.passes
    }

    /// Lanes.
    pub fn lanes(&self) -> u32 {
        self.lanes
    }

    /// Salt.
    pub fn salt(&self) -> &[u8; 16] {
        &self.salt
    }

    /// Whether a new secret would get no more work than this one.
    pub fn is_current(&self) -> bool {
        self.memory >= MEMORY && self.passes >= PASSES
    }

    /// Members of an object.
    pub(crate) fn write(&self, out: &mut Writer) {
        out.name("memory").digits(&self.memory.to_string());
        out.name("passes").digits(&self.passes.to_string());
        out.name("lanes").digits(&self.lanes.to_string());
        out.name("salt").text(&base64::write(&self.salt));
    }

    /// From the members of an object.
    pub(crate) fn read(at: &Node<'_>) -> Option<Self> {
        let salt = base64::read_array(&at.get("salt").text())?;
        let number = |name| at.get(name).u32();
        Self::checked(number("memory"), number("passes"), number("lanes"), salt).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_neither_nothing_nor_without_end() {
        let check = |memory, passes, lanes, within: bool| {
            let checked = Kdf::checked(memory, passes, lanes, [0; 16]);
            assert_eq!(checked.is_ok(), within, "{memory} KiB, {passes}, {lanes}");
        };
        check(19 * 1024, 2, 1, true);
        check(64 * 1024, 3, 1, true);
        check(256 * 1024, 16, 4, true);
        check(0, 0, 0, false);
        check(19 * 1024 - 1, 2, 1, false);
        check(19 * 1024, 1, 1, false);
        check(19 * 1024, 2, 0, false);
        check(256 * 1024 + 1, 2, 1, false);
        check(19 * 1024, 17, 1, false);
        check(19 * 1024, 2, 5, false);
        check(u32::MAX, u32::MAX, u32::MAX, false);
    }

    #[test]
    fn less_work_than_a_new_secret_gets_is_to_be_raised() {
        assert!(Kdf::new([0; 16]).is_current());
        let old = Kdf::checked(19 * 1024, 2, 1, [0; 16]).unwrap();
        assert!(!old.is_current());
    }
}
