//! Where the keyboard was before the screen was covered, so that unlocking brings it back to the same letter.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::page;

/// Boxes of the page's content.
const BOXES: &str = "#main-content input, #main-content textarea";
/// Frames that a page may take to be drawn.
const TRIES: u32 = 4;

/// A box and its caret. It holds nothing that was typed.
#[derive(Clone)]
struct Caret {
    address: String,
    id: String,
    from: JsValue,
    to: JsValue,
}

thread_local! {
    /// The box that was left last: who presses "Lock now" leaves a box to do so.
    static LAST: RefCell<Option<Caret>> = const { RefCell::new(None) };
    /// The same, as it was when the screen was covered: the page that covers it has boxes too.
    static COVERED: RefCell<Option<Caret>> = const { RefCell::new(None) };
}

/// Notes which box is left, from now on.
pub fn begin() {
    page::on_any(&["focusout"], |event| {
        note(event.target().and_then(|target| target.dyn_into().ok()));
    });
}

/// Keeps in mind which box has the focus; if none has, which had it last.
pub fn keep() {
    note(web_sys::window().and_then(|window| window.document()?.active_element()));
    let last = LAST.with(|last| last.borrow_mut().take());
    COVERED.with(|covered| *covered.borrow_mut() = last);
}

fn note(element: Option<Element>) {
    let Some(element) = element.filter(|element| element.matches(BOXES) == Ok(true)) else {
        return;
    };
    let place = |name: &str| Reflect::get(&element, &name.into()).unwrap_or(JsValue::NULL);
    let caret = Caret {
        address: page::fragment(),
        id: element.id(),
        from: place("selectionStart"),
        to: place("selectionEnd"),
    };
    LAST.with(|last| *last.borrow_mut() = Some(caret));
}

/// Takes the keyboard back to where it was, if that is on this page; otherwise to the heading.
pub fn give_back() {
    let caret = COVERED.with(|covered| covered.borrow_mut().take());
    let here = page::fragment();
    match caret.filter(|caret| caret.address == here) {
        Some(caret) => try_back(Rc::new(caret), TRIES),
        None => page::focus_when_drawn(page::HEADING.to_owned()),
    }
}

fn try_back(caret: Rc<Caret>, tries: u32) {
    let again = Closure::once_into_js(move || match (back(&caret), tries) {
        (true, _) => {}
        (false, 1) => {
            page::focus(page::HEADING);
        }
        (false, _) => try_back(Rc::clone(&caret), tries - 1),
    });
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(again.unchecked_ref());
    }
}

fn back(caret: &Caret) -> bool {
    let element = web_sys::window().and_then(|window| window.document()?.get_element_by_id(&caret.id));
    let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let _ = element.focus();
    // A radio has no caret.
    let select = Reflect::get(&element, &"setSelectionRange".into());
    if let Some(select) = select.ok().and_then(|select| select.dyn_into::<Function>().ok()) {
        let _ = select.call2(&element, &caret.from, &caret.to);
    }
    true
}
