//! What every request shares.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use governor::clock::MonotonicClock;
use tokio::sync::Semaphore;

use crate::audit::{Audit, FILE};
use crate::config::Config;
use crate::judge::{self, Judge};
use crate::key::{Key, KeyError};
use crate::limits::Rate;
use crate::metrics::Metrics;
use crate::rules::{Rules, RulesError};
use crate::seal_key::SealKeys;
use crate::store::{Store, StoreError};

/// An endpoint ready to take requests.
pub struct Council {
    /// Where applications are kept.
    pub store: Store,
    /// The published form and editions it judges by.
    pub rules: Arc<Rules>,
    /// Who says whether the answers are right.
    pub judge: Judge,
    /// Signs receipts.
    pub key: Key,
    /// Open what is sealed to the council.
    pub seal_keys: SealKeys,
    /// Key of the form in the store, so that a record can always be read with the form that judged it.
    pub form_key: String,
    /// Folder of the built app.
    pub app: PathBuf,
    /// What it was told.
    pub config: Config,
    /// Counts requests of each client.
    pub rate: Rate,
    /// One place for each application that is looked at at the same time.
    pub places: Arc<Semaphore>,
    /// Counts what happens.
    pub metrics: Metrics,
    /// Writes down what was decided.
    pub audit: Audit,
    /// The clock.
    pub now: fn() -> DateTime<Utc>,
}

/// Why an endpoint cannot start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The settings, form or programme files cannot be used.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// The key that signs receipts cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The settings name keys, and not this endpoint's.
    #[error(
        "receipts are signed here with the key {0}, which receipt_keys in settings.json does not name: pages would refuse \
         every receipt. Add it there (keep the others, for receipts they signed), or put the right receipt.key back"
    )]
    UnknownKey(String),
    /// The settings name a key that is not here.
    #[error(
        "seal_to in settings.json is {0}, which no key in the data folder opens: nothing that pages send could be read. Put \
         the right seal-….key back, or write what `council seal-key` prints"
    )]
    UnknownSealKey(String),
    /// Sealed applications are required, and nobody can make one.
    #[error(
        "--require-sealed, but settings.json names no seal_to: every application would be refused. Write what `council \
         seal-key` prints"
    )]
    NothingToSealTo,
    /// The audit log cannot be opened.
    #[error("the audit log {FILE} cannot be opened: {0}")]
    Audit(std::io::Error),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Council {
    /// Opens the database in `data` and the rules in `app`, to serve as the demonstration does.
    ///
    /// # Errors
    /// As with [`Council::with`].
    pub fn open(data: &Path, app: &Path) -> Result<Self, OpenError> {
        Self::with(data, app, Config::default())
    }

    /// Opens the database in `data` and the rules in `app`.
    ///
    /// # Errors
    /// Every published file that cannot be used, or what is wrong with the key or the database.
    pub fn with(data: &Path, app: &Path, config: Config) -> Result<Self, OpenError> {
        let rules = Arc::new(Rules::load(app)?);
        let key = Key::open(data)?;
        let named = &rules.settings.receipt_keys;
        if !named.is_empty() && !named.contains(&key.public()) {
            return Err(OpenError::UnknownKey(key.public()));
        }
        let seal_keys = SealKeys::open(data)?;
        match &rules.settings.seal_to {
            Some(to) if !seal_keys.public().contains(to) => {
                return Err(OpenError::UnknownSealKey(to.clone()));
            }
            None if config.require_sealed => return Err(OpenError::NothingToSealTo),
            _ => {}
        }
        let store = Store::open(data)?;
        let form_key = store.keep_form(&rules.form_json)?;
        let judge = judge::by(rules.clone());
        let now = || DateTime::from(SystemTime::now());
        Ok(Self {
            store,
            rules,
            judge,
            key,
            seal_keys,
            form_key,
            app: app.to_owned(),
            rate: Rate::new(&config.limits, MonotonicClock),
            places: Arc::new(Semaphore::new(config.limits.at_once)),
            metrics: Metrics::default(),
            audit: Audit::open(data).map_err(OpenError::Audit)?,
            config,
            now,
        })
    }
}
