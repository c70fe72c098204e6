//! Watches whether somebody is there, while the screen is unlocked.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;

use super::page::{Page, listener};
use super::{Dispatch, clock, local};
use crate::session::access::Told;
use crate::session::message::Message;
use crate::vault::lock::{Policy, Standing, Watch};

/// Written so that other pages of this browser know that somebody is there; it holds a time.
pub const ACTIVE: &str = "cap/active";

/// Milliseconds between two looks at the clock. What is done between two goes unheard after the first of its kind, so that a screen
/// may lock so much sooner than it was told to.
const LOOK: i32 = 5_000;
/// Other pages are told no more often, milliseconds.
const TELL: i64 = 15_000;
/// What a person does. Moving the mouse is not among it: a table that is knocked does that too.
const ACTS: [&str; 5] = ["keydown", "input", "pointerdown", "click", "wheel"];

/// The watch over one page.
#[derive(Clone)]
pub struct Idle {
    dispatch: Dispatch,
    page: Page,
    watched: Rc<RefCell<Option<Watched>>>,
}

#[derive(Clone, Copy)]
struct Watched {
    policy: Policy,
    watch: Watch,
    warned: bool,
    told: i64,
}

impl Idle {
    /// Says what it sees through `dispatch`.
    pub fn new(dispatch: Dispatch, page: Page) -> Self {
        Self {
            dispatch,
            page,
            watched: Rc::default(),
        }
    }

    /// Listens, from now on.
    pub fn begin(&self) {
        let idle = self.clone();
        self.page.on_any(&["visibilitychange"], move |_| idle.see(false));
        let idle = self.clone();
        self.clone().look(listener(Box::new(move |_| idle.active(true))));
    }

    /// Watches from now on.
    pub fn start(&self, policy: Policy) {
        let now = clock::now();
        *self.watched.borrow_mut() = Some(Watched {
            policy,
            watch: Watch::start(now),
            warned: false,
            told: now,
        });
    }

    /// Watches no more.
    pub fn stop(&self) {
        *self.watched.borrow_mut() = None;
    }

    /// Somebody is there: here, or in another page.
    pub fn active(&self, here: bool) {
        self.see(true);
        if let Some(watched) = self.watched.borrow_mut().as_mut().filter(|_| here) {
            let now = clock::now();
            if now.saturating_sub(watched.told) >= TELL {
                watched.told = now;
                let _ = local::write(&self.page, &ACTIVE.into(), &now.to_string().into());
            }
        }
    }

    /// Between two looks one act of each kind is heard of: whoever types is there, and need not say so at every key.
    fn look(self, acted: Function) {
        let page = self.page.clone();
        page.on_next(&ACTS, &acted);
        page.after(LOOK, move || {
            self.see(false);
            self.look(acted);
        });
    }

    fn see(&self, acted: bool) {
        let Some(mut watched) = *self.watched.borrow() else {
            return;
        };
        let (now, policy) = (clock::now(), watched.policy);
        let (watch, standing) = match acted {
            true => watched.watch.extend(&policy, now),
            false => watched.watch.look(&policy, now),
        };
        let warn = matches!(standing, Standing::Warn(_));
        let told = match standing {
            Standing::Lock => Some(Told::Idle),
            _ if warn != watched.warned => Some(Told::Warned(warn)),
            _ => None,
        };
        watched.watch = watch;
        watched.warned = warn;
        *self.watched.borrow_mut() = Some(watched);
        if let Some(told) = told {
            (self.dispatch)(Message::Safe(told));
        }
    }
}
