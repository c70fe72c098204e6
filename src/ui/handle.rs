//! The interface's one handle on the session and on the page around it.

use std::rc::Rc;

use leptos::prelude::*;

use crate::session::Session;
use crate::session::message::Message;

use super::answers::Answers;
use super::rest::Rest;
use super::watched::Watched;

/// What the interface asks of whoever mounts it.
#[derive(Clone)]
pub struct Host {
    /// Hands a message to the session and performs what follows from it.
    pub dispatch: Rc<dyn Fn(Message)>,
    /// Moves the keyboard focus to the element with this id, at once.
    pub focus: Rc<dyn Fn(&str)>,
    /// The rest of the program, once it is there.
    pub rest: Rc<dyn Fn() -> Option<Rest>>,
    /// Opens the browser's print dialogue.
    pub print: Rc<dyn Fn()>,
}

/// The handle every page and part is given: the session to read, a host to talk to. Copied freely.
#[derive(Clone, Copy)]
pub struct Ui {
    session: ReadSignal<Session, LocalStorage>,
    host: StoredValue<Host, LocalStorage>,
}

impl Ui {
    /// Joins the application's one signal to its host. Called once, inside the owner that mounts the interface.
    pub fn new(session: ReadSignal<Session, LocalStorage>, host: Host) -> Self {
        Self {
            session,
            host: StoredValue::new_local(host),
        }
    }

    /// Reads the session as it stands, once. A page is drawn from within a reactive closure: what it follows has to
    /// be a [`Ui::memo`], or the whole page would be drawn anew at every key.
    pub fn read<T>(self, slice: impl FnOnce(&Session) -> T) -> T {
        self.session.with_untracked(slice)
    }

    /// A slice of the session that tells its readers only of real changes.
    pub fn memo<T: PartialEq + 'static>(self, slice: impl Fn(&Session) -> T + 'static) -> Watched<T> {
        Watched::new(move || self.session.with(&slice))
    }

    /// The same for what only changes with [`Session::turn`]: a page's questions, and what is said of answers.
    pub fn memo_by_turn<T: PartialEq + 'static>(self, slice: impl Fn(&Session) -> T + 'static) -> Watched<T> {
        let turn = self.memo(Session::turn);
        Watched::new(move || {
            turn.get();
            self.read(&slice)
        })
    }

    /// Says what the person did.
    pub fn send(self, message: Message) {
        let dispatch = self.host.with_value(|host| Rc::clone(&host.dispatch));
        dispatch(message);
    }

    /// Moves the keyboard focus.
    pub fn focus(self, id: &str) {
        let focus = self.host.with_value(|host| Rc::clone(&host.focus));
        focus(id);
    }

    /// The rest of the program; `None` until it is there. Not followed: see [`rest::late`](super::rest::late).
    pub fn rest(self) -> Option<Rest> {
        self.host.with_value(|host| (host.rest)())
    }

    /// Prints the page.
    pub fn print(self) {
        let print = self.host.with_value(|host| Rc::clone(&host.print));
        print();
    }

    /// The answers alone, as the controls see them.
    pub fn answers(self) -> Answers {
        let turn = self.memo(Session::turn);
        Answers::new(
            move |place| {
                turn.get();
                self.read(|session| session.raw(place))
            },
            move |place, note| {
                turn.get();
                self.read(|session| note.of(session, place))
            },
            move |place, raw| self.send(Message::Answered { place, raw }),
        )
    }
}
