//! One page at a time changes an application, so that neither of two writes over the other.

use crate::session::effect::Effect;
use crate::session::state::{Hold, Now, Session, Stage};
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
        let left = self.hold.take();
        let mut effects = Vec::new();
        if let Some((draft, hold)) = left {
            // What is on its way from here stays with this page until there is an answer.
            if hold == Hold::Here && self.on_its_way(&draft) {
                self.lent.push(draft);
            } else {
                effects.push(Effect::LetGo { draft });
            }
        }
        if let Some(draft) = wanted {
            let lent = self.lent.iter().position(|id| *id == draft);
            let asked = self.asking.iter().position(|id| *id == draft);
            let hold = match lent {
                Some(_) => Hold::Here,
                None => Hold::Asked,
            };
            self.hold = Some((draft.clone(), hold));
            lent.map(|at| self.lent.remove(at));
            match asked.map(|at| self.asking.remove(at)) {
                None if hold == Hold::Asked => effects.push(Effect::Hold { draft, take: false }),
                _ => self.draining = true,
            }
        }
        effects
    }

    pub(in crate::session) fn told_held(&mut self, draft: &str, held: bool, now: Now) -> Vec<Effect> {
        // Whoever has it now sends it, and hears the answer.
        if let Some(send) = self.sends.get_mut(draft).filter(|_| !held) {
            send.stage = Stage::Idle;
            send.fresh = false;
        }
        let here = self.hold.as_ref().filter(|(id, _)| id == draft);
        // Taken from another page, and not free: that one may not know yet, and be about to count on from the next round.
        let taken = held
            && here.map_or_else(
                || self.marking.iter().any(|(id, _)| id == draft),
                |(_, hold)| *hold == Hold::Elsewhere,
            );
        if held {
            // What was taken and let go again with nothing written was taken all the same.
            let due = self.counting_on.iter().find(|(id, _)| id == draft);
            let rounds = due
                .map_or(1, |(_, rounds)| *rounds)
                .max(if taken { 2 } else { 1 });
            self.counting_on.retain(|(id, _)| id != draft);
            self.counting_on.push((draft.to_owned(), rounds));
        }
        let Some((_, hold)) = self.hold.as_mut().filter(|(id, _)| id == draft) else {
            return self.told_lent(draft, held);
        };
        let new = if held { Hold::Here } else { Hold::Elsewhere };
        let before = std::mem::replace(hold, new);
        // The page is another one now; one that was free from the start stays as it is.
        let redrawn = !held || before == Hold::Elsewhere;
        self.carrying = held;
        self.draining = held;
        let focus = redrawn.then(|| Effect::Focus(HEADING.to_owned()));
        // Whether the page that had it got as far as the durable store is not known here. What was taken from it is written
        // at once, so that whatever it still writes is behind that.
        let unknown = self.draft().filter(|draft| {
            let taken = taken && draft.version > 0 && draft.received.is_none() && self.accessible();
            taken || held && self.saved_state(draft) == SaveState::Saving
        });
        let unknown = unknown.map(|draft| draft.id.clone());
        self.given.extend(held.then(|| draft.to_owned()));
        if held {
            self.too_late = None;
        }
        let mut effects = unknown.map_or_else(Vec::new, |id| self.rewritten(&id, now));
        effects.extend(focus);
        effects
    }

    /// What was changed here is not kept: another page had the application already, and what is there is taken in next.
    pub(in crate::session) fn overtaken(&mut self, draft: &str, now: Now) -> Vec<Effect> {
        if self.held_here(draft) {
            self.too_late = Some(draft.to_owned());
        }
        self.told_held(draft, false, now)
    }

    /// Whether the application in view was changed here when another page had it already.
    pub fn changed_too_late(&self) -> bool {
        self.too_late.is_some() && self.too_late.as_deref() == self.location.draft()
    }

    pub(in crate::session) fn take_over(&mut self) -> Vec<Effect> {
        let elsewhere = self.hold.iter().filter(|(_, hold)| *hold == Hold::Elsewhere);
        let take = elsewhere.map(|(draft, _)| Effect::Hold {
            draft: draft.clone(),
            take: true,
        });
        take.collect()
    }

    /// Whether an application is in view and this page may change it, and no other.
    pub(in crate::session) fn held_here(&self, id: &str) -> bool {
        matches!(&self.hold, Some((held, Hold::Here)) if held == id) && self.location.draft() == Some(id)
    }

    /// The application in view, where this page may change it.
    pub(in crate::session) fn held_in_view(&self) -> Option<String> {
        let id = self.location.draft().filter(|id| self.held_here(id));
        id.map(str::to_owned)
    }

    /// Whether another page of this browser changes the application in view.
    pub fn elsewhere(&self) -> bool {
        matches!(&self.hold, Some((id, Hold::Elsewhere)) if self.location.draft() == Some(id))
    }
}
