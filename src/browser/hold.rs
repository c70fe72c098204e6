//! One page at a time writes an application: the browser's own locks (Web Locks API), which a page that is closed or
//! crashes gives back by itself.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::Browser;
use super::chore::Chore;
use crate::draft::stored;
use crate::session::message::Message;

/// How to let go of the applications this page holds: id, and the function that ends the lock.
pub type Held = Rc<RefCell<Vec<(String, Function)>>>;

/// Asks for an application; `take`: from the page that holds it. A browser without locks lets every page have it.
pub fn ask(browser: &Browser, draft: String, take: bool) {
    let told = Rc::clone(&browser.dispatch);
    let name = draft.clone();
    let tell = move |held| {
        let draft = name.clone();
        told(Message::Held { draft, held });
    };
    let mine = Rc::default();
    match request(browser, &draft, take, &mine) {
        Err(_) => tell(true),
        // It ends when this page lets go, and breaks off when another takes it. A browser that keeps nothing, as in a
        // frame of another site, refuses every lock: there is nothing that another page could write over.
        Ok(lock) => {
            let held = Rc::clone(&browser.held);
            spawn_local(async move {
                if let Err(error) = JsFuture::from(lock).await {
                    let name = Reflect::get(&error, &"name".into()).ok();
                    let refused = name.and_then(|name| name.as_string()).as_deref() == Some("SecurityError");
                    held.borrow_mut()
                        .retain(|(_, end)| Some(end) != mine.borrow().as_ref());
                    // Where it was given to this page again meanwhile, the loss of the earlier lock is no news.
                    if !holds(&held, &draft) {
                        tell(refused);
                    }
                }
            });
        }
    }
}

fn holds(held: &Held, draft: &str) -> bool {
    held.borrow().iter().any(|(id, _)| id == draft)
}

/// `mine`: what ends this very lock, once it is given.
fn request(
    browser: &Browser,
    draft: &str,
    take: bool,
    mine: &Rc<RefCell<Option<Function>>>,
) -> Result<Promise, JsValue> {
    // Read by name: web-sys does not count the API among the stable ones yet.
    let navigator = Reflect::get(browser.page.window(), &"navigator".into())?;
    let locks = Reflect::get(&navigator, &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let options = Object::new();
    let way = if take { "steal" } else { "ifAvailable" };
    Reflect::set(&options, &way.into(), &JsValue::TRUE)?;
    let (browser, id, mine) = (browser.clone(), draft.to_owned(), Rc::clone(mine));
    let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        let held = &browser.held;
        if lock.is_null() {
            // Nor is it free where this page has it already.
            let held = holds(held, &id);
            (browser.dispatch)(Message::Held { draft: id, held });
            return JsValue::UNDEFINED;
        }
        let until = Promise::new(&mut |end, _| {
            *mine.borrow_mut() = Some(end.clone());
            held.borrow_mut().push((id.clone(), end));
        });
        spawn_local(granted_after_reading(browser.clone(), id));
        until.into()
    });
    request
        .call3(&locks, &stored::key(draft).into(), &options, &granted)?
        .dyn_into()
}

/// What another page wrote last comes before this one may write, from whichever store took it.
async fn granted_after_reading(browser: Browser, draft: String) {
    if !browser.leave_stored(&stored::key(&draft)).await {
        return (browser.dispatch)(Message::Held { draft, held: true });
    }
    browser.leave(Chore::Held(draft));
}

impl Browser {
    /// What the stores hold under a key is to be taken in. Says whether there is anything.
    pub(super) async fn leave_stored(&self, key: &str) -> bool {
        let mut records = self.stored().await;
        records.retain(|record| record.key == key);
        let any = !records.is_empty();
        for record in records {
            self.leave(Chore::Elsewhere(record));
        }
        any
    }
}

/// Lets other pages have every application.
pub fn let_go_of_all(held: &Held) {
    for (_, end) in held.borrow_mut().drain(..) {
        let _ = end.call0(&JsValue::UNDEFINED);
    }
}

/// Lets another page have an application.
pub fn let_go(held: &Held, draft: &str) {
    held.borrow_mut().retain(|(id, end)| {
        if id == draft {
            let _ = end.call0(&JsValue::UNDEFINED);
        }
        id != draft
    });
}
