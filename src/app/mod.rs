//! Joins `browser` and `ui`: start-up, and the one loop of message, update, effects.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::{Browser, Dispatch, clock, page};
use crate::session::Session;
use crate::session::location::Location;
use crate::session::message::Message;
use crate::ui::{self, Host, Ui};

/// Starts the program in the page.
pub fn start() {
    page::tell_when_stopped();
    let Some(root) = page::root() else {
        page::say("This page has no place for the form. Tell the people who look after the website.");
        return;
    };
    let (session, set_session) = signal_local(Session::default());
    let (dispatch, browser) = join(set_session);
    let moved = Rc::clone(&dispatch);
    page::on_fragment(move |fragment| moved(Message::Navigated(Location::parse(&fragment))));
    dispatch(Message::Navigated(Location::parse(&page::fragment())));
    browser.begin();
    root.set_text_content(None);
    ui::mount(&root, move || {
        let host = Host {
            dispatch: Rc::clone(&dispatch),
            focus: Rc::new(|id| {
                page::focus(id);
            }),
            print: Rc::new(page::print),
        };
        let ui = Ui::new(session, host);
        let title = ui.memo(Session::title);
        ui::follow(move || title.with(|title| page::set_title(title)));
        ui::view(ui)
    })
    .forget();
}

/// The one loop: a message changes the session, the session's effects are performed, and what they answer waits its
/// turn. A message that comes while another is being dealt with never overtakes it.
fn join(session: WriteSignal<Session, LocalStorage>) -> (Dispatch, Browser) {
    let waiting: Rc<RefCell<VecDeque<Message>>> = Rc::default();
    let busy = Rc::new(Cell::new(false));
    let browser: Rc<RefCell<Option<Browser>>> = Rc::default();
    let performer = Rc::clone(&browser);
    let dispatch: Dispatch = Rc::new(move |message| {
        waiting.borrow_mut().push_back(message);
        if busy.replace(true) {
            return;
        }
        loop {
            let Some(message) = waiting.borrow_mut().pop_front() else {
                break;
            };
            let mut effects = Vec::new();
            session.update(|session| effects = session.update(message, clock::now()));
            let performer = performer.borrow().clone();
            for effect in effects {
                if let Some(browser) = &performer {
                    browser.perform(effect);
                }
            }
        }
        busy.set(false);
    });
    let made = Browser::new(Rc::clone(&dispatch));
    *browser.borrow_mut() = Some(made.clone());
    (dispatch, made)
}
