//! Data files and stored records arrive.

use std::rc::Rc;

use crate::draft::stored::{self, Draft};
use crate::files::RuleFiles;
use crate::session::access::Standing;
use crate::session::config::{Config, Opened, Rules};
use crate::session::effect::Effect;
use crate::session::location::Location;
use crate::session::message::{Store, StoredRecord};
use crate::session::state::{FilesState, Now, Rest, Session, Stage, save};
use crate::session::update::navigate::HEADING;
use crate::session::view_model::Phase;
use crate::settings::Settings;
use crate::vault::seal::{self, OpenError, Stored};

/// A record that the browser could not open comes as it stands.
fn read(record: &StoredRecord) -> Result<Draft, String> {
    match seal::read(&record.text) {
        Ok(Stored::Sealed(_)) => Err(OpenError::Closed.to_string()),
        _ => stored::read(&record.key, &record.text).map_err(|error| error.to_string()),
    }
}

impl Session {
    /// What is asked first is there.
    pub(in crate::session) fn files_begun(&mut self, settings: Settings, now: Now) -> Vec<Effect> {
        if let (FilesState::Awaited, Some(config)) = (&self.files, Config::begun(settings)) {
            self.files = FilesState::Checked(Rc::new(config));
        }
        let mut effects = self.begin_afresh(now);
        // Not before: what the first question needs shares the connection with nothing else.
        effects.extend(self.fetch_rest());
        effects
    }

    /// They arrive once more where those of an earlier visit come into force again.
    pub(in crate::session) fn files_arrived(
        &mut self,
        files: Result<Box<Opened>, String>,
        now: Now,
    ) -> Vec<Effect> {
        let (waited, whole) = (self.phase() == Phase::Loading, self.whole());
        let opened = match files {
            Ok(opened) => opened,
            Err(words) => {
                self.files = FilesState::Wrong(lines(&words));
                return self.settled(whole).into_iter().collect();
            }
        };
        let Opened { config, text } = *opened;
        self.kept.text = text;
        let before = self.config();
        self.files = FilesState::Checked(Rc::clone(&config));
        let mut effects = Vec::new();
        if before.is_some() && self.records_read {
            effects.extend(self.form_taken_up(before.as_deref(), &config, now));
        }
        if waited {
            effects.extend(self.drawn_late());
        }
        effects.extend(self.settled(whole));
        for message in std::mem::take(&mut self.form_awaited) {
            effects.extend(self.take_in_rest(message, now));
        }
        effects
    }

    /// A form comes in the place of another, or of the first question alone, under the page that is open.
    fn form_taken_up(&mut self, before: Option<&Config>, config: &Config, now: Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        if before.is_some_and(|before| !before.whole) {
            // Whatever there is was begun here a moment ago, with what is now asked first.
            let begun: Vec<String> = self.drafts.keys().cloned().collect();
            for id in begun {
                let Some(draft) = self.drafts.get_mut(&id) else {
                    continue;
                };
                let other = draft.form_version != config.form.version;
                draft.form_version.clone_from(&config.form.version);
                match draft.version {
                    0 => {}
                    _ if other => effects.extend(self.rewritten(&id, now)),
                    _ => effects.extend(self.keep_form(now)),
                }
            }
        }
        if before.is_some_and(|before| !before.asks_as(config)) {
            self.redrawn += 1;
        }
        // An id for a new application is on its way then.
        if self.location != Location::New {
            effects.extend(self.arrive());
        }
        effects
    }

    /// All is there, and was not before.
    fn settled(&self, before: bool) -> Option<Effect> {
        (!before && self.whole()).then_some(Effect::FollowRelease)
    }

    /// Has the rest of the program fetched, unless it is on its way or there.
    pub(in crate::session) fn fetch_rest(&mut self) -> Vec<Effect> {
        match self.rest {
            Rest::Awaited | Rest::Failed(_) => {
                self.rest = Rest::Coming;
                vec![Effect::FetchRest]
            }
            Rest::Coming | Rest::There => Vec::new(),
        }
    }

