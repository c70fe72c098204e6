//! What the first part of the program leaves to its rest: done at once where that is there, and else once it is.

use std::cell::{Cell, RefCell};

use super::Browser;
use super::first::First;
use crate::session::message::{Message, StoredRecord};
use crate::vault::key::Secret;

/// Something to do that no first question waits for.
pub enum Chore {
    /// There are records on the device: they, and the keyring among them, are to be read.
    Records,
    /// The data files are to be had, those that are on their way or, where the settings could not be had, all of them.
    Files(Option<First>),
    /// Another page of this browser wrote something.
    Elsewhere(StoredRecord),
    /// An application may be changed here, after what came before it.
    Held(String),
    /// A passphrase is to be set where there is something already.
    SetUp(Secret),
}

/// Does a chore: [`super::rest::chore`].
pub type Doer = fn(&Browser, Chore);

/// What waits, and who does it.
#[derive(Default)]
pub struct Chores {
    waiting: RefCell<Vec<Chore>>,
    doer: Cell<Option<Doer>>,
}

impl Browser {
    /// Leaves something to the rest of the program, and has it fetched.
    pub(super) fn leave(&self, chore: Chore) {
        match self.chores.doer.get() {
            Some(doer) => doer(self, chore),
            None => {
                self.chores.waiting.borrow_mut().push(chore);
                (self.dispatch)(Message::FetchRest);
            }
        }
    }

    /// The rest of the program is there: what waits is done, in order.
    pub fn take_on(&self, doer: Doer) {
        self.chores.doer.set(Some(doer));
        let waiting = std::mem::take(&mut *self.chores.waiting.borrow_mut());
        waiting.into_iter().for_each(|chore| doer(self, chore));
    }
}
