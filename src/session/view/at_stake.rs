//! A deadline that comes near, or has passed, while an application waits on this device.

use chrono::NaiveDate;

use crate::calendar::{london, words};
use crate::draft::stored::Draft;
use crate::programme::timeline::next_window;
use crate::session::location::Location;
use crate::session::state::{Session, Stage};
use crate::session::view_model::AtStake;

/// A deadline is near this many days before it: from a weekend on, a person can still telephone on a school day.
const NEAR: i64 = 3;

impl Session {
    /// The application whose deadline is most at stake, of those that wait.
    pub fn at_stake(&self) -> Option<AtStake> {
        let (rules, today) = self.rules.as_ref().zip(self.today)?;
        let waiting = self.drafts.values();
        let waiting = waiting.filter_map(|draft| Some((self.meant_for(draft)?, draft)));
        let near = waiting.filter(|(deadline, draft)| {
            let days = (*deadline - today).num_days();
            days < 0 || days <= NEAR && self.stuck(draft)
        });
        let (deadline, draft) = near.min_by_key(|(deadline, _)| *deadline)?;
        let provision = &draft.sending.as_ref()?.provision;
        let found = rules.provision(deadline, provision);
        Some(AtStake {
            provision: found.map_or_else(|| provision.clone(), |found| found.name.clone()),
            deadline: words::day(deadline),
            passed: deadline < today,
            telephone: self.contact()?.telephone,
            go: Location::Check(draft.id.clone()),
        })
    }

    /// Whether it is not just being sent as every application is.
    fn stuck(&self, draft: &Draft) -> bool {
        let failed = self.sends.get(&draft.id).is_some_and(|send| {
            let stopped = matches!(send.stage, Stage::SignIn(_) | Stage::Unkept(..));
            send.tries > 0 || stopped
        });
        failed || self.cut_off
    }

    /// The deadline that could be reached when it was to be sent. `None`: it does not wait, there is none, or nobody knows.
    fn meant_for(&self, draft: &Draft) -> Option<NaiveDate> {
        let sending = draft.sending.as_ref()?;
        let sent = london::date(sending.since?);
        let file = self.rules.as_ref()?.edition(sent).0.file();
        let (window, _) = next_window(file, &sending.provision, sent)?;
        Some(window.deadline.on)
    }
}
