//! One page at a time changes an application, so that neither of two writes over the other.

use crate::session::effect::Effect;
use crate::session::state::{Hold, Session, save};
use crate::session::update::navigate::HEADING;
use crate::session::view_model::SaveState;

impl Session {
    /// Asks for the application that has come into view, and lets go of the one that has gone out of it.
    pub(in crate::session) fn follow_hold(&mut self) -> Vec<Effect> {
        let open = self.draft().filter(|draft| draft.received.is_none());
        let wanted = open.map(|draft| draft.id.clone());
        let held = self.hold.as_ref().map(|(id, _)| id.clone());
        if wanted == held {
            return Vec::new();
        }
        self.hold = wanted.clone().map(|id| (id, Hold::Asked));
        let let_go = held.map(|draft| Effect::LetGo { draft });
        let ask = wanted.map(|draft| Effect::Hold { draft, take: false });
        let_go.into_iter().chain(ask).collect()
    }

    pub(in crate::session) fn told_held(&mut self, draft: &str, held: bool) -> Vec<Effect> {
        let Some((_, hold)) = self.hold.as_mut().filter(|(id, _)| id == draft) else {
            return Vec::new();
        };
        let now = if held { Hold::Here } else { Hold::Elsewhere };
        let before = std::mem::replace(hold, now);
        // The page is another one now; one that was free from the start stays as it is.
        let redrawn = !held || before == Hold::Elsewhere;
        self.carrying = held;
        self.draining = held;
        let focus = redrawn.then(|| Effect::Focus(HEADING.to_owned()));
        // Whether the page that had it got as far as the durable store is not known here.
        let unknown = self
            .draft()
            .filter(|draft| held && self.saved_state(draft) == SaveState::Saving);
        unknown.map(save).into_iter().chain(focus).collect()
    }

    pub(in crate::session) fn take_over(&mut self) -> Vec<Effect> {
        let elsewhere = self.hold.iter().filter(|(_, hold)| *hold == Hold::Elsewhere);
        let take = elsewhere.map(|(draft, _)| Effect::Hold {
            draft: draft.clone(),
            take: true,
        });
        take.collect()
    }

    /// Whether this page may change the application in view, and no other does.
    pub(in crate::session) fn held_here(&self) -> bool {
        matches!(&self.hold, Some((id, Hold::Here)) if self.location.draft() == Some(id))
    }

    /// Whether another page of this browser changes the application in view.
    pub fn elsewhere(&self) -> bool {
        matches!(&self.hold, Some((id, Hold::Elsewhere)) if self.location.draft() == Some(id))
    }
}
