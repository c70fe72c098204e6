//! What is known of the last change: three different things, in words and in looks. Part of the rest of the program.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use crate::session::Session;
use crate::session::view_model::SaveState;
use crate::ui::html::{View, el, follow};
use crate::ui::part;
use crate::ui::{Ui, words};

/// While somebody types, every key is saved within moments of the one before. The page goes on saying "Saving…" until
/// typing rests for so long: a line that changes twice a key is unrest for the eye, and a style to be worked out anew each time.
const REST: Duration = Duration::from_millis(300);

/// What the line says, which may be that all is saved later than it is, and never sooner.
struct Said {
    says: RefCell<SaveState>,
    changes: ArcTrigger,
    /// What is known.
    known: RefCell<SaveState>,
    /// Whether it waits for a rest, and whether something was saved meanwhile.
    waits: Cell<(bool, bool)>,
}

impl Said {
    fn with<T>(&self, look: impl FnOnce(&SaveState) -> T) -> T {
        self.changes.track();
        look(&self.says.borrow())
    }

    fn hear(self: &Rc<Self>, now: SaveState) {
        self.known.replace(now.clone());
        let saved = now == SaveState::Saved && *self.says.borrow() == SaveState::Saving;
        match (saved, self.waits.get().0) {
            (false, _) => self.say(now),
            (true, false) => self.wait(),
            (true, true) => self.waits.set((true, true)),
        }
    }

    fn say(&self, now: SaveState) {
        if *self.says.borrow() != now {
            self.says.replace(now);
            self.changes.notify();
        }
    }

    fn wait(self: &Rc<Self>) {
        self.waits.set((true, false));
        let this = Rc::clone(self);
        let rested = move || {
            let (_, more) = this.waits.replace((false, false));
            if more {
                this.wait();
            } else if *this.known.borrow() == SaveState::Saved {
                this.say(SaveState::Saved);
            }
        };
        set_timeout(rested, REST);
    }
}

/// The line under a page's form. It changes as often as typing rests, so it is read on request only; a failure interrupts.
pub fn view(ui: Ui) -> View {
    let known = ui.memo(Session::save_state);
    let said = Rc::new(Said {
        says: RefCell::new(known.get_untracked()),
        changes: ArcTrigger::new(),
        known: RefCell::new(known.get_untracked()),
        waits: Cell::default(),
    });
    let [hearing, class, words, failing] = [(); 4].map(|()| Rc::clone(&said));
    follow(move || hearing.hear(known.get()));
    let line = |state: &SaveState| match state {
        SaveState::Saving => (words::SAVING, "app-save app-save--saving"),
        SaveState::Saved => (words::SAVED, "app-save app-save--saved"),
        SaveState::Nowhere => (words::NOT_KEPT, "app-save app-save--saving"),
        SaveState::Nothing | SaveState::Failed(_) => ("", "app-save"),
    };
    let failed = move || {
        failing.with(|state| match state {
            SaveState::Failed(reason) => failure(reason),
            _ => View::none(),
        })
    };
    let status = el("p", "")
        .live_class(move || class.with(|state| line(state).1).to_owned())
        .attr("id", "save-status")
        .attr("role", "status")
        .attr("aria-live", "off")
        .live_text(move || words.with(|state| line(state).0).to_owned());
    let alert = el("div", "")
        .attr("id", "save-failure")
        .attr("role", "alert")
        .live(failed);
    [status, alert].into()
}

fn failure(reason: &str) -> View {
    el("div", "app-save app-save--failed")
        .child(el("p", "govuk-error-message").child(words::SAVE_FAILED))
        .child(part::paragraph(reason))
        .into()
}
