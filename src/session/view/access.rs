//! What stands before the pages, and what is said there.

use crate::draft::stored::Draft;
use crate::session::access::{Gate, Standing};
use crate::session::location::Location;
use crate::session::state::Session;
use crate::vault::key::Secret;

impl Session {
    /// What stands before the page that the address names.
    pub fn gate(&self) -> Gate {
        if let Some(code) = &self.access.code {
            return Gate::Code(code.clone());
        }
        if !self.access.covered && !self.location.needs_access() {
            return Gate::Open;
        }
        let about = matches!(self.location, Location::Passphrase | Location::RecoveryCode);
        match &self.access.standing {
            Standing::Unset => Gate::Choose,
            Standing::Nowhere if about => Gate::Choose,
            Standing::Unusable { afresh: true, .. } if self.access.afresh => Gate::Choose,
            Standing::Unusable { words, afresh } => Gate::Unusable {
                words: words.clone(),
                afresh: *afresh,
            },
            Standing::Locked => Gate::Unlock,
            Standing::Unknown | Standing::Open | Standing::Nowhere => Gate::Open,
        }
    }

    /// Whether the council lets a person go on without a passphrase, and there is none.
    pub fn passphrase_optional(&self) -> bool {
        self.may_go_without()
    }

    /// Whether the screen can be locked.
    pub fn lockable(&self) -> bool {
        self.access.standing == Standing::Open
    }

    /// Whether nothing is kept on this device.
    pub fn kept_nowhere(&self) -> bool {
        self.access.standing == Standing::Nowhere
    }

    /// Whether a passphrase is being worked on.
    pub fn passphrase_busy(&self) -> bool {
        self.access.busy
    }

    /// Seconds until the next guess, in steps.
    pub fn passphrase_wait(&self) -> i64 {
        self.access.left
    }

    /// Three words that were drawn.
    pub fn words_offered(&self) -> Option<Secret> {
        self.access.words.clone()
    }

    /// Whether the passphrase was changed just now.
    pub fn passphrase_changed(&self) -> bool {
        self.access.changed
    }

    /// Minutes after which the screen will lock, while the warning is shown.
    pub fn lock_warning(&self) -> Option<u16> {
        let config = self.config().filter(|_| self.access.warned)?;
        Some(config.settings.warning_minutes)
    }

    /// Whether there are applications on this device, or may be behind the lock.
    pub fn any_applications(&self) -> bool {
        self.access.standing == Standing::Locked || self.drafts.values().any(Draft::listed)
    }
}
