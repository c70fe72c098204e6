//! What must be true after every step.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use cap_application::draft::stored::{self, Draft};
use cap_application::form::answer::{Place, Raw};
use cap_application::form::value::WireAnswer;
use cap_application::session::access::Gate;
use cap_application::session::effect::Record;
use cap_application::session::view_model::{SaveState, SendState};

use crate::council::{self, Council, Request};
use crate::device::{Device, typed};
use crate::files::TYPED;
use crate::world::{Heard, Page, World};

/// Less than the council keeps drafts, by a day for the hour at which a day begins.
const KEPT: i64 = 29 * 86_400_000;

/// What was found not to be true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Untrue {
    /// An application is at the council at most once.
    Once,
    /// What was called saved survives a kill of the browser.
    Saved,
    /// What was typed into a page stands there.
    Typed,
    /// The same body goes out under the same key, and no other body under it.
    OneKey,
    /// Nothing goes out before it is durable that it does.
    Sealed,
    /// Nothing goes out in the clear where the council has a key.
    Clear,
    /// What goes out holds what was called saved.
    Whole,
    /// What is called received is at the council, with that digest and under that reference.
    Received,
    /// What is called refused is not at the council.
    Refused,
    /// What is called sending is on its way.
    Sending,
    /// What is called uncertain was sent.
    Uncertain,
    /// Nothing is removed before its time, and nothing that waits for the council.
    Kept,
    /// Once faults stop, what was sent is received or refused.
    Drained,
    /// What is called not sent was not.
    NotSent,
    /// A refusal that was shown and saved is there until somebody does something about it.
    Remembered,
    /// One page at a time changes an application.
    Alone,
}

/// What a person was told and did.
#[derive(Default)]
pub struct Oracle {
    /// The keystrokes of each draft that the screen has called saved.
    acknowledged: BTreeMap<String, [u32; 2]>,
    /// Drafts of which a refusal was shown and saved, and nobody did anything since, each with the version of its form: a
    /// later form may not have the questions that the refusal is about.
    refused: BTreeMap<String, String>,
    /// Drafts that a person discarded, and that no screen called saved since: they may go.
    discarded: BTreeSet<String>,
    /// When a person or the council last did something to a draft.
    pub touched: BTreeMap<String, i64>,
    /// Digest of what last went out of each draft.
    posted: BTreeMap<String, String>,
    /// Key under which each body went out, and the other way round.
    keys: [BTreeMap<String, String>; 2],
    /// Drafts that were removed. An address of theirs that somebody still has begins another with the same id, and a browser
    /// that is killed within the minute may find the old one in its place: nobody goes there here.
    pub gone: BTreeSet<String>,
}

impl Oracle {
    /// A person does something to a draft.
    pub fn touch(&mut self, id: &str, time: i64) {
        self.touched.insert(id.to_owned(), time);
        self.refused.remove(id);
    }

    /// A person discarded a draft.
    pub fn discarded(&mut self, id: &str) {
        self.discarded.insert(id.to_owned());
        self.acknowledged.remove(id);
    }

    /// A record is about to be written.
    pub fn saving(&mut self, record: &Record, council: &Council) -> Result<(), Untrue> {
        if !record.key.starts_with(stored::KEY_PREFIX) || !record.text.contains("\"received\":") {
            return Ok(());
        }
        let draft = stored::read(&record.key, &record.text).expect("a draft");
        let receipt = draft.received.expect("it is there").receipt;
        let there = council.kept.iter().any(|kept| {
            kept.application == draft.id
                && (&kept.receipt.reference, &kept.digest) == (&receipt.reference, &receipt.digest)
        });
        there.then_some(()).ok_or(Untrue::Received)
    }

    /// A draft is about to be removed.
    pub fn removing(&mut self, id: &str, device: &Device, time: i64) -> Result<(), Untrue> {
        let waits = device.present(id).is_some_and(|draft| draft.sending.is_some());
        let early = self.touched.get(id).is_some_and(|at| time - at < KEPT);
        if waits || early && !self.discarded.contains(id) {
            return Err(Untrue::Kept);
        }
        self.gone.insert(id.to_owned());
        self.acknowledged.remove(id);
        self.refused.remove(id);
        Ok(())
    }

