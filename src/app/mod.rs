//! Joins `browser` and `ui`: start-up, the one loop of message, update, effects, and the rest of the program.

mod program;
mod rest;

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::page;
use crate::session::Session;
use crate::session::location::Location;
use crate::session::message::Message;
use crate::ui::{self, Host, Ui};

use self::program::Program;

/// Starts the program in the page.
pub fn start() {
    page::tell_when_stopped();
    let Some(root) = page::root() else {
        page::say("This page has no place for the form. Tell the people who look after the website.");
        return;
    };
    let session = if rest::APART {
        Session::begun_early()
    } else {
        Session::default()
    };
    let (session, set_session) = signal_local(session);
    let program = Program::new(set_session);
    let browser = program.browser();
    let moved = Rc::clone(&program);
    page::on_fragment(move |fragment| moved.dispatch(Message::Navigated(Location::parse(&fragment))));
    program.dispatch(Message::Navigated(Location::parse(&page::fragment())));
    browser.begin();
    root.set_text_content(None);
    ui::mount(&root, move || {
        let (dispatch, rest) = (Rc::clone(&program), Rc::clone(&program));
        let host = Host {
            dispatch: Rc::new(move |message| dispatch.dispatch(message)),
            focus: Rc::new(|id| {
                page::focus(id);
            }),
            rest: Rc::new(move || rest.rest().map(|rest| rest.ui)),
            print: Rc::new(page::print),
        };
        let ui = Ui::new(session, host);
        let title = ui.memo(Session::title);
        ui::follow(move || title.with(|title| page::set_title(title)));
        ui::view(ui)
    })
    .forget();
}
