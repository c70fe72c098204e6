//! What waits to be sent goes out by itself: after a while, when the connection is back, after a restart.
//!
//! The outbox is no list of its own: it is every draft whose record holds a sealed application ([`Sending`]
//! (crate::draft::stored::Sending)). One record means that there is no moment at which an application is in neither
//! place, or in both.

use crate::session::effect::Effect;
use crate::session::state::{Now, Session, Stage};
use crate::submission::envelope::Receipt;

/// The first wait, in milliseconds; each one after it is twice as long.
const FIRST: i64 = 20_000;
/// The longest.
const LONGEST: i64 = 10 * 60_000;

/// How long to wait after so many tries without an answer, in milliseconds: up to a half longer than the doubled time, by
/// an amount that differs from application to application, so that a school's computers do not all come back at once.
pub(in crate::session) fn wait(tries: u32, digest: &str) -> i64 {
    let doubled = FIRST
        .saturating_mul(1 << tries.saturating_sub(1).min(10))
        .min(LONGEST);
    let spread = digest
        .bytes()
        .skip(tries as usize % 32)
        .take(2)
        .fold(0, |sum, byte| sum * 16 + i64::from(byte % 16));
    doubled + doubled * spread / 512
}

impl Session {
    /// Sends what is due, and asks to be woken for what is not.
    pub(in crate::session) fn drain(&mut self, now: Now) -> Vec<Effect> {
        if !self.records_read || !self.accessible() || self.config().is_none() {
            return Vec::new();
        }
        let time = self.time;
        if time < std::mem::replace(&mut self.drained, time) {
            self.set_back();
        }
        let cut_off = self.cut_off;
        let waiting = self
            .drafts
            .values()
            .filter(|draft| draft.sending.is_some() && !cut_off);
        let waiting: Vec<String> = waiting.map(|draft| draft.id.clone()).collect();
        let (mut effects, mut next) = (Vec::new(), None::<i64>);
        let nowhere = self.kept_nowhere();
        for id in waiting {
            let due = match self.sends.or_default(&id).stage {
                Stage::Idle => time,
                Stage::Waiting(until) => until,
                // Where a person chose that nothing is kept, only they can say what becomes of it.
                Stage::Unkept(until, _) if !nowhere => until,
                _ => continue,
            };
            if due > time {
                next = Some(next.map_or(due, |next| next.min(due)));
            } else if self.may_send(&id) {
                effects.extend(self.try_again(&id, now));
            } else if self.location.draft() != Some(&id) && !self.asking.contains(&id) {
                self.asking.push(id.clone());
                effects.push(Effect::Hold {
                    draft: id,
                    take: false,
                });
            }
            // Where it is held elsewhere or only asked for, `told_held` looks again.
        }
        effects.extend(next.and_then(|at| self.wake_at(at)));
        let lent = std::mem::take(&mut self.lent);
        let (busy, done) = lent.into_iter().partition(|id| self.on_its_way(id));
        self.lent = busy;
        effects.extend(done.into_iter().map(|draft| Effect::LetGo { draft }));
        effects
    }

    /// The server says that it is earlier: what waits would wait for as long again, and is due instead.
    fn set_back(&mut self) {
        self.wake = None;
        for send in self.sends.values_mut() {
            if let Stage::Waiting(until) | Stage::Unkept(until, _) = &mut send.stage {
                *until = 0;
            }
        }
    }

    /// Whether this page is about to send it, or waits for the answer.
    pub(in crate::session) fn on_its_way(&self, id: &str) -> bool {
        let stage = self.sends.get(id).map(|send| &send.stage);
        matches!(
            stage,
            Some(Stage::Sealing(_) | Stage::Storing(_) | Stage::Posted | Stage::Verifying(_))
        )
    }

    /// One timer is enough: the earliest.
    fn wake_at(&mut self, at: Now) -> Option<Effect> {
        let earlier = self.wake.is_none_or(|set| at < set);
        earlier.then(|| {
            self.wake = Some(at);
            Effect::Wake { at: at + self.ahead }
        })
    }