    /// Has it fetched once more where that failed.
    pub(in crate::session) fn try_rest_again(&mut self) -> Vec<Effect> {
        match self.rest {
            Rest::Failed(_) => self.fetch_rest(),
            _ => Vec::new(),
        }
    }

    pub(in crate::session) fn rest_arrived(&mut self, result: Result<(), String>) -> Vec<Effect> {
        let (waited, whole) = (self.phase() == Phase::Loading, self.whole());
        match result {
            Ok(()) => self.rest = Rest::There,
            Err(words) => self.rest = Rest::Failed(words),
        }
        let mut effects = if waited { self.drawn_late() } else { Vec::new() };
        effects.extend(self.settled(whole));
        effects
    }

    pub(in crate::session) fn rules_arrived(&mut self, files: Result<RuleFiles, String>) -> Vec<Effect> {
        if self.config().is_none() {
            return Vec::new();
        }
        let waited = self.phase() == Phase::Loading;
        let rules = files
            .map_err(|words| lines(&words))
            .and_then(|files| Rules::open(&files).map_err(|found| Self::mistakes(&found)));
        match rules {
            Ok(rules) => self.rules = Some(Rc::new(rules)),
            Err(words) => self.files = FilesState::Wrong(words),
        }
        let mut effects = if waited { self.drawn_late() } else { Vec::new() };
        effects.extend(self.rules.is_some().then_some(Effect::KeepFiles));
        effects
    }

    /// The page they went to while it was being fetched is drawn only now; before it stood another heading.
    fn drawn_late(&mut self) -> Vec<Effect> {
        // Where something else is still on its way, that is what it waits for.
        let moved = self.phase() == Phase::Ready && std::mem::take(&mut self.moved_early);
        moved
            .then(|| Effect::Focus(HEADING.to_owned()))
            .into_iter()
            .collect()
    }

    /// The stores are empty.
    pub(in crate::session) fn nothing_kept(&mut self, now: Now) -> Vec<Effect> {
        self.early_records = Some(Vec::new());
        self.begin_afresh(now)
    }

    /// What another page wrote is taken in before anything more is typed here, so that neither writes over the other.
    pub(in crate::session) fn written_elsewhere(&mut self, record: &StoredRecord) -> Vec<Effect> {
        if self.access.standing != Standing::Locked {
            self.read_kept(record);
        }
        if self.access.standing == Standing::Locked {
            self.sealed_elsewhere(record);
        }
        let Ok(draft) = stored::read(&record.key, &record.text) else {
            return Vec::new();
        };
        let older = |kept: &Draft| (kept.version, kept.changed) >= (draft.version, draft.changed);
        let locked = self.access.standing == Standing::Locked;
        if locked || !self.records_read || self.drafts.get(&draft.id).is_some_and(older) {
            return Vec::new();
        }
        let open = self.location.draft() == Some(draft.id.as_str());
        // That page waits for its own durable write, and this one does not hear of it.
        self.not_durable(&draft);
        // An attempt that was under way here has come to its end there, what could not be sealed here was sealed there, and
        // what could not be kept here may have been sent there: a page writes what it did not write itself before it sends.
        let sealed = draft.sending.is_some();
        if let Some(send) = self.sends.get_mut(&draft.id) {
            send.fresh = false;
            if !sealed || matches!(send.stage, Stage::Unsealed(_) | Stage::Unkept(..)) {
                send.stage = Stage::Idle;
            }
        }
        self.draining |= draft.sending.is_some();
        self.drafts.insert(draft.id.clone(), draft);
        if !open {
            return Vec::new();
        }
        let mut effects = self.arrive();
        // Its address may have been in view before it was known here.
        effects.extend(self.follow_hold());
        effects
    }

