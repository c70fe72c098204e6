//! Who performs the session's effects: storage, network, address, focus. The only place that talks to web-sys.
//!
//! [`Browser::perform`] and [`rest::perform`] are the one match over [`Effect`]; every answer goes back as a [`Message`].

mod caret;
mod carry;
mod chore;
pub mod clock;
mod digest;
mod download;
mod files;
mod first;
mod handover;
mod hold;
mod idle;
mod indexed;
mod kept;
mod later;
mod local;
mod network;
mod offline;
pub mod page;
mod passphrase;
mod random;
pub mod rest;
mod safe;
mod set_up;
mod storage;

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use zeroize::Zeroizing;

use crate::files::{Files, RuleFiles};
use crate::session::access::Told;
use crate::session::effect::{Effect, Record};
use crate::session::message::{Message, Store};
use crate::vault::seal::Stamp;

use self::caret::Caret;
pub use self::chore::Doer;
use self::chore::{Chore, Chores};
use self::idle::Idle;
use self::indexed::{Database, Refused, Version};
use self::page::Page;
use self::safe::Safe;

/// Hands a message to the session.
pub type Dispatch = Rc<dyn Fn(Message)>;

/// The browser as the session sees it.
#[derive(Clone)]
pub struct Browser {
    dispatch: Dispatch,
    page: Page,
    database: Rc<RefCell<Option<Result<Database, String>>>>,
    held: hold::Held,
    safe: Rc<RefCell<Safe>>,
    idle: Idle,
    caret: Caret,
    /// Data files that the session has not taken yet: once it has, they are kept.
    fetched: Rc<RefCell<Option<(Files, RuleFiles)>>>,
    /// What is left to the rest of the program.
    chores: Rc<Chores>,
}

impl Browser {
    /// A browser that answers through `dispatch`. Nothing happens until [`Browser::begin`].
    pub fn new(dispatch: Dispatch, page: Page) -> Self {
        Self {
            idle: Idle::new(Rc::clone(&dispatch), page.clone()),
            caret: Caret::new(page.clone()),
            dispatch,
            page,
            database: Rc::default(),
            held: Rc::default(),
            safe: Rc::default(),
            fetched: Rc::default(),
            chores: Rc::default(),
        }
    }

    /// Fetches the data files and reads what both stores hold, side by side, and listens for other pages. Whatever is
    /// out of the ordinary, and whatever was kept here before, is left to the rest of the program.
    pub fn begin(&self) {
        let browser = self.clone();
        local::on_written_elsewhere(&self.page, move |record| browser.leave(Chore::Elsewhere(record)));
        self.idle.begin();
        self.caret.begin();
        let browser = self.clone();
        begin(async move {
            *browser.database.borrow_mut() = Some(indexed::open().await);
            if !browser.stored().await.is_empty() {
                return browser.leave(Chore::Records);
            }
            // In a task of its own, since a page is drawn then: a key that waits comes in between.
            let dispatch = Rc::clone(&browser.dispatch);
            browser.page.after(0, move || {
                dispatch(Message::Safe(Told::NoKeyring));
                dispatch(Message::RecordsArrived(Vec::new()));
            });
        });
        let browser = self.clone();
        begin(async move {
            let first = first::fetch(&browser.page, network::PATIENCE_WITH_KEPT).await;
            let first = first.map(|(first, settings, served)| {
                (browser.dispatch)(Message::Begun(Box::new(settings)));
                browser.served(served);
                first
            });
            browser.leave(Chore::Files(first));
        });
    }

    fn served(&self, at: Option<i64>) {
        if let Some(at) = at {
            (self.dispatch)(Message::ServerTime(at));
        }
    }

    /// Performs one effect.
    ///
    /// # Errors
    /// Gives back an effect that is for [`rest::perform`].
    pub fn perform(&self, effect: Effect) -> Result<(), Effect> {
        match effect {
            Effect::Save(record) => self.save(record),
            Effect::Safe(ask) => return self.ask(ask).map_err(Effect::Safe),
            Effect::Remove { key } => self.remove(&key),
            Effect::KeepStorage => spawn_local(storage::keep(self.page.clone())),
            Effect::MakeId => match random::id() {
                Some(id) => (self.dispatch)(Message::Started { id }),
                None => self.page.say(
                    "This browser has no secure random numbers, so a new application cannot be started.",
                ),
            },
            Effect::Hold { draft, take } => hold::ask(self, draft, take),
            Effect::LetGo { draft } => {
                // Whoever has it next finds all of it.
                self.indexed().inspect(Database::hurry);
                hold::let_go(&self.held, &draft);
            }
            Effect::Go { to, replace } => self.page.go(&to.href(), replace),
            Effect::Focus(id) => self.page.focus_when_drawn(id),
            other => return Err(other),
        }
        Ok(())
    }

