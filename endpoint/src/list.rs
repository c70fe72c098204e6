//! `council list`.

use std::fmt::Write;

use crate::store::{Store, StoreError};

/// A line for each application, oldest first, under a heading.
///
/// # Errors
/// The database cannot be read.
pub fn list(store: &Store) -> Result<String, StoreError> {
    let mut text = String::new();
    let mut line = |reference: &str, received: &str, provision: &str, edition: &str| {
        let _ = writeln!(
            text,
            "{reference:<12}  {received:<24}  {provision:<20}  {edition}"
        );
    };
    line("Reference", "Received (UTC)", "Provision", "Edition");
    for row in store.rows()? {
        line(&row.reference, &row.received, &row.provision, &row.edition);
    }
    Ok(text)
}
