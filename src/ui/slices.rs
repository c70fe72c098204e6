//! What the page follows of the session: slices, each worked out again only after what may have changed it.
//!
//! A page of twenty questions follows the session in a hundred places, of which a key changes two. In Leptos's graph all
//! that follow a signal are marked and woken before anything is compared. Here the session has one follower, which compares
//! first and tells the readers of a slice only where it differs: a key wakes what the key changes.

use std::any::Any;
use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

use leptos::prelude::*;

use crate::form::answer::Place;
use crate::session::Session;

use super::watched::{Same, Watched};

/// What may change a slice.
pub enum Of {
    /// Any message.
    Anything,
    /// Any but what a store says of a save.
    Answers,
    /// Of these any but the answers of an application.
    Around,
    /// Of the answers this one.
    Answer(Place),
}

type Read = Box<dyn Fn(&Session) -> Rc<dyn Any>>;

/// A slice that is followed.
struct Followed {
    of: Of,
    read: Read,
    same: Same,
    value: RefCell<Rc<dyn Any>>,
    differs: ArcTrigger,
}

impl Followed {
    fn now(&self) -> Rc<dyn Any> {
        self.differs.track();
        Rc::clone(&self.value.borrow())
    }

    fn look(&self, session: &Session) {
        let new = (self.read)(session);
        if !(self.same)(&*new, &**self.value.borrow()) {
            self.value.replace(new);
            self.differs.notify();
        }
    }
}

/// The slices of one session.
pub struct Slices {
    session: Rc<RefCell<Session>>,
    /// Counts of [`Session::turn`] when they were last looked at.
    seen: Cell<(u32, u32)>,
    followed: RefCell<Vec<Rc<Followed>>>,
}

impl Slices {
    /// No slice yet.
    pub fn of(session: Rc<RefCell<Session>>) -> Self {
        Self {
            session,
            seen: Cell::default(),
            followed: RefCell::default(),
        }
    }

    /// The session.
    pub fn session(&self) -> Ref<'_, Session> {
        self.session.borrow()
    }

    /// A slice of the session that tells its readers only of real changes.
    pub fn watched<T: PartialEq + 'static>(
        &self,
        of: Of,
        slice: impl Fn(&Session) -> T + 'static,
    ) -> Watched<T> {
        let read: Read = Box::new(move |session| Rc::new(slice(session)));
        Watched::made(|same| self.follow(of, read, same))
    }

    fn follow(&self, of: Of, read: Read, same: Same) -> Box<dyn Fn() -> Rc<dyn Any>> {
        let followed = Rc::new(Followed {
            of,
            value: RefCell::new(read(&self.session())),
            read,
            same,
            differs: ArcTrigger::new(),
        });
        self.followed.borrow_mut().push(Rc::clone(&followed));
        Box::new(move || followed.now())
    }

    /// To be called whenever the session may have changed. Compares the slices that may differ, in the order in which they
    /// were made: what stands around a page before what is on it.
    pub fn look(&self) {
        let session = &*self.session();
        let turn = session.turn();
        let (around, answers) = self.seen.replace((turn.around, turn.answers));
        let around = turn.around != around;
        // Of several answers since then only the last is known.
        let answers = turn.answers.wrapping_sub(answers);
        // What nobody reads any more went with its page.
        self.followed.borrow_mut().retain(|one| Rc::strong_count(one) > 1);
        for one in &*self.followed.borrow() {
            let may_differ = match &one.of {
                Of::Anything => true,
                Of::Answers => around || answers > 0,
                Of::Around => around,
                Of::Answer(place) => {
                    around || answers > 1 || answers == 1 && turn.answered.as_ref() == Some(place)
                }
            };
            if may_differ {
                one.look(session);
            }
        }
    }
}
