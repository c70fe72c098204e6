//! The form changed while an application was open: its answers are carried over, what it was is kept until the person
//! has seen what changed, and a copy of every form that drafts were answered with stays beside them.

use std::rc::Rc;
use std::sync::Arc;

use crate::draft::migrate::migrate;
use crate::draft::stored::{self, Draft, FORM_PREFIX, ORIGINAL_PREFIX};
use crate::form::instance::Instance;
use crate::form::load;
use crate::form::model::Form;
use crate::session::Session;
use crate::session::config::Config;
use crate::session::effect::{Effect, Record};
use crate::session::location::Location;
use crate::session::message::StoredRecord;
use crate::session::state::Now;
use crate::sorted::Map;

/// What is kept of forms beside the present one.
#[derive(Debug, Default)]
pub(in crate::session) struct Kept {
    /// The present form as it came.
    pub(in crate::session) text: Arc<str>,
    /// Whether a store was given it.
    pub(in crate::session) stored: bool,
    /// Earlier forms that drafts were answered with, by version.
    pub(in crate::session) forms: Map<Form>,
    /// Drafts as they were before the form changed, by id; until the person has seen what changed.
    pub(in crate::session) originals: Map<Draft>,
}

impl Session {
    /// Takes in a form or an original, if the record is one.
    pub(in crate::session) fn read_kept(&mut self, StoredRecord { key, text, .. }: &StoredRecord) {
        if let Some(id) = key.strip_prefix(ORIGINAL_PREFIX) {
            match stored::read(&stored::key(id), text) {
                Ok(draft) => {
                    self.kept.originals.insert(id.to_owned(), draft);
                }
                Err(_) if self.kept.originals.contains_key(id) => {}
                Err(error) => self.set_aside.push(format!(
                    "What an application was before the questions changed cannot be opened: {error}"
                )),
            }
        } else if let Some(version) = key.strip_prefix(FORM_PREFIX) {
            match self.config() {
                Some(config) if config.form.version == version => self.kept.stored = true,
                _ => {
                    if let Some(form) = load::open(text) {
                        self.kept.forms.insert(version.to_owned(), form);
                    }
                }
            }
        }
    }

    /// Forms that no draft was answered with are not needed any more, the present one neither.
    pub(in crate::session) fn drop_forms(&mut self) -> Vec<Effect> {
        let present = self.config().map(|config| config.form.version.clone());
        let present = present.filter(|version| self.kept.stored && !self.answered_with(version));
        self.kept.stored &= present.is_none();
        let versions = self
            .kept
            .forms
            .keys()
            .filter(|version| !self.answered_with(version));
        let unneeded: Vec<String> = versions.cloned().collect();
        let remove = |version: String| {
            self.kept.forms.remove(&version);
            Effect::Remove {
                key: [FORM_PREFIX, &version].concat(),
            }
        };
        unneeded.into_iter().chain(present).map(remove).collect()
    }

    /// Originals whose time is over and that no draft stands beside any more.
    pub(in crate::session) fn drop_originals(&mut self, due: impl Fn(&Draft) -> bool) -> Vec<Effect> {
        let alone = self
            .kept
            .originals
            .values()
            .filter(|original| !self.drafts.contains_key(&original.id));
        let due: Vec<String> = alone
            .filter(|original| due(original))
            .map(|original| original.id.clone())
            .collect();
        due.iter().flat_map(|id| self.forget_original(id)).collect()
    }

    fn answered_with(&self, version: &str) -> bool {
        let mut drafts = self.drafts.values().chain(self.kept.originals.values());
        drafts.any(|draft| draft.version > 0 && draft.received.is_none() && draft.form_version == version)
    }

    /// A copy of the form goes beside the first draft that is answered with it.
    pub(in crate::session) fn keep_form(&mut self, now: Now) -> Option<Effect> {
        // The one that is shown before the whole form is there is no copy of it.
        let config = self.config().filter(|config| config.whole)?;
        let first = !std::mem::replace(&mut self.kept.stored, true);
        first.then(|| {
            Effect::Save(Record {
                key: [FORM_PREFIX, &config.form.version].concat(),
                draft: String::new(),
                version: 1,
                changed: now,
                text: self.kept.text.to_string(),
            })
        })
    }

    /// The key is another one, or everything was removed: nothing is known to be stored.
    pub(in crate::session) fn forget_kept(&mut self) {
        self.kept.stored = false;
        self.kept.originals = Map::new();
    }

    /// A draft from elsewhere as the present form takes it.
    pub(in crate::session) fn migrated(&self, draft: Draft) -> Draft {
        match self.config() {
            Some(config) if config.form.version != draft.form_version => {
                migrate(self.kept.forms.get(&draft.form_version), &config.form, &draft)
            }
            _ => draft,
        }
    }

    /// Whether the application in view was answered with another form.
    pub(in crate::session) fn to_carry_over(&self) -> bool {
        let of_another = |(config, draft): (Rc<Config>, &Draft)| {
            draft.form_version != config.form.version && draft.open() && draft.version > 0
        };
        self.config().zip(self.draft()).is_some_and(of_another)
    }

    /// Carries the application in view over to the present form. Called once nobody else changes it.
    pub(in crate::session) fn carry_over(&mut self) -> Vec<Effect> {
        let Some((config, draft)) = self.config().zip(self.draft()) else {
            return Vec::new();
        };
        if !self.to_carry_over() || !self.held_here(&draft.id) {
            return Vec::new();
        }
        let original = draft.clone();
        let (id, changed) = (original.id.clone(), original.changed);
        let migrated = self.migrated(original.clone());
        let answers = migrated.answers.clone();
        self.drafts.insert(id.clone(), migrated);
        self.open = Some(Instance::new(config.form.clone(), self.stated(), answers));
        // One that is there already is older, and nobody has seen yet what changed since.
        let mut effects = Vec::new();
        if !self.kept.originals.contains_key(&id) {
            effects.push(save_original(&original));
            self.kept.originals.insert(id.clone(), original);
            if self.changes().is_some_and(|changes| changes.nothing()) {
                self.kept.originals.remove(&id);
                effects.clear();
            }
        }
        // The time of the last change is the person's, not ours.
        effects.extend(self.rewritten(&id, changed));
        if matches!(self.location, Location::Changes(_)) && self.changes_unseen().is_none() {
            let to = Location::Tasks(id);
            effects.push(Effect::Go { to, replace: true });
        }
        effects
    }

    /// The person has seen what changed.
    pub(in crate::session) fn changes_seen(&mut self) -> Vec<Effect> {
        let Some(id) = self.editable_id() else {
            return Vec::new();
        };
        let mut effects = self.forget_original(&id);
        effects.push(Effect::Go {
            to: Location::Tasks(id),
            replace: true,
        });
        effects
    }

    pub(in crate::session) fn forget_original(&mut self, id: &str) -> Vec<Effect> {
        let there = self.kept.originals.remove(id).is_some();
        let remove = there.then(|| Effect::Remove {
            key: [ORIGINAL_PREFIX, id].concat(),
        });
        remove.into_iter().collect()
    }
}

/// A draft as it was, to be written under a key of its own.
pub(in crate::session) fn save_original(draft: &Draft) -> Effect {
    Effect::Save(Record {
        key: [ORIGINAL_PREFIX, &draft.id].concat(),
        draft: String::new(),
        version: draft.version,
        changed: draft.changed,
        text: stored::write(draft),
    })
}
