//! Places on the page whose content comes and goes.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::Node;

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

/// A view for each key, in order; drawn once, and left alone while its key stays. `draw`: one element a key. An element
/// whose key goes is put aside and comes back with its key as it was, still following its signals.
pub fn keyed(
    keys: impl Fn() -> Vec<String> + 'static,
    draw: impl Fn(&str) -> Option<View> + 'static,
) -> View {
    keyed_boxed(Box::new(keys), Rc::new(draw))
}

/// A key's element, and the owner of what follows signals in it.
struct Drawn {
    key: String,
    node: Node,
    /// Held, so that it ends with the list.
    _owner: Owner,
}

/// Draws the element of a key.
type Draw = dyn Fn(&str) -> Option<View>;

fn keyed_boxed(keys: Box<dyn Fn() -> Vec<String>>, draw: Rc<Draw>) -> View {
    let between = Between::new();
    let view = between.view();
    // Not the effect's own, which starts afresh at every change.
    let parent = Owner::current().unwrap_or_default();
    let drawn = StoredValue::new_local(Vec::<Drawn>::new());
    follow(move || {
        let keys = keys();
        let Some(mut old) = drawn.try_update_value(std::mem::take) else {
            return;
        };
        for drawn in &old {
            if !keys.contains(&drawn.key) {
                remove(&drawn.node);
            }
        }
        let mut new = Vec::new();
        for key in keys {
            let known = old.iter().position(|drawn| drawn.key == key);
            let made = match known {
                Some(at) => Some(old.remove(at)),
                None => {
                    let owner = parent.child();
                    let view = owner.with(|| untrack(|| draw(&key)));
                    view.map(|View(node)| Drawn {
                        key,
                        node,
                        _owner: owner,
                    })
                }
            };
            new.extend(made);
        }
        between.arrange(&new);
        new.append(&mut old);
        drawn.set_value(new);
    });
    view
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

    /// Moves nothing that stands in its place already: an element that is moved loses the focus.
    fn arrange(&self, drawn: &[Drawn]) {
        let mut at = self.start.next_sibling();
        for Drawn { node, .. } in drawn {
            if at.as_ref() == Some(node) {
                at = node.next_sibling();
            } else {
                self.put(node, at.as_ref().unwrap_or(&self.end));
            }
        }
    }
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}
