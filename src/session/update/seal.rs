//! Where the settings name a key of the council's, an application is sealed to it before it is stored to be sent.
//!
//! The second program seals, so this takes a moment in which nothing is stored yet: whatever happens meanwhile leaves the
//! application as it was, not sent. Only what comes back sealed becomes a [`Sending`], and from there on all is as without.

use crate::draft::stored::{Draft, Sending};
use crate::form::answer::Answers;
use crate::session::effect::Effect;
use crate::session::state::{Now, Session, Stage};

/// What is being sealed.
#[derive(Debug, PartialEq)]
pub(in crate::session) struct Sealing {
    /// The request, with its body in the clear.
    sending: Sending,
    /// The answers it was made of.
    answers: Answers,
}

const CHANGED: &str = "It was changed before it was ready to go.";
const NO_ANSWER: &str = "The part of this service that encrypts applications could not be used. Check the connection, then send again.";

impl Session {
    /// Asks for a request to be sealed to the key that the settings name.
    pub(in crate::session) fn ask_to_seal(&mut self, id: &str, sending: Sending, to: String) -> Vec<Effect> {
        let Some((config, draft)) = self.config().zip(self.drafts.get(id)) else {
            return Vec::new();
        };
        let effect = Effect::Seal {
            draft: id.to_owned(),
            to,
            form_version: config.form.version.clone(),
            key: sending.key.clone(),
            body: sending.body.clone(),
        };
        let answers = draft.answers.clone();
        let send = self.sends.or_default(id);
        send.pressed = true;
        send.stage = Stage::Sealing(Box::new(Sealing { sending, answers }));
        vec![effect]
    }

    /// What came of it. The key tells whether it is what is waited for: it is made of the whole body.
    pub(in crate::session) fn told_sealed(
        &mut self,
        id: &str,
        key: &str,
        result: Result<String, Option<String>>,
        now: Now,
    ) -> Vec<Effect> {
        let may_send = self.may_send(id);
        let Some(send) = self.sends.get_mut(id) else {
            return Vec::new();
        };
        let Sealing { sending, answers } = match std::mem::take(&mut send.stage) {
            Stage::Sealing(sealing) if sealing.sending.key == key => *sealing,
            other => {
                send.stage = other;
                return Vec::new();
            }
        };
        self.draining = true;
        let unchanged = |draft: &&mut Draft| may_send && draft.open() && draft.answers == answers;
        match (result, self.drafts.get_mut(id).filter(unchanged)) {
            (Ok(body), Some(draft)) => {
                draft.sending = Some(Sending { body, ..sending });
                draft.refused = None;
                send.fresh = true;
                self.sealed_and_changed(id, now)
            }
            (Ok(_), None) => self.not_sealed(id, CHANGED.to_owned()),
            (Err(words), _) => self.not_sealed(id, words.unwrap_or_else(|| NO_ANSWER.to_owned())),
        }
    }

    fn sealed_and_changed(&mut self, id: &str, now: Now) -> Vec<Effect> {
        let mut effects = self.storing(id, now);
        if self.location.draft() == Some(id) {
            // Whoever went on to a question meanwhile is led back: nothing may change any more.
            effects.extend(self.arrive());
        }
        effects
    }

    fn not_sealed(&mut self, id: &str, words: String) -> Vec<Effect> {
        if let Some(send) = self.sends.get_mut(id) {
            send.pressed = false;
            send.stage = Stage::Unsealed(words);
        }
        self.news(id)
    }
}
