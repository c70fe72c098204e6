//! What leaves the device: drafts that are discarded, what has been kept long enough, and everything at once.

use crate::draft::stored::Draft;
use crate::draft::{keep, stored};
use crate::session::Session;
use crate::session::access::{Access, Standing};
use crate::session::effect::Effect;
use crate::session::message::StoredRecord;
use crate::session::state::Now;
use crate::session::update::navigate::HEADING;
use crate::sorted::Map;
use crate::vault::seal::{self, Stored};

impl Session {
    /// A draft is marked as discarded, and goes at the end of the day. One that waits for the council's answer stays.
    pub(in crate::session) fn discard(&mut self, id: &str, now: Now) -> Vec<Effect> {
        self.mark(id, Some(now), format!("put-back-{id}"))
    }

    pub(in crate::session) fn put_back_draft(&mut self, id: &str) -> Vec<Effect> {
        self.mark(id, None, HEADING.to_owned())
    }

    fn mark(&mut self, id: &str, discarded: Option<i64>, focus: String) -> Vec<Effect> {
        let Some(draft) = self.drafts.get_mut(id).filter(|draft| draft.sending.is_none()) else {
            return Vec::new();
        };
        if draft.received.is_some() || draft.discarded.is_some() == discarded.is_some() {
            return Vec::new();
        }
        draft.discarded = discarded;
        // The time of the last change is that of the answers.
        let changed = draft.changed;
        let mut effects = self.changed(id, changed);
        effects.push(Effect::Focus(focus));
        effects
    }

    /// Removes what has been kept long enough, unless the device's clock is in doubt. The application in view stays: it
    /// goes at the next start, unless it is changed.
    pub(in crate::session) fn sweep(&mut self, now: Now) -> Vec<Effect> {
        let (Some(config), Some(today)) = (self.config(), self.today) else {
            return Vec::new();
        };
        if !self.records_read || !keep::believed(self.server_ahead) {
            return Vec::new();
        }
        let days = config.settings.draft_days;
        if !self.accessible() {
            return self.sweep_sealed(|stamp| keep::sealed_removal(stamp, days) <= today);
        }
        let (mut due, mut forgetting) = (Vec::new(), Vec::new());
        for (id, draft) in &self.drafts {
            let over = keep::removal(draft, days).is_some_and(|day| day <= today);
            if draft.version > 0 && over && self.location.draft() != Some(id) {
                due.push(id.clone());
            } else if keep::removed_before(draft, today) {
                forgetting.push((id.clone(), draft.changed));
            }
        }
        let mut effects = Vec::new();
        for id in due {
            let draft = self.drafts.remove(&id);
            self.swept += usize::from(draft.is_some_and(|draft| draft.discarded.is_none()));
            effects.push(Effect::Remove {
                key: stored::key(&id),
            });
            effects.extend(self.forget_original(&id));
        }
        let due = |draft: &Draft| keep::removal(draft, days).is_some_and(|day| day <= today);
        effects.extend(self.drop_originals(due));
        effects.extend(self.drop_forms());
        for (id, changed) in forgetting {
            if let Some(draft) = self.drafts.get_mut(&id) {
                keep::forget_removed(draft, today);
            }
            effects.extend(self.changed(&id, changed.min(now)));
        }
        effects
    }

    /// What can be seen of records without the key. Of two copies the later change counts, and one that cannot be read
    /// keeps both.
    pub(in crate::session) fn read_sealed(&mut self, records: &[StoredRecord]) {
        self.sealed.clear();
        for record in records {
            let changed = match seal::read(&record.text) {
                Ok(Stored::Sealed(sealed)) => sealed.stamp().changed,
                _ => i64::MAX,
            };
            match self.sealed.iter_mut().find(|(key, _)| *key == record.key) {
                Some((_, latest)) => *latest = changed.max(*latest),
                None => self.sealed.push((record.key.clone(), changed)),
            }
        }
    }

    /// The same of what is known when the screen locks. The application in view stays, as it does unlocked.
    pub(in crate::session) fn note_sealed(&mut self) {
        let seen = |draft: &&Draft| draft.version > 0 && self.location.draft() != Some(&draft.id);
        let noted = |draft: &Draft| (stored::key(&draft.id), keep::stamp(draft));
        self.sealed = self.drafts.values().filter(seen).map(noted).collect();
    }

    /// Removes drafts whose time is over on a locked device, what they were before the form changed, and forms once there
    /// is no draft.
    fn sweep_sealed(&mut self, over: impl Fn(i64) -> bool) -> Vec<Effect> {
        let prefixes = [stored::KEY_PREFIX, stored::ORIGINAL_PREFIX, stored::FORM_PREFIX];
        let mut effects = Vec::new();
        let mut kept: Vec<(String, i64)> = Vec::new();
        for (at, prefix) in prefixes.into_iter().enumerate() {
            for (key, changed) in std::mem::take(&mut self.sealed) {
                let Some(id) = key.strip_prefix(prefix) else {
                    self.sealed.push((key, changed));
                    continue;
                };
                let needed = kept
                    .iter()
                    .any(|(draft, _)| at == 2 || draft.strip_prefix(stored::KEY_PREFIX) == Some(id));
                if needed || !over(changed) {
                    kept.push((key, changed));
                } else {
                    self.swept += usize::from(at == 0);
                    effects.push(Effect::Remove { key });
                }
            }
        }
        self.sealed.append(&mut kept);
        effects
    }

    /// Nothing is known of any application any more, whatever the stores may still hold.
    pub(in crate::session) fn all_removed(&mut self, left: Result<usize, String>) -> Vec<Effect> {
        self.drafts = Map::new();
        self.forget_kept();
        self.sealed.clear();
        self.saves = Map::new();
        self.sends = Map::new();
        self.set_aside = Vec::new();
        self.checker = Map::new();
        self.swept = 0;
        self.left = Some(left);
        // The keyring went too: whoever comes next chooses a passphrase.
        self.access = Access {
            standing: Standing::Unset,
            ..Access::default()
        };
        vec![Effect::Focus(HEADING.to_owned())]
    }
}
