//! Keeping an application: once, whatever the network did.

use cap_application::submission::envelope::{Envelope, Receipt};
use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, TransactionBehavior, named_params};
use sha2::{Digest, Sha256};

use super::known::{Standing, by_sealed, standing};
use super::{Kept, Store, StoreError};
use crate::arrival::Arrived;
use crate::key::Key;
use crate::reference;

/// What tells one attempt to send from another.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The `Idempotency-Key`.
    pub key: String,
    /// SHA-256 of the body, opened where it was sealed.
    pub body_sha256: String,
    /// SHA-256 of the sealed body as it came; `None` where it was not sealed.
    pub sealed_sha256: Option<String>,
    /// Id of the application.
    pub application: String,
    /// Digest of its answers, as worked out here.
    pub digest: String,
    /// Digests of the versions it replaces; none where it is no amendment.
    pub amends: Vec<String>,
}

impl Attempt {
    /// An attempt to send what arrived in this body, opened where it was sealed. Its digest has been checked.
    pub fn new(key: String, body: &[u8], sealed_sha256: Option<String>, arrived: &Arrived) -> Self {
        Self {
            key,
            body_sha256: sha256(body),
            sealed_sha256,
            application: arrived.envelope.application.clone(),
            digest: arrived.envelope.digest.clone(),
            amends: arrived.amends.clone(),
        }
    }
}

/// What the store has of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// It was kept just now, as the first of its application.
    New(Kept),
    /// It was kept just now, in the place of an earlier version.
    Amended(Kept),
    /// It had been kept before, under this receipt.
    Before(Kept),
    /// The key had been used for another body.
    KeyReused,
    /// The application had been kept with other answers.
    ApplicationDiffers,
    /// The application had been kept with answers that are not among those it replaces.
    AmendsOther,
}

/// With what an application is kept.
pub struct Keeping<'a> {
    /// Key of the form that judged it.
    pub form_key: &'a str,
    /// The key that signs its receipt.
    pub key: &'a Key,
    /// When it was received.
    pub now: DateTime<Utc>,
}

impl Store {
    /// What is known of an attempt; `None` where it is to be judged and kept.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn known(&self, attempt: &Attempt) -> Result<Option<Known>, StoreError> {
        Ok(match standing(&self.connection(), attempt)? {
            Standing::Settled(known) => Some(known),
            Standing::New | Standing::Amends { .. } => None,
        })
    }

    /// Keeps an application that was found valid, unless it is settled meanwhile, and says which. It is on the disk when
    /// this returns.
    ///
    /// # Errors
    /// The database cannot be written; then nothing was kept.
    pub fn keep(
        &self,
        attempt: &Attempt,
        envelope: &Envelope,
        with: &Keeping<'_>,
    ) -> Result<Known, StoreError> {
        let mut connection = self.connection();
        // Nobody else writes from here to the commit, so that what is looked up stays true.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let known = match standing(&transaction, attempt)? {
            Standing::Settled(known) => return Ok(known),
            Standing::New => {
                let kept = sign(unused_reference(&transaction)?, attempt, with)?;
                write(&transaction, INSERT, attempt, envelope, with, &kept)?;
                Known::New(kept)
            }
            Standing::Amends { reference } => {
                transaction.execute(REPLACE, [&reference])?;
                let kept = sign(reference, attempt, with)?;
                write(&transaction, UPDATE, attempt, envelope, with, &kept)?;
                Known::Amended(kept)
            }
        };
        transaction.commit()?;
        Ok(known)
    }

    /// What was acknowledged for this very sealed body under this key, which need not be opened again.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn known_sealed(&self, key: &str, sealed_sha256: &str) -> Result<Option<Kept>, StoreError> {
        Ok(by_sealed(&self.connection(), key, sealed_sha256)?)
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
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
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

/// The receipt as it will be answered, to the byte, now and ever after.
fn sign(reference: String, attempt: &Attempt, with: &Keeping<'_>) -> Result<Kept, StoreError> {
    let mut receipt = Receipt {
        reference,
        digest: attempt.digest.clone(),
        received: with.now.to_rfc3339_opts(SecondsFormat::Millis, true),
        signature: None,
    };
    with.key.sign_receipt(&attempt.application, &mut receipt);
    Ok(Kept {
        receipt: serde_json::to_string(&receipt)?,
        reference: receipt.reference,
    })
}

const INSERT: &str =
    "INSERT INTO applications (reference, application_id, idempotency_key, provision, form_version, form_key,
         edition, received, digest, body_sha256, envelope, receipt, amends, sealed_sha256)
     VALUES (:reference, :application, :key, :provision, :form_version, :form_key,
         :edition, :received, :digest, :body, :envelope, :receipt, :amends, :sealed)";

const REPLACE: &str =
    "INSERT INTO replaced (reference, version, idempotency_key, provision, form_version, form_key,
         edition, received, digest, body_sha256, envelope, receipt, amends, sealed_sha256)
     SELECT reference, version, idempotency_key, provision, form_version, form_key,
         edition, received, digest, body_sha256, envelope, receipt, amends, sealed_sha256
     FROM applications WHERE reference = ?1";

const UPDATE: &str =
    "UPDATE applications SET version = version + 1, idempotency_key = :key, provision = :provision,
         form_version = :form_version, form_key = :form_key, edition = :edition, received = :received,
         digest = :digest, body_sha256 = :body, envelope = :envelope, receipt = :receipt, amends = :amends,
         sealed_sha256 = :sealed
     WHERE reference = :reference AND application_id = :application";

fn write(
    connection: &Connection,
    statement: &str,
    attempt: &Attempt,
    envelope: &Envelope,
    with: &Keeping<'_>,
    kept: &Kept,
) -> Result<(), StoreError> {
    let received = with.now.to_rfc3339_opts(SecondsFormat::Millis, true);
    connection.prepare_cached(statement)?.execute(named_params! {
        ":reference": kept.reference,
        ":application": attempt.application,
        ":key": attempt.key,
        ":provision": envelope.provision,
        ":form_version": envelope.form_version,
        ":form_key": with.form_key,
        ":edition": envelope.edition,
        ":received": received,
        ":digest": attempt.digest,
        ":body": attempt.body_sha256,
        ":envelope": serde_json::to_string(envelope)?,
        ":receipt": kept.receipt,
        ":amends": serde_json::to_string(&attempt.amends)?,
        ":sealed": attempt.sealed_sha256,
    })?;
    Ok(())
}