    /// The timer has rung. By this page's time that may be too early, where a clock was set back: then it is set again.
    pub(in crate::session) fn ticked(&mut self) {
        self.wake = None;
        self.draining = true;
    }

    /// What the council wanted to know has been said, outside of this program: everything that waited for it is due.
    pub(in crate::session) fn signed_in(&mut self) {
        for send in self.sends.values_mut() {
            if matches!(send.stage, Stage::SignIn(_)) {
                send.stage = Stage::Waiting(0);
            }
        }
        self.draining = true;
    }

    /// A record that this page did not write itself is written again before its request goes out: the copy it was read
    /// from may be in the one store alone that a killed browser forgets.
    fn try_again(&mut self, id: &str, now: Now) -> Vec<Effect> {
        let stage = self.sends.get(id).map(|send| &send.stage);
        if matches!(stage, Some(Stage::Waiting(_))) {
            return self.post(id);
        }
        let changed = self.drafts.get(id).map_or(now, |draft| draft.changed);
        let effects = self.rewritten(id, changed);
        let version = self.drafts.get(id).map_or(0, |draft| draft.version);
        self.sends.or_default(id).stage = Stage::Storing(version);
        effects
    }

    /// The durable store refuses the sealed application: a killed browser could forget that it was sent, and offer it to be
    /// changed. Nothing goes out, and it is tried again.
    pub(in crate::session) fn unkept(&mut self, id: &str, words: String) -> Vec<Effect> {
        let time = self.time;
        self.waits(id, |tries| Stage::Unkept(time + wait(tries, id), words))
    }

    /// One more try came to nothing. `stage`: what it waits for, by how many that makes in a row.
    fn waits(&mut self, id: &str, stage: impl FnOnce(u32) -> Stage) -> Vec<Effect> {
        let Some(send) = self.sends.get_mut(id) else {
            return Vec::new();
        };
        send.tries += 1;
        send.stage = stage(send.tries);
        let pressed = std::mem::take(&mut send.pressed);
        self.draining = true;
        let focus = pressed.then(|| Effect::Focus("send-state".to_owned()));
        focus.into_iter().collect()
    }

    /// The person decides that it goes out all the same, where nothing is kept by their own choice: nothing could be forgotten.
    pub(in crate::session) fn send_anyway(&mut self) -> Vec<Effect> {
        let Some(id) = self.held_in_view() else {
            return Vec::new();
        };
        if !self.may_send_anyway(&id) {
            return Vec::new();
        }
        if let Some(send) = self.sends.get_mut(&id) {
            send.pressed = true;
        }
        let mut effects = self.post(&id);
        effects.push(Effect::Focus("send-state".to_owned()));
        effects
    }

    /// The page that may change an application sends it, and no other.
    pub(in crate::session) fn may_send(&self, id: &str) -> bool {
        self.held_here(id) || self.lent.iter().any(|lent| lent == id)
    }

    /// Whether this page has an application that is in nobody's view, to send it.
    pub(in crate::session) fn told_lent(&mut self, draft: &str, held: bool) -> Vec<Effect> {
        self.asking.retain(|id| id != draft);
        self.lent.retain(|id| id != draft);
        if !held {
            self.marking.retain(|(id, _)| id != draft);
        }
        if held {
            // Locked meanwhile: another page may send it.
            if self.accessible() {
                self.lent.push(draft.to_owned());
            }
            self.given.push(draft.to_owned());
            self.draining = true;
            return Vec::new();
        }
        // Another page has it; this one asks again, in case that page is closed.
        self.wake_at(self.time + FIRST).into_iter().collect()
    }

    /// The browser's word on the connection. That it is there is a hint; that it is not saves a request that cannot work.
    pub(in crate::session) fn told_connection(&mut self, there: bool) {
        let gone = std::mem::replace(&mut self.cut_off, !there);
        if gone && there {
            for send in self.sends.values_mut() {
                if matches!(send.stage, Stage::Waiting(_)) {
                    send.stage = Stage::Waiting(0);
                }
            }
        }
        self.draining = true;
    }

