//! `council show`: one application, as JSON or as a pack to read.

mod pack;

use cap_application::submission::envelope::{Envelope, Receipt};
use serde::Serialize;

use crate::store::{Store, StoreError, Version};

/// Why an application cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum ShowError {
    /// No such reference.
    #[error("there is no application with the reference {0}")]
    NoSuchReference(String),
    /// The database, or the record.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The form that judged it is of a format this program does not read.
    #[error("the form it was judged by cannot be read ({0}); show it with --json instead")]
    Form(serde_json::Error),
}

/// What `--json` prints.
#[derive(Serialize)]
struct Shown {
    receipt: Receipt,
    application: Envelope,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    replaced: Vec<Version>,
}

/// The application with this reference; letters may be small.
///
/// # Errors
/// There is none, or it cannot be read.
pub fn show(store: &Store, reference: &str, json: bool) -> Result<String, ShowError> {
    let reference = reference.trim().to_ascii_uppercase();
    let record = store
        .record(&reference)?
        .ok_or(ShowError::NoSuchReference(reference))?;
    if json {
        let shown = Shown {
            receipt: record.receipt,
            application: record.envelope,
            replaced: record.replaced,
        };
        return Ok(serde_json::to_string_pretty(&shown).map_err(StoreError::from)? + "\n");
    }
    let form = serde_json::from_str(&record.form_json).map_err(ShowError::Form)?;
    Ok(pack::pack(&record, &form))
}
