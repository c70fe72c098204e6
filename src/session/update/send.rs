//! The application is made into a request, stored, and sent: the same bytes in every attempt.

use crate::draft::stored::Sending;
use crate::form::instance::Instance;
use crate::session::effect::Effect;
use crate::session::location::Location;
use crate::session::state::{Now, Session, Stage};
use crate::submission::envelope::{Envelope, FORMAT, MOST_AMENDED};
use crate::submission::{digest, idempotency_key, write};

impl Session {
    pub(in crate::session) fn send(&mut self, now: Now) -> Vec<Effect> {
        let Some(draft) = self.draft().filter(|draft| draft.received.is_none()) else {
            return Vec::new();
        };
        let id = draft.id.clone();
        if self.on_its_way(&id)
            || !matches!(self.location, Location::Check(_))
            // What is sent is measured on the day it is sent.
            || self.planned.is_some()
            || self.elsewhere()
        {
            return Vec::new();
        }
        if let Some(to) = self.changes_unseen() {
            return vec![Effect::Go { to, replace: false }];
        }
        let fresh = draft.sending.is_none();
        if fresh {
            let Some(made) = self
                .open
                .as_ref()
                .filter(|open| open.complete())
                .and_then(|open| self.request(&id, open))
            else {
                return vec![Effect::Focus("outstanding".to_owned())];
            };
            if let Some(to) = self.config().and_then(|config| config.settings.seal_to.clone()) {
                return self.ask_to_seal(&id, made, to);
            }
            if let Some(draft) = self.drafts.get_mut(&id) {
                draft.sending = Some(made);
                draft.refused = None;
            }
        }
        self.sends.or_default(&id).fresh |= fresh;
        self.storing(&id, now)
    }

    /// Writes the application that is to be sent; its request goes out once that is durable.
    pub(in crate::session) fn storing(&mut self, id: &str, now: Now) -> Vec<Effect> {
        let effects = self.changed(id, now);
        let version = self.drafts.get(id).map_or(0, |draft| draft.version);
        let send = self.sends.or_default(id);
        send.pressed = true;
        send.stage = Stage::Storing(version);
        effects
    }

    /// What was refused because the council has another version under its key goes out as an explicit change of what may
    /// have arrived, under a key of its own. Only a person decides that.
    pub(in crate::session) fn send_as_change(&mut self, now: Now) -> Vec<Effect> {
        let Some(id) = self.held_in_view() else {
            return Vec::new();
        };
        let Some(draft) = self.drafts.get_mut(&id).filter(|draft| draft.sending.is_none()) else {
            return Vec::new();
        };
        let refused = draft
            .refused
            .as_ref()
            .filter(|refused| refused.may_amend(&draft.amends));
        let Some(digest) = refused.map(|refused| refused.digest.clone()) else {
            return Vec::new();
        };
        draft.may_have_arrived(digest);
        let effects = self.send(now);
        // Something is missing that has to be filled in first.
        if !self.on_its_way(&id)
            && let Some(draft) = self.drafts.get_mut(&id)
        {
            draft.amends.pop();
        }
        effects
    }

    pub(in crate::session) fn post(&mut self, id: &str) -> Vec<Effect> {
        let Some(config) = self.config() else {
            return Vec::new();
        };
        let Some(sending) = self.drafts.get(id).and_then(|draft| draft.sending.as_ref()) else {
            return Vec::new();
        };
        let Some(send) = self.sends.get_mut(id) else {
            return Vec::new();
        };
        if self.cut_off {
            send.stage = Stage::Waiting(0);
            let pressed = std::mem::take(&mut send.pressed);
            let focus = pressed.then(|| Effect::Focus("send-state".to_owned()));
            return focus.into_iter().collect();
        }
        self.attempts += 1;
        send.attempt = self.attempts;
        send.unproven = None;
        send.stage = Stage::Posted;
        vec![Effect::Post {
            draft: id.to_owned(),
            attempt: send.attempt,
            url: config.settings.endpoint.clone(),
            key: sending.key.clone(),
            body: sending.body.clone(),
        }]
    }

    fn request(&self, id: &str, open: &Instance) -> Option<Sending> {
        let config = self.config()?;
        let provision = open.provision()?.to_owned();
        let stated = self.stated();
        let rules = self.rules()?;
        let edition = rules.edition(stated).0;
        let answers = open.to_wire();
        let digest = digest(&answers);
        let envelope = Envelope {
            format: FORMAT,
            application: id.to_owned(),
            form: config.form.id.clone(),
            form_version: config.form.version.clone(),
            edition: edition.file().edition.clone(),
            provision: provision.clone(),
            stated_date: stated.to_string(),
            requirements: self.requirements(open, &provision),
            answers,
            digest: digest.clone(),
        };
        // What was taken back and changed is another request, also where it was changed back.
        let amends = &self.drafts.get(id)?.amends;
        let amends = amends.get(amends.len().saturating_sub(MOST_AMENDED)..)?;
        let body = if amends.is_empty() {
            write::envelope(&envelope)
        } else {
            write::amendment(&envelope, amends)
        };
        Some(Sending {
            key: idempotency_key(id, &body),
            body,
            digest,
            provision,
            since: Some(self.time),
        })
    }
}
