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
    pub(in crate::session) fn discard(&mut self, id: &str) -> Vec<Effect> {
        self.ask_to_mark(id, true)
    }

    pub(in crate::session) fn put_back_draft(&mut self, id: &str) -> Vec<Effect> {
        self.ask_to_mark(id, false)
    }

    /// Another page may be open at it: this one takes it over before it writes anything.
    fn ask_to_mark(&mut self, id: &str, discarded: bool) -> Vec<Effect> {
        if self.drafts.get(id).is_none_or(|draft| draft.sending.is_some()) {
            return Vec::new();
        }
        self.marking.retain(|(other, _)| other != id);
        self.marking.push((id.to_owned(), discarded));
        vec![Effect::Hold {
            draft: id.to_owned(),
            take: true,
        }]
    }

    /// This page has the application that a person wants discarded or put back.
    fn marked(&mut self, id: &str) -> Vec<Effect> {
        let Some(at) = self.marking.iter().position(|(other, _)| other == id) else {
            return Vec::new();
        };
        let (_, discarded) = self.marking.remove(at);
        let focus = match discarded {
            true => format!("put-back-{id}"),
            false => HEADING.to_owned(),
        };
        // By the time that is known: a page whose clock is wrong must not have it gone before the day is over.
        let effects = self.mark(id, discarded.then_some(self.time), focus);
        if !effects.is_empty() {
            return effects;
        }
        // It was taken all the same, and the next page that takes it has to see that, to count on from there.
        let kept = self.drafts.get(id).filter(|draft| draft.received.is_none());
        let changed = kept.map(|draft| draft.changed);
        changed.map_or_else(Vec::new, |changed| self.rewritten(id, changed))
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
        let mut effects = self.rewritten(id, changed);
        effects.push(Effect::Focus(focus));
        effects
    }

    /// Sees to what has been kept long enough, unless the device's clock is in doubt. The application in view stays: it goes
    /// at the next start, unless it is changed. Another page may know better, or be open at it: this one asks for each
    /// application first, and hears with it what the stores hold.
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
        let in_view = self.location.draft().map(str::to_owned);
        let waits = |draft: &&Draft| {
            self.due(draft) || keep::misdated(draft, self.time) || keep::removed_before(draft, today)
        };
        let waiting = self
            .drafts
            .values()
            .filter(|draft| draft.version > 0)
            .filter(waits);
        let waiting: Vec<String> = waiting.map(|draft| draft.id.clone()).collect();
        let mut effects = Vec::new();
        for id in waiting {
            if in_view.as_ref() != Some(&id) {
                effects.extend(self.ask_for(id));
            } else if self.held_here(&id) {
                effects.extend(self.tidied(&id, now));
            }
        }
        let due = |draft: &Draft| keep::removal(draft, days).is_some_and(|day| day <= today);
        effects.extend(self.drop_originals(due));
        effects.extend(self.drop_forms());
        effects
    }

    /// Asks for an application in nobody's view, unless that was done.
    fn ask_for(&mut self, id: String) -> Option<Effect> {
        let asked = self.asking.contains(&id) || self.lent.contains(&id);
        (!asked).then(|| {
            self.asking.push(id.clone());
            Effect::Hold {
                draft: id,
                take: false,
            }
        })
    }

    /// Whether a draft has been kept long enough.
    fn due(&self, draft: &Draft) -> bool {
        let days = self.config().map(|config| config.settings.draft_days);
        let removal = days.and_then(|days| keep::removal(draft, days));
        let over = removal.zip(self.today).is_some_and(|(day, today)| day <= today);
        over && keep::believed(self.server_ahead)
            && (draft.discarded.is_some() || !keep::misdated(draft, self.time))
    }

    /// What is to be done to applications that this page alone may change since a moment ago, beside sending them.
    pub(in crate::session) fn see_to_given(&mut self, now: Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        for id in std::mem::take(&mut self.given) {
            if self.held_here(&id) {
                effects.extend(self.dated(&id, now));
                effects.extend(self.marked(&id));
            } else if self.lent.contains(&id) {
                effects.extend(self.seen_to(&id, now));
            } else if !self.accessible() {
                effects.extend(self.remove_sealed(&id));
                effects.push(Effect::LetGo { draft: id });
            }
        }
        effects
    }

    /// The same of one in nobody's view.
    fn seen_to(&mut self, id: &str, now: Now) -> Vec<Effect> {
        let mut effects = self.marked(id);
        let Some(draft) = self.drafts.get(id).filter(|draft| draft.version > 0) else {
            return effects;
        };
        if !self.due(draft) {
            effects.extend(self.dated(id, now));
            effects.extend(self.tidied(id, now));
            return effects;
        }
        self.swept += usize::from(draft.discarded.is_none());
        self.drafts.remove(id);
        self.sends.remove(id);
        effects.push(Effect::Remove { key: stored::key(id) });
        effects.extend(self.forget_original(id));
        effects.extend(self.drop_forms());
        effects
    }

    /// Items that were removed on an earlier day are forgotten.
    fn tidied(&mut self, id: &str, now: Now) -> Vec<Effect> {
        let Some((today, draft)) = self.today.zip(self.drafts.get_mut(id)) else {
            return Vec::new();
        };
        if !keep::believed(self.server_ahead) || !keep::removed_before(draft, today) {
            return Vec::new();
        }
        keep::forget_removed(draft, today);
        self.rewritten(id, now)
    }

    /// A draft whose time nobody could tell gets the one that it is now, where the server has said that. Called by the page
    /// that alone may change it.
    pub(in crate::session) fn dated(&mut self, id: &str, now: Now) -> Vec<Effect> {
        let draft = self.drafts.get(id).filter(|draft| draft.version > 0);
        match draft.is_some_and(|draft| keep::misdated(draft, self.time)) && self.server_ahead.is_some() {
            true => self.changed(id, now),
            false => Vec::new(),
        }
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
                } else if at == 0 {
                    effects.extend(self.ask_for(id.to_owned()));
                    kept.push((key, changed));
                } else {
                    effects.push(Effect::Remove { key });
                }
            }
        }
        self.sealed.append(&mut kept);
        effects
    }

    /// What a locked page hears of an application that another page has written.
    pub(in crate::session) fn sealed_elsewhere(&mut self, StoredRecord { key, text, .. }: &StoredRecord) {
        let Ok(Stored::Sealed(sealed)) = seal::read(text) else {
            return;
        };
        let changed = sealed.stamp().changed;
        match self.sealed.iter_mut().find(|(other, _)| other == key) {
            Some((_, latest)) => *latest = changed.max(*latest),
            None => self.sealed.push((key.clone(), changed)),
        }
    }

    /// Removes a draft from a locked device, now that no other page may change it, if its time is still over.
    fn remove_sealed(&mut self, id: &str) -> Vec<Effect> {
        let (Some(config), Some(today)) = (self.config(), self.today) else {
            return Vec::new();
        };
        let (key, days) = (stored::key(id), config.settings.draft_days);
        let due =
            |(other, changed): &(String, i64)| *other == key && keep::sealed_removal(*changed, days) <= today;
        let Some(at) = self
            .sealed
            .iter()
            .position(due)
            .filter(|_| keep::believed(self.server_ahead))
        else {
            return Vec::new();
        };
        self.sealed.remove(at);
        self.swept += 1;
        // Forms and what was kept beside it are looked at next.
        self.sweeping = true;
        vec![Effect::Remove { key }]
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
