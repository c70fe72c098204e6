//! The page around a program: address, focus, title, and the last word when the program stops.
//!
//! On the stand-alone page it is the browser's window. An element in somebody else's page gives a window of its own
//! (`public/embed.js`): what is looked up, heard and asked for there stays within that element, and ends with it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AddEventListenerOptions, Document, Element, Event, EventTarget, HtmlElement, Window, Worker};

/// Id of the element that the program draws in.
pub const ROOT: &str = "app";

/// Id of the heading of every page.
pub const HEADING: &str = "main-heading";

thread_local! {
    /// Where it is said that the program has stopped: all that are mounted stop together.
    static FIRST: RefCell<Option<Page>> = const { RefCell::new(None) };
}

/// The page of one program. Cheap to copy.
#[derive(Clone)]
pub struct Page {
    window: Window,
    document: Document,
    written: Option<Function>,
    worker: Rc<RefCell<Option<Worker>>>,
}

impl Page {
    /// The page of a window, or of an object that has of a window what is used here. `None`: there is no document in it.
    pub fn new(window: Window) -> Option<Self> {
        let document = window.document()?;
        let written = Reflect::get(&window, &"capWritten".into());
        let written = written.ok().and_then(|written| written.dyn_into().ok());
        Some(Self {
            window,
            document,
            written,
            worker: Rc::default(),
        })
    }

    /// Within another page: what is to be called with the key and the text of whatever was written, on the [window](Self::window).
    pub fn written(&self) -> Option<&Function> {
        self.written.as_ref()
    }

    /// A worker that was begun before there is a task for it: [`super::later`].
    pub fn worker(&self) -> &RefCell<Option<Worker>> {
        &self.worker
    }

    /// The window.
    pub fn window(&self) -> &Window {
        &self.window
    }

    /// An element by its id.
    pub fn find(&self, id: &str) -> Option<HtmlElement> {
        self.document.get_element_by_id(id)?.dyn_into().ok()
    }

    /// The element that the program draws in.
    pub fn root(&self) -> Option<HtmlElement> {
        self.find(ROOT)
    }

    /// The element that has the focus.
    pub fn focused(&self) -> Option<Element> {
        self.document.active_element()
    }

    /// The element that stands for the whole page.
    pub fn whole(&self) -> Option<Element> {
        self.document.document_element()
    }

    /// The part of the address after `#`, with it.
    pub fn fragment(&self) -> String {
        self.window.location().hash().unwrap_or_default()
    }

    /// Changes the address. Replacing tells nobody, so the event that a link would cause is sent after it.
    pub fn go(&self, href: &str, replace: bool) {
        let location = self.window.location();
        let gone = match replace {
            false => location.set_hash(href),
            true => location.replace(&self.address_with(href)),
        };
        if gone.is_err() {
            self.say("The browser refused to change the page. Reload it to go on; nothing is lost.");
        }
    }

    /// The page's whole address with another fragment, so that a `base` element of the host page cannot lead astray.
    fn address_with(&self, fragment: &str) -> String {
        let address = self.window.location().href().unwrap_or_default();
        let base = address.split('#').next().unwrap_or_default();
        format!("{base}{fragment}")
    }

    /// Calls `moved` whenever the fragment changes, by a link, a button, or back and forward.
    pub fn on_fragment(&self, moved: impl Fn(String) + 'static) {
        let page = self.clone();
        self.on_window(&["hashchange"], move |_| moved(page.fragment()));
    }

    /// Calls `happened` at every event of these names anywhere in the page, before any element hears of it.
    pub fn on_any(&self, events: &[&str], happened: impl Fn(Event) + 'static) {
        listen(&self.document, events, &listener(Box::new(happened)), false);
    }

    /// Calls a [`listener`] at the next event of each of these names anywhere in the page, and no more. To ask again before one
    /// came changes nothing.
    pub fn on_next(&self, events: &[&str], listener: &Function) {
        listen(&self.document, events, listener, true);
    }

    /// Calls `happened` at every event of these names that the window hears.
    pub fn on_window(&self, events: &[&str], happened: impl Fn(Event) + 'static) {
        listen(&self.window, events, &listener(Box::new(happened)), false);
    }

    /// Calls `act` once, in so many milliseconds.
    pub fn after(&self, milliseconds: i32, act: impl FnOnce() + 'static) {
        let act = once(Box::new(act));
        let act = act.unchecked_ref();
        let _ = self
            .window
            .set_timeout_with_callback_and_timeout_and_arguments_0(act, milliseconds);
    }

