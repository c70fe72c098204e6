//! Whether an attempt to send was here before.

use rusqlite::{Connection, OptionalExtension, Row};

use super::keep::{Attempt, Known};
use super::{Kept, StoreError};

/// What has to be done with an attempt.
pub(super) enum Standing {
    /// Nothing: it is settled.
    Settled(Known),
    /// It is the first of its application.
    New,
    /// It replaces the version of its application that is kept.
    Amends {
        /// The application's reference.
        reference: String,
    },
}

struct Version {
    kept: Kept,
    digest: String,
    body_sha256: String,
}

/// Looks an attempt up, first by its key and then by its application.
pub(super) fn standing(connection: &Connection, attempt: &Attempt) -> Result<Standing, StoreError> {
    if let Some(version) = by_key(connection, &attempt.key)? {
        let same = version.digest == attempt.digest && version.body_sha256 == attempt.body_sha256;
        return Ok(Standing::Settled(if same {
            Known::Before(version.kept)
        } else {
            Known::KeyReused
        }));
    }
    let Some(current) = by_application(connection, &attempt.application)? else {
        // Also an amendment: what it replaces has not arrived, and will be refused if it does.
        return Ok(Standing::New);
    };
    Ok(if current.digest == attempt.digest {
        Standing::Settled(Known::Before(current.kept))
    } else if attempt.amends.contains(&current.digest) {
        Standing::Amends {
            reference: current.kept.reference,
        }
    } else if attempt.amends.is_empty() {
        Standing::Settled(Known::ApplicationDiffers)
    } else {
        Standing::Settled(Known::AmendsOther)
    })
}

/// A key is used once, also among versions that were replaced.
fn by_key(connection: &Connection, key: &str) -> Result<Option<Version>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT reference, receipt, digest, body_sha256 FROM applications WHERE idempotency_key = ?1
             UNION ALL
             SELECT reference, receipt, digest, body_sha256 FROM replaced WHERE idempotency_key = ?1",
        )?
        .query_row([key], version)
        .optional()?)
}

/// The receipt for a sealed body, also of a version that was replaced.
pub(super) fn by_sealed(
    connection: &Connection,
    key: &str,
    sealed_sha256: &str,
) -> rusqlite::Result<Option<Kept>> {
    connection
        .prepare_cached(
            "SELECT reference, receipt FROM applications WHERE idempotency_key = ?1 AND sealed_sha256 = ?2
             UNION ALL
             SELECT reference, receipt FROM replaced WHERE idempotency_key = ?1 AND sealed_sha256 = ?2",
        )?
        .query_row([key, sealed_sha256], |row| {
            Ok(Kept {
                reference: row.get(0)?,
                receipt: row.get(1)?,
            })
        })
        .optional()
}

fn by_application(connection: &Connection, id: &str) -> Result<Option<Version>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT reference, receipt, digest, body_sha256 FROM applications WHERE application_id = ?1",
        )?
        .query_row([id], version)
        .optional()?)
}

fn version(row: &Row<'_>) -> rusqlite::Result<Version> {
    Ok(Version {
        kept: Kept {
            reference: row.get(0)?,
            receipt: row.get(1)?,
        },
        digest: row.get(2)?,
        body_sha256: row.get(3)?,
    })
}
