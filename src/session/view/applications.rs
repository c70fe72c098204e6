//! The applications on this device.

use crate::calendar::{london, words};
use crate::draft::stored::Draft;
use crate::form::instance::Instance;
use crate::form::route::Progress;
use crate::programme::timeline::timeline;
use crate::session::location::Location;
use crate::session::state::Session;
use crate::session::view::refused::refused_in_short;
use crate::session::view::timeline::reach_in_words;
use crate::session::view_model::{ApplicationRow, SendState, Standing};

impl Session {
    /// Every application on this device, the latest change first. One that nobody has typed into is not listed.
    pub fn applications(&self) -> Vec<ApplicationRow> {
        let mut drafts: Vec<&Draft> = Vec::new();
        for draft in self.drafts.values().filter(|draft| draft.listed()) {
            let at = drafts.partition_point(|other| other.changed >= draft.changed);
            drafts.insert(at, draft);
        }
        drafts.into_iter().filter_map(|draft| self.row(draft)).collect()
    }

    /// Records that could not be read, each with what to do; they are kept as they are.
    pub fn set_aside(&self) -> Vec<String> {
        self.set_aside.clone()
    }

    /// The next deadline that an application for a provision can reach, in words.
    pub(super) fn reach(&self, provision: &str) -> Option<String> {
        let rules = self.rules()?;
        let edition = rules.edition(self.stated()).0;
        let timeline = timeline(
            edition,
            edition.provision(provision)?,
            self.stated(),
            &rules.calendar,
        );
        Some(reach_in_words(&timeline))
    }

    fn row(&self, draft: &Draft) -> Option<ApplicationRow> {
        let id = draft.id.clone();
        let (provision, standing, go) = if let Some(received) = &draft.received {
            let reference = received.receipt.reference.clone();
            (
                Some(received.provision.clone()),
                Standing::Received(reference),
                Location::Sent(id.clone()),
            )
        } else if let Some(sending) = &draft.sending {
            (
                Some(sending.provision.clone()),
                match self.sending_of(draft) {
                    SendState::SignIn(_) => Standing::SignIn,
                    SendState::NotKept { unsent: true, .. } | SendState::Waiting => Standing::Unsent,
                    _ => Standing::Waiting,
                },
                Location::Check(id.clone()),
            )
        } else {
            let open = Instance::new(self.config()?.form.clone(), self.stated(), draft.answers.clone());
            let done = |section: &usize| open.section_progress(*section) == Progress::Completed;
            let sections: Vec<usize> = open.sections().collect();
            let standing = Standing::Draft(
                sections.iter().filter(|section| done(section)).count(),
                sections.len(),
            );
            let standing = match &draft.refused {
                Some(refused) => Standing::Refused(refused_in_short(refused)),
                None => standing,
            };
            let go = match &draft.last_page {
                _ if draft.refused.is_some() => Location::Check(id.clone()),
                Some(page) => Location::Page(id.clone(), page.clone()),
                None => Location::Tasks(id.clone()),
            };
            (open.provision().map(str::to_owned), standing, go)
        };
        let deadline = match (&provision, &standing) {
            (
                Some(provision),
                Standing::Draft(..)
                | Standing::Waiting
                | Standing::Unsent
                | Standing::SignIn
                | Standing::Refused(_),
            ) => self.reach(provision),
            _ => None,
        };
        Some(ApplicationRow {
            saved: self.saved_state(draft),
            stays: self.staying(draft),
            deadline,
            nickname: draft.nickname.clone(),
            provision: provision.and_then(|id| self.provision_name(&id)),
            standing,
            changed: words::moment(london::time(draft.changed)),
            go,
            id,
        })
    }
}
