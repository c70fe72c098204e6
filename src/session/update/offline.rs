//! What the browser keeps of this service comes, changes, or is all there is.

use crate::form::answer::RawAnswers;
use crate::session::access::Standing;
use crate::session::effect::Effect;
use crate::session::location::Location;
use crate::session::message::{Message, Reply};
use crate::session::offline::{Older, Release};
use crate::session::state::Session;

impl Session {
    /// Takes in a message about it.
    pub(in crate::session) fn told_offline(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Release(release) => self.offline.release = release,
            Message::UseRelease => return vec![Effect::TakeRelease],
            Message::FilesKept(kept) => self.offline.files_kept = kept,
            Message::OlderFiles(older) => {
                self.offline.unconnected |= older == Older::Unreached;
                self.offline.older = Some(older);
            }
            Message::Connection(there) => {
                self.offline.unconnected = !there;
                self.told_connection(there);
            }
            _ => {}
        }
        Vec::new()
    }

    /// A reply of any kind shows that there is a connection, whatever the browser says.
    pub(in crate::session) fn heard_from_council(&mut self, reply: &Reply) {
        self.offline.unconnected = *reply == Reply::Nothing;
    }

    /// A new release comes into use by itself where nobody notices more than a page that is drawn again: on the start
    /// page, with no key in memory that would have to be asked for anew.
    pub(in crate::session) fn use_release(&mut self) -> Option<Effect> {
        let unnoticed = self.location == Location::Start
            && matches!(
                self.access.standing,
                Standing::Unset | Standing::Locked | Standing::Unusable { .. }
            );
        let due = unnoticed
            && self.offline.release == Release::Ready
            && !self.offline.asked
            && self.may_reload()
            && [&self.checker, &self.beside] == [&RawAnswers::default(); 2]
            && self.planned.is_none();
        due.then(|| {
            self.offline.asked = true;
            Effect::TakeRelease
        })
    }
}
