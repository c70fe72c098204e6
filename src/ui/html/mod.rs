//! Elements on the page, as the browser keeps them, and the few ways in which they follow a signal.
//!
//! Leptos's own views are a type for each use, and each type is code to transfer. Here there is one type of element,
//! of view, of effect and of listener, so that a page costs little more than its words. What a signal is, what
//! follows it and when that ends is Leptos's: everything here lives and goes with the owner it is made under.

mod between;

pub use self::between::{Key, keyed, live};

use std::cell::RefCell;
use std::rc::Rc;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Element, Event, HtmlElement, Node};
use zeroize::Zeroizing;

use super::watched::Watched;

/// Something to be put on the page: an element, text, or any number of both.
pub struct View(Node);

/// An element that is being made.
pub struct El(Element);

/// What stands in a box already: what was typed there need not be written back at every key. It may be a passphrase.
type Known = Rc<RefCell<Zeroizing<String>>>;

/// An element of this tag and class; no class where that is "".
#[inline(never)]
pub fn el(tag: &str, class: &str) -> El {
    let element = El(document().create_element(tag).unwrap_throw());
    match class {
        "" => element,
        class => element.attr("class", class),
    }
}

impl El {
    /// Sets an attribute.
    #[inline(never)]
    pub fn attr(self, name: &str, value: &str) -> Self {
        self.set(name, Some(value));
        self
    }

    /// Sets an attribute where there is a value for it.
    #[inline(never)]
    pub fn maybe(self, name: &str, value: Option<&str>) -> Self {
        self.set(name, value);
        self
    }

    /// An attribute that follows what `value` reads; not there while that is `None`.
    pub fn live_attr(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        self.follow_attr(name, Box::new(value));
        self
    }

    /// A class that follows what `class` reads.
    pub fn live_class(self, class: impl Fn() -> String + 'static) -> Self {
        self.live_attr("class", move || Some(class()))
    }

    /// The text that stands in a box. It is not an attribute, which would be the text to reset the box to.
    pub fn value(self, text: Watched<String>) -> Self {
        self.holds(text, Known::default())
    }

    /// The text that stands in a box, and who is told of it: while it is typed, and when the browser has filled it by itself.
    pub fn text(self, text: Watched<String>, say: impl Fn(String) + 'static) -> Self {
        let known = Known::default();
        let typed = Rc::clone(&known);
        let say = move |event: Event| {
            let text = event_target_value(&event);
            typed.replace(Zeroizing::new(text.clone()));
            say(text);
        };
        self.holds(text, known)
            .listen(&["input", "change"], Box::new(say))
    }

    fn holds(self, text: Watched<String>, known: Known) -> Self {
        let element = self.0.clone();
        follow(move || {
            text.with(|text| {
                if known.borrow().as_str() != text {
                    let _ = js_sys::Reflect::set(&element, &"value".into(), &text.into());
                    known.replace(Zeroizing::new(text.clone()));
                }
            });
        });
        self
    }

    /// Whether a radio or a checkbox is chosen.
    pub fn checked(self, on: Watched<bool>) -> Self {
        let element = self.0.clone();
        follow(move || {
            let _ = js_sys::Reflect::set(&element, &"checked".into(), &on.get().into());
        });
        self
    }

    /// Calls `act` at every event of this name.
    pub fn on(self, event: &str, act: impl Fn(Event) + 'static) -> Self {
        self.listen(&[event], Box::new(act))
    }

    /// Puts something at the end of the element.
    pub fn child(self, child: impl Into<View>) -> Self {
        self.with(child.into())
    }

    #[inline(never)]
    fn with(self, child: View) -> Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Puts something there that is drawn anew whenever what `draw` reads changes.
    pub fn live(self, draw: impl Fn() -> View + 'static) -> Self {
        self.child(live(draw))
    }

    /// Text that follows what `text` reads.
    pub fn live_text(self, text: impl Fn() -> String + 'static) -> Self {
        self.child(live_text(text))
    }

    /// Puts markup of our own there, for what is no HTML element. Never with anything a person typed in it.
    pub fn markup(self, markup: &str) -> Self {
        let _ = self.0.insert_adjacent_html("beforeend", markup);
        self
    }

    fn set(&self, name: &str, value: Option<&str>) {
        let _ = match value {
            Some(value) => self.0.set_attribute(name, value),
            None => self.0.remove_attribute(name),
        };
    }

    fn follow_attr(&self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) {
        let element = Self(self.0.clone());
        let known = RefCell::new(None);
        follow(move || {
            let value = value();
            if *known.borrow() != value {
                element.set(name, value.as_deref());
                known.replace(value);
            }
        });
    }

    fn listen(self, events: &[&str], act: Box<dyn Fn(Event)>) -> Self {
        let listener = Closure::wrap(act).into_js_value();
        for event in events {
            let _ = self
                .0
                .add_event_listener_with_callback(event, listener.unchecked_ref());
        }
        self
    }
}

/// Keeps what is on the page following its signals. Dropped, it stands still.
pub type Mounted = UnmountHandle<<() as Render>::State>;

/// Draws at the end of an element, under an owner that Leptos makes for it.
pub fn mount(parent: &HtmlElement, draw: impl FnOnce() -> View + 'static) -> Mounted {
    let within = parent.clone();
    mount_to(parent.clone(), move || {
        let _ = within.append_child(&draw().0);
    })
}

/// Runs now, and again whenever what it reads changes, until its owner goes.
pub fn follow(run: impl Fn() + 'static) {
    follow_boxed(Box::new(run));
}

fn follow_boxed(run: Box<dyn Fn()>) {
    StoredValue::new_local(RenderEffect::new(move |_| run()));
}

/// Text that follows what `text` reads.
pub fn live_text(text: impl Fn() -> String + 'static) -> View {
    live_text_boxed(Box::new(text))
}

fn live_text_boxed(text: Box<dyn Fn() -> String>) -> View {
    let node = document().create_text_node("");
    let view = View(node.clone().into());
    follow(move || node.set_data(&text()));
    view
}

impl View {
    /// Nothing.
    #[inline(never)]
    pub fn none() -> Self {
        Self(document().create_document_fragment().into())
    }

    #[inline(never)]
    fn append(&self, view: &View) {
        let _ = self.0.append_child(&view.0);
    }
}

impl From<El> for View {
    fn from(El(element): El) -> Self {
        Self(element.into())
    }
}

impl From<&str> for View {
    #[inline(never)]
    fn from(text: &str) -> Self {
        Self(document().create_text_node(text).into())
    }
}

impl From<String> for View {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<Vec<View>> for View {
    fn from(views: Vec<View>) -> Self {
        views.into_iter().collect()
    }
}

impl<V: Into<View>> From<Option<V>> for View {
    fn from(view: Option<V>) -> Self {
        view.map_or_else(View::none, Into::into)
    }
}

impl<V: Into<View>, const N: usize> From<[V; N]> for View {
    fn from(views: [V; N]) -> Self {
        views.into_iter().collect()
    }
}

impl<V: Into<View>> FromIterator<V> for View {
    fn from_iter<I: IntoIterator<Item = V>>(views: I) -> Self {
        let group = Self::none();
        for view in views {
            group.append(&view.into());
        }
        group
    }
}
