//! Tells the page around an element what became of applications: that one was saved, or received. Nothing of a student.

use std::cell::{Cell, RefCell};

use crate::browser::page::Page;
use crate::session::Session;
use crate::session::message::Message;
use crate::session::view_model::SaveState;
use crate::ui::{self, Ui};

/// What has no reference yet, or has, by its id.
type Known = Vec<(String, Option<String>)>;

/// Tells from now on, and hears that somebody has signed in.
pub fn follow(ui: Ui, page: &Page) {
    let state = ui.memo(Session::save_state);
    let (tell, saving) = (page.clone(), Cell::new(false));
    ui::follow(move || {
        let now = state.get();
        let was_saving = saving.replace(now == SaveState::Saving);
        if was_saving && now == SaveState::Saved {
            tell.tell("cap-saved");
        }
    });
    let references = ui.memo(Session::references);
    let (tell, before) = (page.clone(), RefCell::new(Known::new()));
    ui::follow(move || {
        let now = references.get();
        let before = before.replace(now.clone());
        // What is read from the device at the start was received earlier.
        let waited = |id: &String| before.iter().any(|(known, had)| known == id && had.is_none());
        for (id, reference) in now {
            if let Some(reference) = reference.filter(|_| waited(&id)) {
                tell.tell_of("cap-received", &reference);
            }
        }
    });
    page.on_window(&["cap-signed-in"], move |_| ui.send(Message::SignedIn));
}
