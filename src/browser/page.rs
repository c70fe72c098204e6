//! The page around the program: address, focus, title, and the last word when the program stops.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Event, HtmlElement};

/// Id of the element that the program draws in.
pub const ROOT: &str = "app";

/// Id of the heading of every page.
pub const HEADING: &str = "main-heading";

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element that the program draws in.
pub fn root() -> Option<HtmlElement> {
    document()?.get_element_by_id(ROOT)?.dyn_into().ok()
}

/// The part of the address after `#`, with it.
pub fn fragment() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Changes the address. Replacing tells nobody, so the event that a link would cause is sent after it.
pub fn go(href: &str, replace: bool) {
    let Some(window) = web_sys::window() else { return };
    let gone = match replace {
        false => window.location().set_hash(href),
        true => window.location().replace(&address_with(href)),
    };
    if gone.is_err() {
        say("The browser refused to change the page. Reload it to go on; nothing is lost.");
    }
}

/// The page's whole address with another fragment, so that a `base` element of the host page cannot lead astray.
fn address_with(fragment: &str) -> String {
    let address = web_sys::window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default();
    let base = address.split('#').next().unwrap_or_default();
    format!("{base}{fragment}")
}

/// Calls `moved` whenever the fragment changes, by a link, a button, or back and forward.
pub fn on_fragment(moved: impl Fn(String) + 'static) {
    let listener = Closure::<dyn Fn()>::new(move || moved(fragment()));
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback("hashchange", listener.as_ref().unchecked_ref());
    }
    // The page's one listener lives as long as the page.
    listener.forget();
}

/// Calls `happened` at every event of these names anywhere in the page, before any element hears of it.
pub fn on_any(events: &[&str], happened: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(happened);
    if let Some(document) = document() {
        for event in events {
            let call = listener.as_ref().unchecked_ref();
            let _ = document.add_event_listener_with_callback_and_bool(event, call, true);
        }
    }
    // As above.
    listener.forget();
}

/// Calls `act` once, in so many milliseconds.
pub fn after(milliseconds: i32, act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    if let Some(window) = web_sys::window() {
        let act = act.unchecked_ref();
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(act, milliseconds);
    }
}

/// Sets the title of the browser's tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the focus to an element, at once. Says whether it is there.
pub fn focus(id: &str) -> bool {
    let element = document().and_then(|document| document.get_element_by_id(id));
    let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    if id == HEADING {
        // A new page begins at its top, as one that was loaded would.
        if let Some(window) = web_sys::window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
    }
    element.focus().is_ok()
}

/// Moves the focus once the change that is being drawn is on the page: within a few frames, or not at all.
pub fn focus_when_drawn(id: String) {
    try_focus(Rc::new(id), 4);
}

fn try_focus(id: Rc<String>, tries: u32) {
    let again = Closure::once_into_js(move || {
        if !focus(&id) && tries > 1 {
            try_focus(Rc::clone(&id), tries - 1);
        }
    });
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(again.unchecked_ref());
    }
}

/// Opens the print dialogue.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Says something that the program cannot show itself, in a box at the top of the page that screen readers announce.
pub fn say(words: &str) {
    let Some(document) = document() else { return };
    let Some(body) = document.body() else { return };
    let Ok(said) = document.create_element("div") else {
        return;
    };
    said.set_class_name("govuk-error-summary govuk-width-container");
    let _ = body.prepend_with_node_1(&said);
    let _ = said.set_attribute("role", "alert");
    said.set_text_content(Some(words));
}

/// If the program ever stops on a fault of its own, the person is told what to do. What they typed is stored.
pub fn tell_when_stopped() {
    std::panic::set_hook(Box::new(|_| {
        say(
            "Sorry, something went wrong here. What you typed is saved on this device: reload the page to go on.",
        );
    }));
}
