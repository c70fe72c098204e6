//! Joins `browser` and `ui`: start-up, the one loop of message, update, effects, and the rest of the program.

mod program;
mod rest;
mod told;

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::Window;

use crate::browser::page::{self, Page};
use crate::session::Session;
use crate::session::location::Location;
use crate::session::message::Message;
use crate::ui::{self, Host, Ui};

use self::program::Program;

/// Starts the program in a window, or in what stands for one: see [`Page`]. `embedded`: it is part of somebody else's
/// page. Gives a function that ends it; nothing where there is no place for it.
pub fn mount(window: Window, embedded: bool) -> JsValue {
    let Some(page) = Page::new(window) else {
        return JsValue::NULL;
    };
    page.tell_when_stopped();
    let Some(root) = page.root() else {
        page.say("This page has no place for the form. Tell the people who look after the website.");
        return JsValue::NULL;
    };
    let session = if rest::APART {
        Session::begun_early()
    } else {
        Session::default()
    };
    // Of all signals: what is made under no owner stays for ever.
    let owner = Owner::new();
    let program = Program::new(session, page.clone());
    let browser = program.browser();
    let moved = Rc::downgrade(&program);
    page.on_fragment(move |fragment| {
        if let Some(moved) = moved.upgrade() {
            moved.dispatch(Message::Navigated(Location::parse(&fragment)));
        }
    });
    program.dispatch(Message::Navigated(Location::parse(&page.fragment())));
    browser.begin();
    let (dispatch, rest, focus, print) = (
        Rc::clone(&program),
        Rc::clone(&program),
        page.clone(),
        page.clone(),
    );
    let host = Host {
        dispatch: Rc::new(move |message| dispatch.dispatch(message)),
        focus: Rc::new(move |id| {
            focus.focus(id);
        }),
        rest: Rc::new(move || rest.rest().map(|rest| rest.ui)),
        print: Rc::new(move || print.print()),
    };
    let (late, slices) = (Rc::clone(&program), program.slices());
    let mounted = Rc::new(Cell::new(None));
    let (kept, under, tell) = (Rc::clone(&mounted), owner.clone(), page.clone());
    // In a task of its own: a key that waits comes before it.
    page.after(0, move || {
        root.set_text_content(None);
        if embedded {
            ui::within_another_page();
        }
        let draw = move || {
            let ui = Ui::new(slices, host);
            let title = ui.memo_around(Session::title);
            let page = tell.clone();
            ui::follow(move || title.with(|title| page.set_title(title)));
            if embedded {
                let whole = ui.memo_around(Session::whole);
                ui::follow(move || {
                    if whole.get()
                        && let Some(rest) = late.rest()
                    {
                        (rest.told)(ui, &tell);
                    }
                });
            }
            ui::view(ui)
        };
        kept.set(Some(under.with(|| ui::mount(&root, draw))));
    });
    // What is drawn stays while nobody calls this, also where the page does not keep it.
    page::until_called(Box::new(move || {
        drop(mounted.take());
        owner.cleanup();
        browser.end();
        // With it goes the last that could send a message.
        drop(program);
    }))
}
