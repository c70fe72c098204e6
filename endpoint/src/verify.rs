//! `council verify`: whether a proof of receipt that somebody brings is one.

use std::path::{Path, PathBuf};
use std::{fs, io};

use cap_application::later::receipt::{self, ReceiptError};
use cap_application::submission::proof::{FORMAT, Proof};

use crate::key::{Key, KeyError};

/// Why a proof proves nothing.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The file cannot be read.
    #[error("{}: {error}", path.display())]
    File {
        /// Where it should be.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// There is no such line in it.
    #[error("{}: there is no proof of receipt in this file: its last line begins with {{", .0.display())]
    NoProof(PathBuf),
    /// The line is something else.
    #[error("{}: the last line is not a proof of receipt: {error}", path.display())]
    Shape {
        /// The file.
        path: PathBuf,
        /// Where it differs.
        error: serde_json::Error,
    },
    /// It is of a later program.
    #[error("the proof is of format {0}, and this program knows {FORMAT}")]
    Format(u32),
    /// The key cannot be had.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The signature is not the council's.
    #[error("NOT PROVED. {0} The key that signed it may be an earlier one: give it with --key")]
    Receipt(#[from] ReceiptError),
}

/// What a proof proves, in words. The keys that count are those given and the one in the data folder.
///
/// # Errors
/// It proves nothing.
pub fn verify(file: &Path, data: Option<&Path>, mut keys: Vec<String>) -> Result<String, VerifyError> {
    let text = fs::read_to_string(file).map_err(|error| VerifyError::File {
        path: file.to_owned(),
        error,
    })?;
    let line = text.lines().rev().find(|line| !line.trim().is_empty());
    let line = line
        .filter(|line| line.trim_start().starts_with('{'))
        .ok_or_else(|| VerifyError::NoProof(file.to_owned()))?;
    let proof: Proof = serde_json::from_str(line).map_err(|error| VerifyError::Shape {
        path: file.to_owned(),
        error,
    })?;
    if proof.format != FORMAT {
        return Err(VerifyError::Format(proof.format));
    }
    if let Some(data) = data {
        keys.push(Key::read(data)?.public());
    }
    receipt::verify(&proof.application, &proof.receipt, &keys)?;
    let found = &proof.receipt;
    Ok(format!(
        "Proved: the council received the application {}\n  reference  {}\n  received   {}\n  digest     {}\n\
         Nothing else in the file is proved.\n",
        proof.application, found.reference, found.received, found.digest
    ))
}
