//! The keys that open what is sealed to the council, each in a file of its own beside the database.
//!
//! Several, so that a council can take a new one: what was sealed to the old one still waits on somebody's device. A file is
//! named after its key, `seal-ID.key`; what is sealed names the key by the same id.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use cap_application::later::seal::Opener;
use cap_application::submission::sealed::SealedApplication;
use zeroize::Zeroizing;

use crate::arrival::is_hex;
use crate::key::{KeyError, make, read_secret};
use crate::problem::Refusal;

/// What comes before and after the id in the name of a file: 32 secret bytes (RFC 7748), as one line of base64url.
const NAME: (&str, &str) = ("seal-", ".key");

/// The keys in a folder. One that comes later is found when something is sealed to it: no new start is needed.
#[derive(Clone)]
pub struct SealKeys {
    folder: PathBuf,
    keys: Vec<Opener>,
}

impl SealKeys {
    /// Every key in a folder, in the order of their ids; none where there is no folder.
    ///
    /// # Errors
    /// A file cannot be read, or is not the key that its name says.
    pub fn open(folder: &Path) -> Result<Self, KeyError> {
        let failed = |error| KeyError::File {
            path: folder.to_owned(),
            error,
        };
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            entries => Some(entries.map_err(failed)?),
        };
        let mut keys = Vec::new();
        for entry in entries.into_iter().flatten() {
            let name = entry.map_err(failed)?.file_name();
            let name = name.to_str().unwrap_or_default();
            let id = name
                .strip_prefix(NAME.0)
                .and_then(|rest| rest.strip_suffix(NAME.1));
            if let Some(id) = id {
                keys.push(read(folder, id)?);
            }
        }
        keys.sort_by_key(Opener::id);
        Ok(Self {
            folder: folder.to_owned(),
            keys,
        })
    }

    /// Makes another key in a folder, and gives it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn add(folder: &Path) -> Result<Opener, KeyError> {
        let failed = |error| KeyError::File {
            path: folder.to_owned(),
            error,
        };
        let mut secret = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *secret)?;
        let opener = opener(&secret).ok_or_else(|| KeyError::NotAKey(folder.to_owned()))?;
        crate::store::make_private(folder).map_err(failed)?;
        let text = Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(*secret));
        make(folder, &path(folder, &opener.id()), &text).map_err(failed)?;
        Ok(opener)
    }

    /// Their public keys, as the settings name them.
    pub fn public(&self) -> Vec<String> {
        self.keys.iter().map(Opener::public).collect()
    }

    /// Opens what came with this `Idempotency-Key`.
    ///
    /// # Errors
    /// The key it names is not here, or it does not open.
    pub fn unseal(&self, sealed: &SealedApplication, key: &str) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        let id = &sealed.sealed_to;
        let known = self.keys.iter().find(|opener| opener.id() == *id).cloned();
        // An id of another shape would name another file.
        let later = || is_hex(id, 16).then(|| read(&self.folder, id).ok()).flatten();
        let opener = known.or_else(later).ok_or(Refusal::UnknownSealKey)?;
        opener.open(sealed, key).map_err(|_| Refusal::Closed)
    }
}

fn path(folder: &Path, id: &str) -> PathBuf {
    folder.join([NAME.0, id, NAME.1].concat())
}

/// The key in the file that is named after it.
fn read(folder: &Path, id: &str) -> Result<Opener, KeyError> {
    let path = path(folder, id);
    let opener = opener(&read_secret(&path)?).filter(|opener| opener.id() == id);
    opener.ok_or(KeyError::NotAKey(path))
}

fn opener(secret: &[u8; 32]) -> Option<Opener> {
    Opener::from_bytes(secret).ok()
}