    /// Lets go of everything: applications, key, database.
    pub fn end(&self) {
        self.idle.stop();
        *self.safe.borrow_mut() = Safe::default();
        self.indexed().inspect(Database::close);
        hold::let_go_of_all(&self.held);
    }

    /// The database, once it is open.
    fn indexed(&self) -> Option<Database> {
        self.database.borrow().as_ref()?.as_ref().ok().cloned()
    }

    /// Removes a record from both stores.
    fn remove(&self, key: &str) {
        local::remove(key);
        self.indexed().inspect(|database| database.remove(key));
    }

    /// How many records are left in both stores after all were removed.
    async fn remove_all(&self) -> Result<usize, String> {
        // The key goes first, here and in other pages: nothing is written any more, nor the keyring put back.
        self.lock(true);
        *self.safe.borrow_mut() = Safe::default();
        let local = local::remove_all();
        let database = self.database.borrow().clone();
        match database {
            Some(Ok(database)) => Ok(local + database.remove_all().await?),
            // Where there is no database, nothing can be in it.
            Some(Err(_)) => Ok(local),
            None => Err("The device’s storage is not open yet. Try again.".to_owned()),
        }
    }

    /// Sealed, and then into local storage at once, against a crash of the page; IndexedDB beside it, against a crash of the browser.
    fn save(&self, record: Record) {
        let Record {
            key,
            draft,
            version,
            changed,
            text,
        } = record;
        let text = Zeroizing::new(text);
        let name = draft.clone();
        let saved = move |store, result| Message::Saved {
            draft: name.clone(),
            version,
            store,
            result,
        };
        let stamp = Stamp { version, changed };
        let text = match self.sealed(&key, stamp, &text) {
            Ok(text) => text,
            Err(words) => {
                (self.dispatch)(saved(Store::Local, Err(words.clone())));
                return (self.dispatch)(saved(Store::Indexed, Err(words)));
            }
        };
        // Both stores are given the same two texts.
        let (at, sealed) = (key.as_str().into(), text.as_str().into());
        // Nothing comes in between: local storage is synchronous.
        let before = local::stamp(&at);
        if before.is_none() {
            self.keep_keyring();
        }
        if before.is_some_and(|before| !stamp.may_follow(before)) {
            self.safe.borrow_mut().hold(&key, &text, false);
            return begin(overtaken(self.clone(), draft, key));
        }
        let written = local::write(&self.page, &at, &sealed);
        // What local storage has not is written to the other at once.
        let may_wait = written.is_ok();
        self.safe.borrow_mut().hold(&key, &text, !may_wait);
        (self.dispatch)(saved(Store::Local, written));
        let browser = self.clone();
        let ended = Box::new(move |written| {
            let result = match written {
                Err(Refused::Overtaken) => return begin(overtaken(browser, draft, key)),
                Err(Refused::Words(words)) => Err(words),
                Ok(()) => Ok(()),
            };
            (browser.dispatch)(saved(Store::Indexed, result));
        });
        let version = Version {
            key: at,
            stamp,
            text: sealed,
            ended,
        };
        let words = match &*self.database.borrow() {
            Some(Ok(database)) => return database.put_over_older(version, may_wait),
            Some(Err(words)) => words.clone(),
            None => "The device's storage is not open yet.".to_owned(),
        };
        (version.ended)(Err(Refused::Words(words)));
    }
}

/// A store holds what the version that was to be written [may not follow](Stamp::may_follow): the session hears of it and
/// takes it in.
async fn overtaken(browser: Browser, draft: String, key: String) {
    (browser.dispatch)(Message::Overtaken(draft));
    browser.leave_stored(&key).await;
}

/// Runs something that takes time. All are of one type by then: the code that runs one is a kilobyte for each type.
fn begin(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    spawn_local(task);
}
