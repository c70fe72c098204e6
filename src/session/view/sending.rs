//! What became of sending an application.

use crate::sorted::Map;

use crate::draft::stored::{Draft, Received};
use crate::eligibility::decision::decide;
use crate::form::instance::Instance;
use crate::session::state::{Send, Session, Stage};
use crate::session::view::proof;
use crate::session::view_model::RefusedView;

/// What became of sending the open application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendState {
    /// Not sent.
    NotSent,
    /// It was never on its way yet: there is no connection.
    Waiting,
    /// A request is under way.
    Sending,
    /// No answer came: it may or may not have arrived; trying again is safe.
    Uncertain,
    /// Not sent now, because the device would not keep that it was.
    NotKept {
        /// Whether it is known that it never went out before either.
        unsent: bool,
        /// Why not, in the browser's words.
        words: String,
        /// Whether it may be sent all the same.
        anyway: bool,
    },
    /// The council wants to know who sends: what it said.
    SignIn(String),
    /// It could not be sealed to the council, and stays as it was: why, in words.
    Unsealed(String),
    /// The council refused it.
    Refused(RefusedView),
    /// The council has it.
    Received(SentView),
}

/// The confirmation page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentView {
    /// The person's own name for the application.
    pub nickname: String,
    /// The council's reference.
    pub reference: String,
    /// Name of the provision.
    pub provision: String,
    /// When it was received, in words, Europe/London.
    pub received: String,
    /// What the receipt says, name and value, to read and to print.
    pub proof: Vec<(String, String)>,
    /// What happens next, in order.
    pub next_steps: Vec<String>,
}

impl Session {
    /// What became of sending the application in view. It claims no more than is known.
    pub fn send_state(&self) -> SendState {
        self.draft()
            .map_or(SendState::NotSent, |draft| self.sending_of(draft))
    }

    /// The same of any application.
    pub(in crate::session) fn sending_of(&self, draft: &Draft) -> SendState {
        if let Some(received) = &draft.received {
            return SendState::Received(self.sent_view(draft, received));
        }
        match self.sends.get(&draft.id).map(|send| &send.stage) {
            Some(Stage::Sealing(_) | Stage::Storing(_) | Stage::Posted | Stage::Verifying(_)) => {
                SendState::Sending
            }
            Some(Stage::Unsealed(words)) => SendState::Unsealed(words.clone()),
            Some(Stage::Unkept(_, words)) => SendState::NotKept {
                unsent: self.never_tried(&draft.id),
                words: words.clone(),
                anyway: self.may_send_anyway(&draft.id),
            },
            Some(Stage::SignIn(words)) => SendState::SignIn(words.clone()),
            Some(Stage::Waiting(0)) if self.never_tried(&draft.id) => SendState::Waiting,
            _ if draft.sending.is_some() => SendState::Uncertain,
            _ => match &draft.refused {
                Some(refused) => SendState::Refused(self.refused_view(draft, refused)),
                None => SendState::NotSent,
            },
        }
    }

    /// The applications on this device by their ids, each with the council's reference where it has one.
    pub fn references(&self) -> Vec<(String, Option<String>)> {
        let reference = |draft: &Draft| {
            let received = draft.received.as_ref();
            received.map(|received| received.receipt.reference.clone())
        };
        let known = self
            .drafts
            .values()
            .map(|draft| (draft.id.clone(), reference(draft)));
        known.collect()
    }

    /// Whether a person may decide that it goes out although nothing keeps that it does: where that is their own choice.
    pub(in crate::session) fn may_send_anyway(&self, id: &str) -> bool {
        let stage = self.sends.get(id).map(|send| &send.stage);
        matches!(stage, Some(Stage::Unkept(..))) && self.kept_nowhere()
    }

    fn never_tried(&self, id: &str) -> bool {
        let amends = self.drafts.get(id).is_some_and(|draft| !draft.amends.is_empty());
        let here = |send: &Send| send.fresh && send.attempt == 0;
        !amends && self.sends.get(id).is_some_and(here)
    }

    /// Why the last answer to the application in view was no proof, in words.
    pub fn unproven(&self) -> Option<String> {
        self.sends.get(self.location.draft()?)?.unproven.clone()
    }

    /// What became of a copy or a proof that was to be saved on this page.
    pub fn paper_said(&self) -> Option<&'static str> {
        self.handing.said
    }

    /// The next deadline that the application in view can reach while it waits, in words.
    pub fn waiting_deadline(&self) -> Option<String> {
        self.reach(&self.draft()?.sending.as_ref()?.provision)
    }

    fn sent_view(&self, draft: &Draft, Received { receipt, provision }: &Received) -> SentView {
        let rules = self.rules();
        let found = rules
            .as_ref()
            .and_then(|rules| rules.provision(self.stated(), provision));
        SentView {
            nickname: draft.nickname.clone(),
            reference: receipt.reference.clone(),
            provision: found.map_or_else(|| provision.clone(), |provision| provision.name.clone()),
            received: proof::when(receipt),
            proof: proof::rows(&draft.id, receipt),
            next_steps: found.map_or_else(Vec::new, |provision| provision.next_steps.clone()),
        }
    }

    /// How each requirement of a provision stands, as it is sent: what the checker showed, for the panel to see.
    pub(in crate::session) fn requirements(&self, open: &Instance, provision: &str) -> Map<String> {
        let rules = self.rules();
        let Some(found) = rules
            .as_ref()
            .and_then(|rules| rules.provision(self.stated(), provision))
        else {
            return Map::new();
        };
        let mut standings = Map::new();
        for finding in decide(found, open).findings {
            standings.insert(finding.requirement.id.clone(), finding.standing.word().to_owned());
        }
        standings
    }
}