    /// A request is about to go out.
    pub fn posting(&mut self, draft: &str, request: &Request, device: &Device) -> Result<(), Untrue> {
        let (envelope, _) = council::read(&request.body);
        let sealed = |draft: &Draft| draft.sending.is_some() || answered(draft, &envelope.digest);
        if !device.durable(draft).as_deref().is_some_and(sealed) {
            return Err(Untrue::Sealed);
        }
        // Sealed anew after a refusal, the same body is another on the way, under the same key.
        let Request { key, body } = request;
        let body = &council::open(body).map_or_else(|| body.clone(), |(_, inside)| inside);
        for (known, (one, other)) in self.keys.iter_mut().zip([(body, key), (key, body)]) {
            if known.entry(one.clone()).or_insert_with(|| other.clone()) != other {
                return Err(Untrue::OneKey);
            }
        }
        self.posted.insert(draft.to_owned(), envelope.digest);
        let sent = TYPED.map(|question| match envelope.answers.get(question) {
            Some(WireAnswer::Text(text)) => text.parse().unwrap_or(0),
            _ => 0,
        });
        let whole = self
            .acknowledged
            .get(draft)
            .is_none_or(|said| reaches(sent, *said));
        whole.then_some(()).ok_or(Untrue::Whole)
    }

    fn acknowledge(&mut self, id: &str, shown: [u32; 2]) {
        let said = self.acknowledged.entry(id.to_owned()).or_default();
        for (said, shown) in said.iter_mut().zip(shown) {
            *said = shown.max(*said);
        }
    }
}

/// A page from which an application is taken hears that a moment later. Where the council's answer comes to it in that
/// moment, it may write that over what the page that took it has just written, and that page asks for the same answer
/// again, under the same key. A browser that is killed then still knows that it went out, and what came of it.
fn answered(draft: &Draft, digest: &String) -> bool {
    let refused = draft.refused.as_ref().map(|refused| &refused.digest);
    let received = draft.received.as_ref().map(|received| &received.receipt.digest);
    [refused, received].contains(&Some(digest))
}

/// Keystrokes are numbered as they come, so that a later one stands in the place of an earlier one.
fn reaches(found: [u32; 2], said: [u32; 2]) -> bool {
    found.into_iter().zip(said).all(|(found, said)| found >= said)
}

/// What stands in both boxes of the draft in view.
fn shown(page: &Page) -> [u32; 2] {
    TYPED.map(|question| match page.session.raw(&Place::single(question)) {
        Some(Raw::Text(text)) => text.parse().expect("a number"),
        _ => 0,
    })
}

impl World {
    /// Looks at every screen, every store and the council.
    pub fn check(&mut self) -> Result<(), Untrue> {
        if let Some(untrue) = self.untrue {
            return Err(untrue);
        }
        for at in 0..self.pages.len() {
            self.check_screen(at)?;
        }
        self.check_alone()?;
        for (id, said) in &self.oracle.acknowledged {
            let survives = |draft: &Draft| draft.received.is_some() || reaches(typed(draft), *said);
            if !self.device.durable(id).as_deref().is_some_and(survives) {
                return Err(Untrue::Saved);
            }
        }
        let device = &self.device;
        let of_form = |id: &String, form: &mut String| {
            let there = device.durable(id);
            there.is_none_or(|draft| draft.form_version == *form)
        };
        self.oracle.refused.retain(of_form);
        for id in self.oracle.refused.keys() {
            let there = self.device.durable(id);
            if there.is_none_or(|draft| draft.refused.is_none()) {
                return Err(Untrue::Remembered);
            }
        }
        for (at, kept) in self.council.kept.iter().enumerate() {
            let mut later = self.council.kept[at + 1..].iter();
            if !kept.replaced && later.any(|other| other.application == kept.application) {
                return Err(Untrue::Once);
            }
        }
        Ok(())
    }

