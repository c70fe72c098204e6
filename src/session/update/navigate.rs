//! The person goes somewhere. Where they really end up is worked out from the answers.

use crate::draft::stored;
use crate::session::effect::Effect;
use crate::session::location::Location;
use crate::session::state::{Now, Session};
use crate::session::view_model::Phase;

/// Id of the heading of every page.
pub(super) const HEADING: &str = "main-heading";

impl Session {
    pub(in crate::session) fn navigated(&mut self, location: Location, now: Now) -> Vec<Effect> {
        let came_from_check = matches!(self.location, Location::Check(_));
        if location == self.location && self.records_read {
            return Vec::new();
        }
        let first = !self.records_read;
        let mut retry = Vec::new();
        self.access.covered = false;
        if location != Location::New {
            self.beginning = None;
        }
        if location == Location::StatedDate {
            self.came_from = self.location.clone();
        }
        self.location = location;
        if self.phase() == Phase::Loading {
            self.moved_early = self.placed;
            // A person who goes on asks for it once more.
            retry = self.try_rest_again();
        }
        self.placed = true;
        if first {
            return retry;
        }
        self.from_check = match &self.location {
            Location::Page(..) | Location::Item(..) => came_from_check || self.from_check,
            _ => false,
        };
        let mut effects = self.arrive();
        effects.extend(self.follow_hold());
        effects.extend(self.remember_page(now));
        effects.extend(retry);
        if effects
            .iter()
            .all(|effect| !matches!(effect, Effect::Go { .. } | Effect::MakeId))
        {
            effects.push(Effect::Focus(HEADING.to_owned()));
        }
        effects
    }

    /// Opens what the address names, or leads to where the person can go on.
    pub(in crate::session) fn arrive(&mut self) -> Vec<Effect> {
        self.errors.clear();
        self.calendar_said = None;
        self.left = None;
        self.access.changed = false;
        if self.location.needs_access() && !self.accessible() {
            self.open = None;
            return Vec::new();
        }
        self.put_file_away();
        match self.location {
            Location::New => return vec![Effect::MakeId],
            Location::Storage => return vec![Effect::AskStorage],
            _ => {}
        }
        let Some(id) = self.location.draft().map(str::to_owned) else {
            self.open = self.checker_instance();
            return Vec::new();
        };
        let Some(config) = self.config() else {
            return Vec::new();
        };
        if !self.drafts.contains_key(&id) {
            if !self.is_new(&id) {
                self.open = None;
                return Vec::new();
            }
            // Kept in memory only until something is typed: a start that was never used leaves no trace.
            self.drafts
                .insert(id.clone(), stored::new(id.clone(), &config.form.version, 0));
        }
        let Some(draft) = self.drafts.get(&id) else {
            return Vec::new();
        };
        self.open = Some(self.opened_with(&config, draft.answers.clone()));
        match self.ways.and_then(|ways| (ways.correction)(self)) {
            Some(to) => vec![Effect::Go { to, replace: true }],
            None => Vec::new(),
        }
    }

    /// A random id takes the place of "new" in the address.
    pub(in crate::session) fn started(&mut self, id: &str, now: Now) -> Vec<Effect> {
        let Some(config) = self.config().filter(|_| stored::well_formed(id)) else {
            return Vec::new();
        };
        if let Some(provision) = self.beginning.take() {
            return self.begun(id, &provision, now);
        }
        let page = config.form.pages[config.form.provision_page()].id.clone();
        vec![Effect::Go {
            to: Location::Page(id.to_owned(), page),
            replace: true,
        }]
    }

    /// The first page of an application nobody has typed into yet: a reload there starts it again.
    fn is_new(&self, id: &str) -> bool {
        let Some(config) = self.config().filter(|_| stored::well_formed(id)) else {
            return false;
        };
        let page = &config.form.pages[config.form.provision_page()].id;
        matches!(&self.location, Location::Page(_, here) if here == page)
    }

    /// Where the person must be instead, if they cannot be here.
    pub(in crate::session) fn correction(&self) -> Option<Location> {
        let draft = self.draft()?;
        let id = draft.id.clone();
        // While it is not known whether it arrived, nothing may change; afterwards there is nothing left to change.
        let only = match (&draft.received, &draft.sending) {
            (Some(_), _) => Some(Location::Sent(id.clone())),
            (None, Some(_)) => Some(Location::Check(id.clone())),
            (None, None) if draft.discarded.is_some() => Some(Location::Applications),
            (None, None) => None,
        };
        if let Some(only) = only {
            return (self.location != only).then_some(only);
        }
        let open = self.open.as_ref()?;
        let tasks = Some(Location::Tasks(id.clone()));
        match &self.location {
            Location::Sent(_) => tasks,
            // Before it is carried over, which waits for the application, nobody knows what changed.
            Location::Changes(_) if self.changes_unseen().is_none() && !self.to_carry_over() => tasks,
            Location::Page(_, page) => match open.form().page(page) {
                Some((at, _)) if open.page_relevant(at) => None,
                _ => tasks,
            },
            Location::Item(_, page, item) => {
                let (at, definition) = open.form().page(page)?;
                let there = definition
                    .repeat
                    .is_some_and(|repeat| open.item_ids(repeat).contains(item));
                (!there || !open.page_relevant(at)).then(|| Location::Page(id, page.clone()))
            }
            _ => None,
        }
    }

    /// Notes the page in a draft that already is on the device, so that "Continue" leads back to it.
    fn remember_page(&mut self, now: Now) -> Vec<Effect> {
        let page = match &self.location {
            Location::Page(_, page) | Location::Item(_, page, _) => Some(page.clone()),
            Location::Tasks(_) | Location::Check(_) => None,
            _ => return Vec::new(),
        };
        // While the browser has not answered another page may have it, and a version must not be written over its own.
        if self.held_in_view().is_none() {
            return Vec::new();
        }
        let Some(id) = self.editable_id() else {
            return Vec::new();
        };
        match self.drafts.get_mut(&id) {
            Some(draft) if draft.version > 0 && draft.last_page != page => draft.last_page = page,
            _ => return Vec::new(),
        }
        // The time of the last change is the person's, not ours.
        let changed = self.drafts.get(&id).map_or(now, |draft| draft.changed);
        self.rewritten(&id, changed)
    }
}
