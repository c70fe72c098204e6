//! The key that signs receipts: made once, kept in a file of its own beside the database.
//!
//! Not in the database, so that whoever gets a backup of the applications cannot sign in the council's name. It is
//! backed up apart, or not at all: with a new key old receipts stay good as long as `receipt_keys` of the settings
//! names the old one too.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use cap_application::later::receipt::write_signature;
use cap_application::submission::envelope::Receipt;
use cap_application::submission::signed_text;
use ed25519_dalek::{Signer, SigningKey};

/// Name of the key's file in the data folder: the seed of RFC 8032, 5.1.5, as one line of base64url.
pub const FILE: &str = "receipt.key";

/// An Ed25519 key (RFC 8032).
pub struct Key(SigningKey);

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read, or made.
    #[error("{}: {error}", path.display())]
    File {
        /// Where it should be.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The file holds something else.
    #[error("{}: this is not a key. Put the right file back, or move it away to have a new key made", .0.display())]
    NotAKey(PathBuf),
    /// No random bytes for a new one.
    #[error("no random bytes: {0}")]
    Random(#[from] getrandom::Error),
}

impl Key {
    /// The key in a folder; made where there is none. Two programs that start at once end up with one key.
    ///
    /// # Errors
    /// It cannot be read or made; a file that is there already stays as it is.
    pub fn open(folder: &Path) -> Result<Self, KeyError> {
        let path = folder.join(FILE);
        let failed = |error| KeyError::File {
            path: path.clone(),
            error,
        };
        if !fs::exists(&path).map_err(failed)? {
            crate::store::make_private(folder).map_err(failed)?;
            let mut seed = [0; 32];
            getrandom::fill(&mut seed)?;
            make(folder, &path, &BASE64_URL_SAFE_NO_PAD.encode(seed)).map_err(failed)?;
        }
        Self::read(folder)
    }

    /// The key that is in a folder.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub fn read(folder: &Path) -> Result<Self, KeyError> {
        read_secret(&folder.join(FILE)).map(|seed| Self::from_seed(&seed))
    }

    /// The key of a seed.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public key as the settings name it: base64url without padding.
    pub fn public(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.0.verifying_key().as_bytes())
    }

    /// Signs bytes.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }

    /// Puts the signature into a receipt for this application. One with a line feed in it stays without, but the
    /// endpoint makes no such receipt.
    pub fn sign_receipt(&self, application: &str, receipt: &mut Receipt) {
        let public = self.0.verifying_key().to_bytes();
        receipt.signature = signed_text(application, receipt)
            .map(|text| write_signature(&public, &self.sign(text.as_bytes())));
    }
}

/// The 32 secret bytes in a file, one line of base64url.
pub(crate) fn read_secret(path: &Path) -> Result<[u8; 32], KeyError> {
    let text = fs::read_to_string(path).map_err(|error| KeyError::File {
        path: path.to_owned(),
        error,
    })?;
    let secret = BASE64_URL_SAFE_NO_PAD.decode(text.trim()).ok();
    secret
        .and_then(|secret| secret.try_into().ok())
        .ok_or_else(|| KeyError::NotAKey(path.to_owned()))
}

/// Writes the whole file under another name, to the disk, and only then gives it its own: a link is never made over a
/// file that is there.
pub(crate) fn make(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    let draft = path.with_extension(format!("key.{}", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft)?;
    file.write_all(text.as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    let linked = match fs::hard_link(&draft, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        linked => linked,
    };
    fs::remove_file(&draft)?;
    linked?;
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_signs_as_rfc_8032_says() {
        // RFC 8032, 7.1: test 3, and "SHA(abc)".
        let check = |seed: &str, public: &str, message: &str, signature: &str| {
            let key = Key::from_seed(&bytes(seed).try_into().unwrap());
            assert_eq!(key.public(), BASE64_URL_SAFE_NO_PAD.encode(bytes(public)));
            assert_eq!(key.sign(&bytes(message)).to_vec(), bytes(signature));
        };
        check(
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        );
        check(
            "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
        );
    }

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len() / 2)
            .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap())
            .collect()
    }

    #[test]
    fn a_key_is_made_once_and_only_its_owner_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let public = Key::open(folder.path()).unwrap().public();
        assert_eq!(Key::open(folder.path()).unwrap().public(), public);
        let names: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(names, [FILE]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.path().join(FILE))
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn programs_that_start_at_once_have_one_key() {
        let folder = tempfile::tempdir().unwrap();
        let first = BASE64_URL_SAFE_NO_PAD.encode([1; 32]);
        make(folder.path(), &folder.path().join(FILE), &first).unwrap();
        // The other had not seen it yet.
        make(
            folder.path(),
            &folder.path().join(FILE),
            &BASE64_URL_SAFE_NO_PAD.encode([2; 32]),
        )
        .unwrap();
        assert_eq!(
            Key::open(folder.path()).unwrap().public(),
            Key::from_seed(&[1; 32]).public()
        );
    }

    #[test]
    fn a_file_that_is_no_key_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["", "not a key", "AAAA"] {
            fs::write(folder.path().join(FILE), text).unwrap();
            let error = Key::open(folder.path()).err().unwrap().to_string();
            assert!(error.contains("this is not a key"), "{error}");
            assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), text);
        }
    }
}
