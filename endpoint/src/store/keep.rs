//! Keeping an application: once, whatever the network did.

use cap_application::submission::envelope::{Envelope, Receipt};
use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, named_params};
use sha2::{Digest, Sha256};

use super::{Store, StoreError};
use crate::reference;

/// What tells one attempt to send from another.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The `Idempotency-Key`.
    pub key: String,
    /// SHA-256 of the body as it came.
    pub body_sha256: String,
    /// Id of the application.
    pub application: String,
    /// Digest of its answers, as worked out here.
    pub digest: String,
}

impl Attempt {
    /// An attempt to send this envelope, which stood in this body. Its digest has been checked.
    pub fn new(key: String, body: &[u8], envelope: &Envelope) -> Self {
        let (application, digest) = (envelope.application.clone(), envelope.digest.clone());
        Self {
            key,
            body_sha256: sha256(body),
            application,
            digest,
        }
    }
}

/// What the store has of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// It was kept just now.
    New(Receipt),
    /// It had been kept before, under this receipt.
    Before(Receipt),
    /// The key had been used for another body.
    KeyReused,
    /// The application had been kept with other answers.
    ApplicationDiffers,
}

impl Store {
    /// What is known of an attempt; `None` where it is new.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn known(&self, attempt: &Attempt) -> Result<Option<Known>, StoreError> {
        known(&self.connection(), attempt)
    }

    /// Keeps an application that was found valid, unless it is known already, and says which.
    ///
    /// # Errors
    /// The database cannot be written; then nothing was kept.
    pub fn keep(
        &self,
        attempt: &Attempt,
        envelope: &Envelope,
        form_key: &str,
        now: DateTime<Utc>,
    ) -> Result<Known, StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if let Some(known) = known(&transaction, attempt)? {
            return Ok(known);
        }
        let receipt = Receipt {
            reference: unused_reference(&transaction)?,
            digest: attempt.digest.clone(),
            received: now.to_rfc3339_opts(SecondsFormat::Millis, true),
            signature: None,
        };
        insert(&transaction, attempt, envelope, form_key, &receipt)?;
        transaction.commit()?;
        Ok(Known::New(receipt))
    }

    /// Keeps a published form, once, and returns its key.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn keep_form(&self, json: &str) -> Result<String, StoreError> {
        let key = sha256(json.as_bytes());
        self.connection().execute(
            "INSERT OR IGNORE INTO forms (key, json) VALUES (?1, ?2)",
            (&key, json),
        )?;
        Ok(key)
    }
}

/// SHA-256 in lower-case hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn known(connection: &Connection, attempt: &Attempt) -> Result<Option<Known>, StoreError> {
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let by_key: Option<(String, String, String)> = connection
        .prepare_cached("SELECT receipt, digest, body_sha256 FROM applications WHERE idempotency_key = ?1")?
        .query_row([&attempt.key], row)
        .optional()?;
    if let Some((receipt, digest, body)) = by_key {
        let same = digest == attempt.digest && body == attempt.body_sha256;
        return Ok(Some(if same {
            Known::Before(serde_json::from_str(&receipt)?)
        } else {
            Known::KeyReused
        }));
    }
    let by_application: Option<(String, String)> = connection
        .prepare_cached("SELECT receipt, digest FROM applications WHERE application_id = ?1")?
        .query_row([&attempt.application], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(match by_application {
        None => None,
        Some((receipt, digest)) if digest == attempt.digest => {
            Some(Known::Before(serde_json::from_str(&receipt)?))
        }
        Some(_) => Some(Known::ApplicationDiffers),
    })
}

fn unused_reference(connection: &Connection) -> Result<String, StoreError> {
    let mut used = connection.prepare_cached("SELECT 1 FROM applications WHERE reference = ?1")?;
    loop {
        let reference = reference::random()?;
        if !used.exists([&reference])? {
            return Ok(reference);
        }
    }
}

fn insert(
    connection: &Connection,
    attempt: &Attempt,
    envelope: &Envelope,
    form_key: &str,
    receipt: &Receipt,
) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO applications (reference, application_id, idempotency_key, provision, form_version, form_key,
             edition, received, digest, body_sha256, envelope, receipt)
         VALUES (:reference, :application, :key, :provision, :form_version, :form_key,
             :edition, :received, :digest, :body, :envelope, :receipt)",
        named_params! {
            ":reference": receipt.reference,
            ":application": attempt.application,
            ":key": attempt.key,
            ":provision": envelope.provision,
            ":form_version": envelope.form_version,
            ":form_key": form_key,
            ":edition": envelope.edition,
            ":received": receipt.received,
            ":digest": attempt.digest,
            ":body": attempt.body_sha256,
            ":envelope": serde_json::to_string(envelope)?,
            ":receipt": serde_json::to_string(receipt)?,
        },
    )?;
    Ok(())
}
