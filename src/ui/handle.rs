//! The interface's one handle on the session and on the page around it.

use std::rc::Rc;

use leptos::prelude::*;

use crate::session::Session;
use crate::session::message::Message;

use super::answers::{Answers, Note};
use super::rest::Rest;
use super::slices::{Of, Slices};
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
pub struct Ui(StoredValue<Joined, LocalStorage>);

/// What a handle leads to.
struct Joined {
    host: Host,
    slices: Rc<Slices>,
}

impl Ui {
    /// Joins what follows the session to its host. Called once, inside the owner that mounts the interface.
    pub fn new(slices: Rc<Slices>, host: Host) -> Self {
        Self(StoredValue::new_local(Joined { host, slices }))
    }

    /// Reads the session as it stands, once. A page is drawn from within a reactive closure: what it follows has to
    /// be a [`Ui::memo`], or the whole page would be drawn anew at every key.
    pub fn read<T>(self, slice: impl FnOnce(&Session) -> T) -> T {
        self.0.with_value(|joined| slice(&joined.slices.session()))
    }

    /// A slice of the session that tells its readers only of real changes.
    pub fn memo<T: PartialEq + 'static>(self, slice: impl Fn(&Session) -> T + 'static) -> Watched<T> {
        self.watched(Of::Anything, slice)
    }

    /// The same for what no save changes: a page's questions, and what is said of answers.
    pub fn memo_of_answers<T: PartialEq + 'static>(
        self,
        slice: impl Fn(&Session) -> T + 'static,
    ) -> Watched<T> {
        self.watched(Of::Answers, slice)
    }

    /// The same for what neither a save nor an answer changes: what stands around the questions.
    pub fn memo_around<T: PartialEq + 'static>(self, slice: impl Fn(&Session) -> T + 'static) -> Watched<T> {
        self.watched(Of::Around, slice)
    }

    fn watched<T: PartialEq + 'static>(self, of: Of, slice: impl Fn(&Session) -> T + 'static) -> Watched<T> {
        let slices = self.0.with_value(|joined| Rc::clone(&joined.slices));
        slices.watched(of, slice)
    }

    /// Says what the person did.
    pub fn send(self, message: Message) {
        let dispatch = self.0.with_value(|Joined { host, .. }| Rc::clone(&host.dispatch));
        dispatch(message);
    }

    /// Moves the keyboard focus.
    pub fn focus(self, id: &str) {
        let focus = self.0.with_value(|Joined { host, .. }| Rc::clone(&host.focus));
        focus(id);
    }

    /// The rest of the program; `None` until it is there. Not followed: see [`rest::late`](super::rest::late).
    pub fn rest(self) -> Option<Rest> {
        self.0.with_value(|Joined { host, .. }| (host.rest)())
    }

    /// Prints the page.
    pub fn print(self) {
        let print = self.0.with_value(|Joined { host, .. }| Rc::clone(&host.print));
        print();
    }

    /// The answers alone, as the controls see them.
    pub fn answers(self) -> Answers {
        Answers::new(
            move |place| self.read(|session| session.raw(place)),
            move |place| {
                let at = place.clone();
                self.watched(Of::Answer(place.clone()), move |session| session.raw(&at))
            },
            move |place, note| {
                let of = match note {
                    // They come with "Continue", and stay until it is pressed again.
                    Note::Error | Note::ErrorBox => Of::Around,
                    Note::Advice | Note::Derived => Of::Answers,
                };
                let at = place.clone();
                self.watched(of, move |session| note.of(session, &at))
            },
            move |place, raw| self.send(Message::Answered { place, raw }),
        )
    }
}
