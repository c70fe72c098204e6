//! Where the keyboard was before the screen was covered, so that unlocking brings it back to the same letter.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use super::page::{self, Page};

/// Boxes of the page's content.
const BOXES: &str = "#main-content input, #main-content textarea";
/// Frames that a page may take to be drawn.
const TRIES: u32 = 4;

/// What one page keeps in mind of it.
#[derive(Clone)]
pub struct Caret {
    page: Page,
    /// The box that was left last: who presses "Lock now" leaves a box to do so.
    last: Rc<RefCell<Option<Place>>>,
    /// The same, as it was when the screen was covered: the page that covers it has boxes too.
    covered: Rc<RefCell<Option<Place>>>,
}

/// A box and its caret. It holds nothing that was typed.
#[derive(Clone)]
struct Place {
    address: String,
    id: String,
    from: JsValue,
    to: JsValue,
}

impl Caret {
    /// Nothing is noted before [`Caret::begin`].
    pub fn new(page: Page) -> Self {
        Self {
            page,
            last: Rc::default(),
            covered: Rc::default(),
        }
    }

    /// Notes which box is left, from now on.
    pub fn begin(&self) {
        let caret = self.clone();
        self.page.on_any(&["focusout"], move |event| {
            caret.note(event.target().and_then(|target| target.dyn_into().ok()));
        });
    }

    /// Keeps in mind which box has the focus; if none has, which had it last.
    pub fn keep(&self) {
        self.note(self.page.focused());
        let last = self.last.borrow_mut().take();
        *self.covered.borrow_mut() = last;
    }

    fn note(&self, element: Option<Element>) {
        let Some(element) = element.filter(|element| element.matches(BOXES) == Ok(true)) else {
            return;
        };
        let place = |name: &str| Reflect::get(&element, &name.into()).unwrap_or(JsValue::NULL);
        let noted = Place {
            address: self.page.fragment(),
            id: element.id(),
            from: place("selectionStart"),
            to: place("selectionEnd"),
        };
        *self.last.borrow_mut() = Some(noted);
    }

    /// Takes the keyboard back to where it was, if that is on this page; otherwise to the heading.
    pub fn give_back(&self) {
        let covered = self.covered.borrow_mut().take();
        let here = self.page.fragment();
        match covered.filter(|place| place.address == here) {
            Some(place) => try_back(self.page.clone(), place, TRIES),
            None => self.page.focus_when_drawn(page::HEADING.to_owned()),
        }
    }
}

fn try_back(page: Page, place: Place, tries: u32) {
    let again = page.clone();
    page.next_frame(move || match (back(&again, &place), tries) {
        (true, _) => {}
        (false, 1) => {
            again.focus(page::HEADING);
        }
        (false, _) => try_back(again, place, tries - 1),
    });
}

fn back(page: &Page, place: &Place) -> bool {
    let Some(element) = page.find(&place.id) else {
        return false;
    };
    let _ = element.focus();
    // A radio has no caret.
    let select = Reflect::get(&element, &"setSelectionRange".into());
    if let Some(select) = select.ok().and_then(|select| select.dyn_into::<Function>().ok()) {
        let _ = select.call2(&element, &place.from, &place.to);
    }
    true
}
