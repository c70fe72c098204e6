//! Reading what was kept.

use cap_application::submission::envelope::{Envelope, Receipt};
use rusqlite::{OptionalExtension, TransactionBehavior};
use serde::Serialize;

use super::{Store, StoreError};

/// A line of the list: nothing in it is about a student.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The council's reference.
    pub reference: String,
    /// When it was received, RFC 3339 in UTC.
    pub received: String,
    /// Provision applied for.
    pub provision: String,
    /// Edition whose rules were shown.
    pub edition: String,
}

/// An application with all that belongs to it.
#[derive(Clone, Debug)]
pub struct Record {
    /// What was received.
    pub envelope: Envelope,
    /// What was answered.
    pub receipt: Receipt,
    /// The form that judged it, as published.
    pub form_json: String,
    /// Versions that amendments took the place of, oldest first.
    pub replaced: Vec<Version>,
}

/// One version of an application.
#[derive(Clone, Debug, Serialize)]
pub struct Version {
    /// What was answered.
    pub receipt: Receipt,
    /// What was received.
    pub application: Envelope,
}

impl Store {
    /// Whether the database can be read and written, by reading and by beginning to write.
    ///
    /// # Errors
    /// It cannot.
    pub fn check(&self) -> Result<(), StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for table in ["forms", "applications", "replaced"] {
            transaction
                .prepare_cached(&format!("SELECT 1 FROM {table} LIMIT 1"))?
                .exists([])?;
        }
        Ok(transaction.rollback()?)
    }

    /// SQLite's `synchronous`: 2 (FULL) where every commit waits for the disk.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn synchronous(&self) -> Result<u32, StoreError> {
        Ok(self
            .connection()
            .pragma_query_value(None, "synchronous", |row| row.get(0))?)
    }

    /// The receipt of an application as it stands, as JSON; `None` where there is no such reference.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn receipt(&self, reference: &str) -> Result<Option<String>, StoreError> {
        Ok(self
            .connection()
            .prepare_cached("SELECT receipt FROM applications WHERE reference = ?1")?
            .query_row([reference], |row| row.get(0))
            .optional()?)
    }

    /// Every application, oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn rows(&self) -> Result<Vec<Row>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT reference, received, provision, edition FROM applications ORDER BY received, rowid",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(Row {
                reference: row.get(0)?,
                received: row.get(1)?,
                provision: row.get(2)?,
                edition: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One application; `None` where there is no such reference.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn record(&self, reference: &str) -> Result<Option<Record>, StoreError> {
        let json: Option<(String, String, String)> = self
            .connection()
            .prepare_cached(
                "SELECT envelope, receipt, json FROM applications JOIN forms ON key = form_key WHERE reference = ?1",
            )?
            .query_row([reference], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((envelope, receipt, form_json)) = json else {
            return Ok(None);
        };
        Ok(Some(Record {
            envelope: serde_json::from_str(&envelope)?,
            receipt: serde_json::from_str(&receipt)?,
            form_json,
            replaced: self.replaced(reference)?,
        }))
    }

    fn replaced(&self, reference: &str) -> Result<Vec<Version>, StoreError> {
        let connection = self.connection();
        let mut statement = connection
            .prepare_cached("SELECT receipt, envelope FROM replaced WHERE reference = ?1 ORDER BY version")?;
        let rows = statement.query_map([reference], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.map(|row| {
            let (receipt, application): (String, String) = row?;
            Ok(Version {
                receipt: serde_json::from_str(&receipt)?,
                application: serde_json::from_str(&application)?,
            })
        })
        .collect()
    }
}