    /// A screen claims no more than is true.
    fn check_screen(&mut self, at: usize) -> Result<(), Untrue> {
        let page = &self.pages[at];
        let location = page.session.location();
        let Some(id) = location.draft().filter(|_| page.session.gate() == Gate::Open) else {
            return Ok(());
        };
        // Such a page says that another has the application, and nothing else of it: `Screen::Elsewhere` takes the place of
        // whatever page was in view. What it last read may be out of date, where local storage took nothing and so told
        // nobody; it reads both stores before it may change anything.
        if page.session.elsewhere() {
            return Ok(());
        }
        let state = page.session.send_state();
        match page.session.save_state() {
            SaveState::Saved => {
                // One from which it was taken a moment ago has not heard of that yet.
                let holds = self.device.locks.get(id) == Some(&page.number);
                let there = |draft: Rc<Draft>| draft.discarded.is_none();
                if holds && self.device.durable(id).is_some_and(there) {
                    self.oracle.discarded.remove(id);
                }
                if !self.oracle.discarded.contains(id) {
                    self.oracle.acknowledge(id, shown(page));
                }
                if holds
                    && matches!(state, SendState::Refused(_))
                    && let Some(draft) = self.device.present(id)
                {
                    let form = draft.form_version.clone();
                    self.oracle.refused.insert(id.to_owned(), form);
                }
            }
            SaveState::Saving if self.plant == Some(crate::plant::Plant::SavedTooSoon) => {
                self.oracle.acknowledge(id, shown(page));
            }
            _ => {}
        }
        let holds = |kept: &council::Kept| self.oracle.posted.get(id) == Some(&kept.digest);
        // One from which it was taken a moment ago, and which has not heard of that, does not know what went out since.
        let here = self.device.locks.get(id) == Some(&page.number);
        let true_so = |so: bool, untrue| if so { Ok(()) } else { Err(untrue) };
        match state {
            SendState::Received(view) => {
                let kept = &self.council.kept;
                let there = kept
                    .iter()
                    .any(|kept| kept.application == id && kept.receipt.reference == view.reference);
                true_so(there, Untrue::Received)
            }
            SendState::Refused(..) => {
                let received = self.council.current(id).is_some_and(holds);
                true_so(!received, Untrue::Refused)
            }
            SendState::Sending => {
                let number = page.number;
                let asked = self.sent.iter().any(|sent| sent.awaited && sent.draft == id);
                let written = self.device.writes.iter().any(|write| write.page == number);
                let mut sealing = self.sealing.iter();
                let sealing = sealing.any(|sealing| sealing.page == number && sealing.draft == id);
                true_so(asked || written || sealing, Untrue::Sending)
            }
            SendState::Uncertain => true_so(self.oracle.touched.contains_key(id), Untrue::Uncertain),
            SendState::NotKept { unsent: true, .. } | SendState::Waiting if here => {
                true_so(self.council.current(id).is_none(), Untrue::NotSent)
            }
            _ => Ok(()),
        }
    }

    /// No two pages say that an application can be changed there, but for one that is about to hear that it was taken.
    fn check_alone(&self) -> Result<(), Untrue> {
        let mut changed = BTreeSet::new();
        for page in &self.pages {
            let location = page.session.location();
            let id = location.draft().filter(|_| page.session.gate() == Gate::Open);
            let taken = |id: &str| {
                page.inbox
                    .iter()
                    .any(|heard| matches!(heard, Heard::Taken(of) if of == id))
            };
            let closed =
                page.session.elsewhere() || matches!(page.session.send_state(), SendState::Received(_));
            if let Some(id) = id.filter(|id| !closed && !taken(id))
                && !changed.insert(id.to_owned())
            {
                return Err(Untrue::Alone);
            }
        }
        Ok(())
    }

    /// What was sent has come to an end, and what is at the council is known to be.
    pub fn check_drained(&self) -> Result<(), Untrue> {
        for draft in self.drafts.iter().filter_map(|id| self.device.present(id)) {
            let there = self.council.current(&draft.id);
            let posted = self.oracle.posted.get(&draft.id);
            let unknown = there.is_some_and(|kept| posted == Some(&kept.digest)) && draft.received.is_none();
            // What a person took back is noted as a version that may have arrived.
            let unknown = unknown && !posted.is_some_and(|digest| draft.amends.contains(digest));
            if draft.sending.is_some() || unknown {
                return Err(Untrue::Drained);
            }
        }
        Ok(())
    }
}
