//! What every request shares.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, Utc};

use crate::judge::{self, Judge};
use crate::key::{Key, KeyError};
use crate::rules::{Rules, RulesError};
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
    /// Key of the form in the store, so that a record can always be read with the form that judged it.
    pub form_key: String,
    /// Folder of the built app.
    pub app: PathBuf,
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
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Council {
    /// Opens the database in `data` and the rules in `app`.
    ///
    /// # Errors
    /// Every published file that cannot be used, or what is wrong with the database.
    pub fn open(data: &Path, app: &Path) -> Result<Self, OpenError> {
        let rules = Arc::new(Rules::load(app)?);
        let key = Key::open(data)?;
        let named = &rules.settings.receipt_keys;
        if !named.is_empty() && !named.contains(&key.public()) {
            return Err(OpenError::UnknownKey(key.public()));
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
            form_key,
            app: app.to_owned(),
            now,
        })
    }
}
