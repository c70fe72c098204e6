//! What people do.

use cap_application::form::answer::{Place, Raw};
use cap_application::session::Session;
use cap_application::session::access::Gate;
use cap_application::session::location::Location;
use cap_application::session::message::Message;

use crate::check::Untrue;
use crate::files::{PAGES, TYPED};
use crate::run::pick;
use crate::world::World;

impl World {
    /// A person starts an application; two are enough.
    pub fn start(&mut self, at: usize) {
        if self.drafts.len() == 2 {
            return;
        }
        self.person(at);
        self.tell(at, Message::Navigated(Location::New));
        let id = self.drafts.last().cloned().unwrap_or_default();
        self.oracle.touch(&id, self.time);
        let (place, raw) = (Place::single("provision"), Raw::Text("insight".to_owned()));
        self.tell(at, Message::Answered { place, raw });
    }

    pub fn go(&mut self, at: usize, draft: u32, to: impl Fn(String) -> Location) {
        self.person(at);
        if let Some(place) = pick(self.drafts.len(), draft) {
            let id = self.drafts[place].clone();
            if !self.oracle.gone.contains(&id) {
                self.tell(at, Message::Navigated(to(id)));
            }
        }
    }

    /// A key is pressed where the page in view has a box.
    pub fn type_into(&mut self, at: usize) {
        self.person(at);
        let session = &self.pages[at].session;
        let Location::Page(id, page) = session.location() else {
            return;
        };
        if session.gate() != Gate::Open || session.elsewhere() || self.oracle.gone.contains(&id) {
            return;
        }
        self.keys += 1;
        self.oracle.touch(&id, self.time);
        let question = TYPED[usize::from(page == PAGES[1])];
        let (place, raw) = (Place::single(question), Raw::Text(self.keys.to_string()));
        let (typed, standing) = (raw.clone(), place.clone());
        self.tell(at, Message::Answered { place, raw });
        if self.pages[at].session.raw(&standing) != Some(typed) {
            self.untrue.get_or_insert(Untrue::Typed);
        }
    }

    pub fn send(&mut self, at: usize, draft: u32) {
        self.press(at, draft, Message::Send);
    }

    /// A person presses a button on the check page of an application, and looks first at what a later form changed in it.
    pub fn press(&mut self, at: usize, draft: u32, button: Message) {
        self.go(at, draft, Location::Check);
        if self.pages[at].session.changes_unseen().is_some() {
            self.tell(at, Message::ChangesSeen);
            self.go(at, draft, Location::Check);
        }
        let session = &self.pages[at].session;
        if let Location::Check(id) = session.location()
            && !session.elsewhere()
        {
            self.oracle.touch(&id, self.time);
            self.tell(at, button);
        }
    }

    /// A person discards an application on the list, or puts it back there.
    pub fn discard(&mut self, at: usize, draft: u32, button: impl Fn(String) -> Message) {
        self.person(at);
        self.tell(at, Message::Navigated(Location::Applications));
        let Some(id) = pick(self.drafts.len(), draft).map(|place| self.drafts[place].clone()) else {
            return;
        };
        let session = &self.pages[at].session;
        let gone = |session: &Session| session.discarded().iter().any(|(other, _)| *other == id);
        let listed = session.applications().iter().any(|row| row.id == id) || gone(session);
        if !listed || self.oracle.gone.contains(&id) {
            return;
        }
        self.tell(at, button(id.clone()));
        self.oracle.touch(&id, self.time);
        if gone(&self.pages[at].session) {
            self.oracle.discarded(&id);
        }
    }

    /// A person looks at a page again.
    pub fn look(&mut self, at: usize) {
        if self.pages[at].inbox.is_empty() {
            self.tell(at, Message::Looked);
        }
    }
}
