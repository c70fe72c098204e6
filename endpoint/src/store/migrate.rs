//! The tables, brought up to date step by step. `user_version` in the file says how many steps it has had.

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// Each step is applied once, in order, and never changed afterwards.
const STEPS: &[&str] = &[
    "
    CREATE TABLE forms (
        key TEXT PRIMARY KEY,              -- SHA-256 of the file
        json TEXT NOT NULL                 -- the published form as it stood
    ) STRICT;
    CREATE TABLE applications (
        reference TEXT PRIMARY KEY,
        application_id TEXT NOT NULL UNIQUE,
        idempotency_key TEXT NOT NULL UNIQUE,
        provision TEXT NOT NULL,
        form_version TEXT NOT NULL,        -- of the form that was filled in
        form_key TEXT NOT NULL REFERENCES forms (key), -- the form that judged it
        edition TEXT NOT NULL,
        received TEXT NOT NULL,            -- RFC 3339, UTC
        digest TEXT NOT NULL,              -- of the answers
        body_sha256 TEXT NOT NULL,         -- of the request's body
        envelope TEXT NOT NULL,            -- JSON: the record itself
        receipt TEXT NOT NULL              -- JSON: what was answered
    ) STRICT;
    CREATE INDEX applications_by_time ON applications (received);
",
    "
    ALTER TABLE applications ADD COLUMN version INTEGER NOT NULL DEFAULT 1; -- counts from 1
    ALTER TABLE applications ADD COLUMN amends TEXT NOT NULL DEFAULT '[]';  -- JSON: digests it replaced
    CREATE TABLE replaced (                -- versions of applications that an amendment took the place of
        reference TEXT NOT NULL REFERENCES applications (reference),
        version INTEGER NOT NULL,
        idempotency_key TEXT NOT NULL UNIQUE,
        provision TEXT NOT NULL,
        form_version TEXT NOT NULL,
        form_key TEXT NOT NULL REFERENCES forms (key),
        edition TEXT NOT NULL,
        received TEXT NOT NULL,
        digest TEXT NOT NULL,
        body_sha256 TEXT NOT NULL,
        envelope TEXT NOT NULL,
        receipt TEXT NOT NULL,
        amends TEXT NOT NULL,
        PRIMARY KEY (reference, version)
    ) STRICT;
",
    "
    ALTER TABLE applications ADD COLUMN sealed_sha256 TEXT; -- of the body as it travelled; NULL: it was not sealed
    ALTER TABLE replaced ADD COLUMN sealed_sha256 TEXT;
",
];

/// Applies what is missing.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let applied: usize = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let missing = STEPS.get(applied..).ok_or(StoreError::Newer {
        found: applied,
        known: STEPS.len(),
    })?;
    for step in missing {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", STEPS.len())?;
    transaction.commit()?;
    Ok(())
}

/// Refuses a file that is not at this program's step, without changing it.
pub(super) fn check(connection: &Connection) -> Result<(), StoreError> {
    let found: usize = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match found == STEPS.len() {
        true => Ok(()),
        false if found > STEPS.len() => Err(StoreError::Newer {
            found,
            known: STEPS.len(),
        }),
        false => Err(StoreError::Older),
    }
}