    /// Waits until the browser has seen to everything else that there is to do. In a page that nobody sees there is no key to
    /// come first, and a browser makes its timers wait a second.
    pub async fn others_first(&self) {
        if self.document.hidden() {
            return;
        }
        let mut set = |resolve: Function, _: Function| {
            let _ = self
                .window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 0);
        };
        let _ = JsFuture::from(Promise::new(&mut set)).await;
    }

    /// Sets the title of the browser's tab.
    pub fn set_title(&self, title: &str) {
        self.document.set_title(title);
    }

    /// Moves the focus to an element, at once. Says whether it is there.
    pub fn focus(&self, id: &str) -> bool {
        let Some(element) = self.find(id) else {
            return false;
        };
        // Within another page: the person has gone on to something else there, which keeps the keyboard.
        if Reflect::get(&self.window, &"capLeft".into()).is_ok_and(|left| left.is_truthy()) {
            return true;
        }
        if id == HEADING {
            // A new page begins at its top, as one that was loaded would.
            self.window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        element.focus().is_ok()
    }

    /// Calls `act` before the next frame is drawn.
    pub fn next_frame(&self, act: impl FnOnce() + 'static) {
        let act = once(Box::new(act));
        let _ = self.window.request_animation_frame(act.unchecked_ref());
    }

    /// Moves the focus once the change that is being drawn is on the page: within a few frames, or not at all.
    pub fn focus_when_drawn(&self, id: String) {
        try_focus(self.clone(), Rc::new(id), 4);
    }

    /// Opens the print dialogue.
    pub fn print(&self) {
        let _ = self.window.print();
    }

    /// Says something that the program cannot show itself, in a box at the top of the page that screen readers announce.
    pub fn say(&self, words: &str) {
        let Some(body) = self.document.body() else { return };
        let Ok(said) = self.document.create_element("div") else {
            return;
        };
        said.set_class_name("govuk-error-summary govuk-width-container");
        let _ = body.prepend_with_node_1(&said);
        let _ = said.set_attribute("role", "alert");
        said.set_text_content(Some(words));
    }

    /// Tells who mounted the program something: stand-alone, a script of ours.
    pub fn tell(&self, event: &str) {
        if let Ok(event) = Event::new(event) {
            let _ = self.window.dispatch_event(&event);
        }
    }

    /// The same, about an application that the council gave this reference.
    pub fn tell_of(&self, event: &str, reference: &str) {
        if let Ok(event) = Event::new(event) {
            let _ = Reflect::set(&event, &"reference".into(), &reference.into());
            let _ = self.window.dispatch_event(&event);
        }
    }

    /// If the program ever stops on a fault of its own, the person is told what to do. What they typed is stored.
    pub fn tell_when_stopped(&self) {
        FIRST.with(|first| *first.borrow_mut() = Some(self.clone()));
        std::panic::set_hook(Box::new(|_| {
            FIRST.with(|first| {
                if let Some(page) = &*first.borrow() {
                    page.say(
                        "Sorry, something went wrong here. What you typed is saved on this device: reload the page to go on.",
                    );
                }
            });
        }));
    }
}

/// Called once or never: either way it goes, and what it holds with it. Boxed, since the code around a closure of Rust's is
/// half a kilobyte for each type of them.
fn once(act: Box<dyn FnOnce()>) -> JsValue {
    Closure::once(act).into_js_value()
}

/// Called once: then it goes, and what it holds with it. Until then it stays, whoever has lost sight of it.
pub fn until_called(act: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(act)
}

/// What is called with events. It goes when nobody can call it any more.
pub fn listener(happened: Box<dyn Fn(Event)>) -> Function {
    Closure::wrap(happened).into_js_value().unchecked_into()
}

fn listen(target: &EventTarget, events: &[&str], listener: &Function, once: bool) {
    let options = AddEventListenerOptions::new();
    options.set_capture(true);
    options.set_once(once);
    for event in events {
        let _ =
            target.add_event_listener_with_callback_and_add_event_listener_options(event, listener, &options);
    }
}

fn try_focus(page: Page, id: Rc<String>, tries: u32) {
    let again = page.clone();
    page.next_frame(move || {
        if !again.focus(&id) && tries > 1 {
            try_focus(again, id, tries - 1);
        }
    });
}
