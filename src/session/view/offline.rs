//! What may be said of starting without a connection, and of what is in force meanwhile.

use crate::session::location::Location;
use crate::session::offline::{NewRelease, Older, Release};
use crate::session::state::{Saves, Send, Session, Stage};

impl Session {
    /// Whether this page would start without a connection: program and data files are kept on the device.
    pub fn starts_offline(&self) -> bool {
        self.offline.release != Release::Unkept && self.offline.files_kept
    }

    /// A new release that waits for the person's word.
    pub fn new_release(&self) -> Option<NewRelease> {
        match self.offline.release {
            _ if !self.may_reload() => None,
            Release::Ready => Some(NewRelease::Ready),
            Release::ReadyElsewhere => Some(NewRelease::OpenElsewhere),
            Release::Unkept | Release::Kept => None,
        }
    }

    /// Whether the page may be loaded anew: nothing is in memory alone, and no request is on its way.
    pub(in crate::session) fn may_reload(&self) -> bool {
        let stored = |saves: &Saves| {
            [&saves.local, &saves.indexed]
                .iter()
                .any(|at| matches!(at, Some(Ok(_))))
        };
        // What waits is in its record; what was refused is not.
        let still = |send: &Send| {
            matches!(
                send.stage,
                Stage::Idle | Stage::Unsealed(_) | Stage::Waiting(_) | Stage::SignIn(_)
            )
        };
        self.saves.values().all(stored) && self.sends.values().all(still)
    }

    /// What is wrong with the files that the server has: those that were read before stay in force.
    pub fn broken_files(&self) -> Option<Vec<String>> {
        match &self.offline.older {
            Some(Older::Broken(words)) => Some(words.lines().map(str::to_owned).collect()),
            _ => None,
        }
    }

    /// Whether the files in force are those of an earlier visit, since the server could not be reached.
    pub fn files_unreached(&self) -> bool {
        self.offline.older == Some(Older::Unreached)
    }

    /// Whether there is no connection at a place where that matters.
    pub fn unconnected(&self) -> bool {
        self.offline.unconnected && matches!(self.location, Location::Check(_))
    }
}