    /// The person takes an application back before there is an answer, to change it. It may have arrived: what is sent
    /// next says which versions it replaces.
    pub(in crate::session) fn cancel_sending(&mut self, now: Now) -> Vec<Effect> {
        let Some(id) = self.held_in_view() else {
            return Vec::new();
        };
        let stage = self.sends.get(&id).map(|send| &send.stage);
        if matches!(
            stage,
            Some(Stage::Storing(_) | Stage::Posted | Stage::Verifying(_))
        ) {
            return Vec::new();
        }
        let Some(draft) = self.drafts.get_mut(&id) else {
            return Vec::new();
        };
        let Some(sending) = draft.sending.take() else {
            return Vec::new();
        };
        draft.may_have_arrived(sending.digest);
        self.sends.remove(&id);
        let mut effects = self.changed(&id, now);
        effects.extend(self.arrive());
        effects.push(Effect::Focus("main-heading".to_owned()));
        effects
    }

    /// What the worker says of a receipt's signature. No answer: it is asked again later.
    pub(in crate::session) fn verified(
        &mut self,
        id: &str,
        attempt: u32,
        result: Result<(), Option<String>>,
        now: Now,
    ) -> Vec<Effect> {
        let Some(send) = self.sends.get_mut(id).filter(|send| send.attempt == attempt) else {
            return Vec::new();
        };
        let receipt = match std::mem::take(&mut send.stage) {
            Stage::Verifying(receipt) => receipt,
            other => {
                send.stage = other;
                return Vec::new();
            }
        };
        self.draining = true;
        match result {
            Ok(()) => self.received(id, receipt, now),
            Err(words) => {
                if let Some(send) = self.sends.get_mut(id) {
                    send.unproven = words;
                }
                self.put_off(id, None)
            }
        }
    }

    /// Asks whether the council signed a receipt, where the settings say with which keys it does.
    pub(in crate::session) fn prove(&mut self, id: &str, receipt: Receipt, now: Now) -> Vec<Effect> {
        let keys = self.config().map(|config| config.settings.receipt_keys.clone());
        let keys = keys.unwrap_or_default();
        if keys.is_empty() {
            return self.received(id, receipt, now);
        }
        let Some(send) = self.sends.get_mut(id) else {
            return Vec::new();
        };
        send.stage = Stage::Verifying(receipt.clone());
        vec![Effect::Verify {
            draft: id.to_owned(),
            attempt: send.attempt,
            receipt,
            keys,
        }]
    }

    /// No answer that counts: tried again in a while, or when the council said.
    pub(in crate::session) fn put_off(&mut self, id: &str, retry_after: Option<u32>) -> Vec<Effect> {
        let digest = self.drafts.get(id).and_then(|draft| draft.sending.as_ref());
        let digest = digest.map(|sending| sending.digest.clone()).unwrap_or_default();
        let asked = i64::from(retry_after.unwrap_or_default()).saturating_mul(1_000);
        let (time, asked) = (self.time, asked.min(24 * 60 * 60_000));
        self.waits(id, |tries| Stage::Waiting(time + wait(tries, &digest).max(asked)))
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, LONGEST, wait};

    #[test]
    fn waits_double_up_to_ten_minutes_and_differ_between_applications() {
        let (one, other) = ("0".repeat(64), "f".repeat(64));
        for tries in 1..40 {
            let (least, most) = (wait(tries, &one), wait(tries, &other));
            assert!(
                least >= FIRST && most <= LONGEST + LONGEST / 2,
                "{tries}: {least} {most}"
            );
            assert!(least < most, "{tries}");
            assert!(tries == 1 || least >= wait(tries - 1, &one), "{tries}");
        }
        assert_eq!(
            (wait(1, &one), wait(2, &one), wait(39, &one)),
            (FIRST, 2 * FIRST, LONGEST)
        );
    }
}