    /// Once files and records are there, the session is usable, and the address it was opened at is gone to. Where there
    /// are records, that is for the rest of the program: see [`Session::begin`].
    fn begin_afresh(&mut self, now: Now) -> Vec<Effect> {
        if self.config().is_none() || !self.early_records.as_ref().is_some_and(Vec::is_empty) {
            return Vec::new();
        }
        self.early_records = None;
        self.usable(now)
    }

    /// Reads the records that wait for it.
    pub(in crate::session) fn begin(&mut self, now: Now) -> Vec<Effect> {
        if self.config().is_none_or(|config| !config.whole) {
            return Vec::new();
        }
        let Some(mut records) = self.early_records.take() else {
            return Vec::new();
        };
        if self.access.standing == Standing::Locked {
            self.read_sealed(&std::mem::take(&mut records));
        }
        let mut effects = self.read_records(&records);
        records.iter().for_each(|record| self.read_kept(record));
        effects.extend(self.drop_forms());
        effects.extend(self.usable(now));
        effects
    }

    fn usable(&mut self, now: Now) -> Vec<Effect> {
        self.records_read = true;
        self.sweeping = true;
        self.draining = true;
        let mut unsaved = Vec::new();
        if std::mem::take(&mut self.access.unsaved) {
            unsaved = self.save_all(now);
        }
        let mut effects = self.arrive();
        if effects.is_empty() && self.phase() == Phase::Ready {
            effects = self.drawn_late();
        }
        effects.extend(self.follow_hold());
        unsaved.extend(effects);
        unsaved
    }

    /// The newest valid version of each record wins. One bad copy beside a good one is no loss and is not reported. What
    /// a crashed page left in local storage alone is lost with the browser: it is written again, and called saved once
    /// that is done.
    fn read_records(&mut self, records: &[StoredRecord]) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut newest: Vec<(&str, Result<Draft, String>)> = Vec::new();
        // Keys of which the newest version is in the durable store.
        let mut durable: Vec<&str> = Vec::new();
        for record in records
            .iter()
            .filter(|record| record.key.starts_with(stored::KEY_PREFIX))
        {
            let read = read(record);
            let before = newest.iter_mut().find(|(key, _)| *key == record.key);
            let indexed = record.store == Store::Indexed;
            match (before, read) {
                (Some((_, Ok(kept))), Ok(found)) if found.version <= kept.version => {
                    if indexed && found.version == kept.version {
                        durable.push(&record.key);
                    }
                    continue;
                }
                (Some((_, Ok(_))), Err(_)) => continue,
                (Some((_, kept)), read) => *kept = read,
                (None, read) => newest.push((&record.key, read)),
            }
            durable.retain(|key| *key != record.key);
            if indexed {
                durable.push(&record.key);
            }
        }
        for (key, read) in newest {
            match read {
                Ok(draft) => {
                    let kept = self.drafts.get(&draft.id);
                    if kept.is_none_or(|kept| kept.version < draft.version) {
                        if self.access.standing == Standing::Open && !durable.contains(&key) {
                            self.not_durable(&draft);
                            effects.push(save(&draft));
                        }
                        self.drafts.insert(draft.id.clone(), draft);
                    }
                }
                Err(words) => {
                    let id = key.strip_prefix(stored::KEY_PREFIX).unwrap_or(key);
                    let short: String = id.chars().take(6).collect();
                    self.set_aside.push(format!(
                        "The application kept under {short}… cannot be opened: {words}"
                    ));
                }
            }
        }
        effects
    }

    /// Nobody has said here that this version of a draft is in the durable store.
    fn not_durable(&mut self, draft: &Draft) {
        let saves = self.saves.or_default(&draft.id);
        saves.local = Some(Ok(draft.version));
        saves.indexed = None;
    }
}

fn lines(words: &str) -> Vec<String> {
    words.lines().map(str::to_owned).collect()
}
