//! The one loop: a message changes the session, the session's effects are performed, and what they answer waits its
//! turn. A message that comes while another is being dealt with never overtakes it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use wasm_bindgen_futures::spawn_local;

use super::rest::{self, Rest};
use crate::browser::page::Page;
use crate::browser::{Browser, clock};
use crate::session::Session;
use crate::session::effect::Effect;
use crate::session::message::Message;
use crate::ui::slices::Slices;

/// Session and browser, joined.
pub struct Program {
    session: Rc<RefCell<Session>>,
    /// Looks at what of the session the page follows.
    slices: Rc<Slices>,
    browser: Browser,
    page: Page,
    waiting: RefCell<VecDeque<Message>>,
    busy: Cell<bool>,
    rest: Cell<Option<Rest>>,
    /// What is for the rest of the program and came before it, in order.
    early: RefCell<Vec<Early>>,
    this: Weak<Program>,
}

enum Early {
    Message(Message),
    Effect(Effect),
}

impl Program {
    /// Joins them. Nothing happens until a message is given to it.
    pub fn new(session: Session, page: Page) -> Rc<Self> {
        let session = Rc::new(RefCell::new(session));
        Rc::new_cyclic(|this: &Weak<Self>| {
            let program = Weak::clone(this);
            Self {
                slices: Rc::new(Slices::of(Rc::clone(&session))),
                session,
                browser: Browser::new(
                    Rc::new(move |message| {
                        if let Some(program) = program.upgrade() {
                            program.dispatch(message);
                        }
                    }),
                    page.clone(),
                ),
                page,
                waiting: RefCell::default(),
                busy: Cell::default(),
                rest: Cell::default(),
                early: RefCell::default(),
                this: Weak::clone(this),
            }
        })
    }

    /// The browser.
    pub fn browser(&self) -> Browser {
        self.browser.clone()
    }

    /// What the page follows of the session.
    pub fn slices(&self) -> Rc<Slices> {
        Rc::clone(&self.slices)
    }

    /// The rest of the program, once it is there.
    pub fn rest(&self) -> Option<Rest> {
        self.rest.get()
    }

    /// Takes in a message, now or after those that came before it.
    pub fn dispatch(&self, message: Message) {
        self.waiting.borrow_mut().push_back(message);
        if self.busy.replace(true) {
            return;
        }
        loop {
            let Some(message) = self.waiting.borrow_mut().pop_front() else {
                break;
            };
            for effect in self.update(message) {
                self.perform(effect);
            }
        }
        self.busy.set(false);
        self.slices.look();
    }

    fn update(&self, message: Message) -> Vec<Effect> {
        let now = clock::now();
        let session = &mut *self.session.borrow_mut();
        let (message, mut effects) = match session.update_first(message, now) {
            Ok(effects) => (None, effects),
            Err(message) => (Some(message), Vec::new()),
        };
        match (self.rest.get(), message) {
            (Some(rest), message) => effects.extend((rest.update)(session, message, now)),
            (None, Some(message)) => self.early.borrow_mut().push(Early::Message(message)),
            (None, None) => {}
        }
        effects
    }

    fn perform(&self, effect: Effect) {
        if effect == Effect::FetchRest {
            return self.fetch();
        }
        if let Err(effect) = self.browser.perform(effect) {
            match self.rest.get() {
                Some(rest) => (rest.perform)(&self.browser, effect),
                None => self.early.borrow_mut().push(Early::Effect(effect)),
            }
        }
    }

    fn fetch(&self) {
        let Some(this) = self.this.upgrade() else { return };
        // Each in a task of its own: what is drawn comes first, and so does a key that waits.
        self.page.after(0, move || {
            spawn_local(async move {
                match rest::fetch().await {
                    Ok(rest) => {
                        this.rest.set(Some(rest));
                        this.dispatch(Message::RestArrived(Ok(())));
                        this.catch_up();
                        let browser = this.browser();
                        this.page.after(0, move || browser.take_on(rest.chore));
                    }
                    Err(words) => this.dispatch(Message::RestArrived(Err(words))),
                }
            });
        });
    }

    /// What waited for the rest of the program.
    fn catch_up(&self) {
        let early = std::mem::take(&mut *self.early.borrow_mut());
        for early in early {
            match early {
                Early::Message(message) => self.dispatch(message),
                Early::Effect(effect) => self.perform(effect),
            }
        }
    }
}
