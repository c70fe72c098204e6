//! Places on the page whose content comes and goes.

use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::{View, follow};

/// A view that is drawn anew whenever what `draw` reads changes.
pub fn live(draw: impl Fn() -> View + 'static) -> View {
    live_boxed(Box::new(draw))
}

fn live_boxed(draw: Box<dyn Fn() -> View>) -> View {
    let between = Between::new();
    let view = between.view();
    follow(move || {
        let new = draw();
        between.clear();
        between.put(&new.0, &between.end);
    });
    view
}

/// What one view of a list is drawn for.
#[derive(PartialEq)]
pub struct Key {
    /// What it stands for: of two keys with one name never both are on the page.
    pub name: String,
    /// It is drawn anew where this changes.
    pub looks: String,
}

/// A view for each key, in order; drawn once, and left alone while its key stays. `draw`: one element a key. An element
/// whose key goes is hidden where it stands and comes back with its key as it was, still following its signals.
pub fn keyed(keys: impl Fn() -> Vec<Key> + 'static, draw: impl Fn(&Key) -> Option<View> + 'static) -> View {
    keyed_boxed(Box::new(keys), Rc::new(draw))
}

/// A key's element, and the owner of what follows signals in it.
struct Drawn {
    key: Key,
    node: Element,
    shown: bool,
    /// Held, so that it ends with the list.
    _owner: Owner,
}

/// Draws the element of a key.
type Draw = dyn Fn(&Key) -> Option<View>;

fn keyed_boxed(keys: Box<dyn Fn() -> Vec<Key>>, draw: Rc<Draw>) -> View {
    let between = Between::new();
    let view = between.view();
    // Not the effect's own, which starts afresh at every change.
    let parent = Owner::current().unwrap_or_default();
    // As they stand on the page, those that are hidden among them.
    let drawn = StoredValue::new_local(VecDeque::<Drawn>::new());
    follow(move || {
        let keys = keys();
        let Some(mut old) = drawn.try_update_value(std::mem::take) else {
            return;
        };
        old.retain_mut(|drawn| {
            let shown = keys.contains(&drawn.key);
            let replaced = !shown && keys.iter().any(|key| key.name == drawn.key.name);
            if replaced {
                remove(&drawn.node);
            } else {
                drawn.show(shown);
            }
            !replaced
        });
        let mut new = VecDeque::new();
        for key in keys {
            while let Some(hidden) = old.pop_front_if(|drawn| !drawn.shown) {
                new.push_back(hidden);
            }
            let at = old.iter().position(|drawn| drawn.key == key);
            let made = at.and_then(|at| old.remove(at)).or_else(|| {
                let owner = parent.child();
                let view = owner.with(|| untrack(|| draw(&key)))?;
                Some(Drawn {
                    key,
                    node: view.0.dyn_into().ok()?,
                    shown: true,
                    _owner: owner,
                })
            });
            // What stands in its place already is not moved: it would lose the focus.
            if let Some(made) = &made
                && at != Some(0)
            {
                between.put(&made.node, old.front().map_or(&between.end, |next| &next.node));
            }
            new.extend(made);
        }
        new.append(&mut old);
        drawn.set_value(new);
    });
    view
}

impl Drawn {
    fn show(&mut self, shown: bool) {
        if self.shown != shown {
            self.shown = shown;
            let _ = self.node.toggle_attribute_with_force("hidden", !shown);
        }
    }
}

/// A place on the page between two marks nobody sees.
struct Between {
    start: Node,
    end: Node,
}

impl Between {
    fn new() -> Self {
        let mark = || document().create_comment("").into();
        Self {
            start: mark(),
            end: mark(),
        }
    }

    fn view(&self) -> View {
        [&self.start, &self.end].map(|mark| View(mark.clone())).into()
    }

    fn clear(&self) {
        while let Some(node) = self.start.next_sibling().filter(|node| *node != self.end) {
            remove(&node);
        }
    }

    fn put(&self, node: &Node, before: &Node) {
        if let Some(parent) = self.end.parent_node() {
            let _ = parent.insert_before(node, Some(before));
        }
    }
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}
