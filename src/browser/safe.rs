//! The data key, in memory while the screen is unlocked. Nothing reaches a store but through it.

use zeroize::Zeroizing;

use super::{Browser, local, random};
use crate::draft::{keep, stored};
use crate::session::message::{Store, StoredRecord};
use crate::vault::key::DataKey;
use crate::vault::keyring;
use crate::vault::seal::{self, Place, Stamp, Stored};

/// What a record of this release begins with: damaged, it is still not plain text.
const SEALED: &str = "{\"format\":3,";
/// Where the browser has no source of random numbers.
pub const NO_RANDOM: &str = "This browser has no secure random numbers, so nothing can be kept here.";

/// The key, and what goes with it.
#[derive(Default)]
pub struct Safe {
    key: Option<DataKey>,
    /// As it is stored: a store that was cleared meanwhile gets it back with the next record.
    keyring: String,
    /// Sealed records that local storage did not take, so that a lock loses nothing while the page is there.
    held: Vec<StoredRecord>,
}

impl Safe {
    /// Takes in the key, and the text of the keyring that it came from.
    pub fn open(&mut self, key: DataKey, keyring: String) {
        self.key = Some(key);
        self.keyring = keyring;
    }

    /// The key is wiped.
    pub fn close(&mut self) {
        self.key = None;
    }

    /// Whether the key is there.
    pub fn is_open(&self) -> bool {
        self.key.is_some()
    }

    /// The text of the keyring; "" before there was one.
    pub fn keyring(&self) -> &str {
        &self.keyring
    }

    /// The keyring was replaced.
    pub fn replaced(&mut self, keyring: String) {
        self.keyring = keyring;
    }

    /// Holds a record that was refused, or lets go of what was held under its key.
    pub fn hold(&mut self, key: &str, text: &str, refused: bool) {
        self.held.retain(|held| held.key != key);
        if refused {
            self.held.push(StoredRecord {
                store: Store::Local,
                key: key.to_owned(),
                text: text.to_owned(),
            });
        }
    }

    /// What is held.
    pub fn held(&self) -> Vec<StoredRecord> {
        self.held.clone()
    }

    /// A record opened. What is not sealed, or does not open, comes back as it stands.
    pub fn opened(&self, mut record: StoredRecord) -> StoredRecord {
        let plain = match (&self.key, seal::read(&record.text)) {
            (Some(key), Ok(Stored::Sealed(sealed))) => sealed.open(key, place(&record.key)).ok(),
            _ => None,
        };
        if let Some(mut plain) = plain {
            record.text = std::mem::take(&mut *plain);
        }
        record
    }

    fn seal(&self, key: &str, stamp: Stamp, text: &str) -> Result<String, String> {
        let data = self.key.as_ref().ok_or("Without a passphrase nothing is kept.")?;
        let nonce = random::nonce().ok_or(NO_RANDOM)?;
        seal::seal(data, place(key), stamp, nonce, text).map_err(|error| error.to_string())
    }
}

/// `cap/draft/…` is a draft.
fn place(key: &str) -> Place<'_> {
    Place {
        kind: key.split('/').nth(1).unwrap_or_default(),
        key,
    }
}

impl Browser {
    /// The text to store for a record.
    ///
    /// # Errors
    /// There is no key, in words.
    pub(super) fn sealed(&self, key: &str, stamp: Stamp, text: &str) -> Result<String, String> {
        self.safe.borrow().seal(key, stamp, text)
    }

    /// Gives a store that was cleared meanwhile the keyring back.
    pub(super) fn keep_keyring(&self) {
        if !local::holds(keyring::KEY) {
            self.keep(keyring::KEY, &self.safe.borrow().keyring);
        }
    }

    /// Records of before there was a passphrase are sealed, each in its own store, damaged ones too.
    pub(super) fn seal_plain(&self, record: &StoredRecord) {
        let plain = match seal::read(&record.text) {
            Ok(Stored::Plain) => true,
            Err(seal::ReadError::Damaged) => !record.text.starts_with(SEALED),
            _ => false,
        };
        if !plain || !record.key.starts_with(stored::KEY_PREFIX) {
            return;
        }
        // What cannot be read is for people to look at: no time takes it away.
        let stamp = stored::read(&record.key, &record.text)
            .map_or((0, i64::MAX), |draft| (draft.version, keep::stamp(&draft)));
        let (version, changed) = stamp;
        if let Ok(text) = self.sealed(&record.key, Stamp { version, changed }, &record.text) {
            self.keep_in(record.store, &record.key, &text);
        }
    }

    /// Writes a text to both stores, as far as they let it.
    pub(super) fn keep(&self, key: &str, text: &str) {
        self.keep_in(Store::Local, key, text);
        self.keep_in(Store::Indexed, key, text);
    }

    fn keep_in(&self, store: Store, key: &str, text: &str) {
        match store {
            Store::Local => {
                let _ = local::write(&self.page, &key.into(), &text.into());
            }
            Store::Indexed => {
                self.indexed()
                    .inspect(|database| database.put(&key.into(), &text.into()));
            }
        }
    }

    /// Every record of both stores, local storage last and in the same moment, and what no store took.
    pub(super) async fn stored(&self) -> Vec<StoredRecord> {
        let mut records = match self.indexed() {
            Some(database) => database.read_all().await.unwrap_or_default(),
            None => Vec::new(),
        };
        records.extend(local::read_all());
        records.extend(self.safe.borrow().held());
        records
    }
}

/// A text that is wiped, from the random source.
pub fn key() -> Result<Zeroizing<[u8; 32]>, String> {
    Ok(Zeroizing::new(random::bytes().ok_or(NO_RANDOM)?))
}
