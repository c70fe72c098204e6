//! Gives the sealed records to a script of ours that takes them to another window: `public/framed.js`. It alone knows of
//! those that a browser would not store.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::Event;

use super::Browser;
use crate::session::message::StoredRecord;
use crate::vault::keyring;
use crate::vault::seal::{self, Stored};

/// Answers whoever asks, from now on.
pub fn follow(browser: &Browser) {
    let asked = browser.clone();
    browser.page.on_window(&["cap-ask-records"], move |event| {
        // Whoever asks knows that an answer comes.
        event.prevent_default();
        let browser = asked.clone();
        spawn_local(async move { give(&browser, &event).await });
    });
}

/// Calls the event's function with pairs of key and text. What is not sealed stays here.
async fn give(browser: &Browser, event: &Event) {
    let records = Array::new();
    let add = |key: &str, text: &str| {
        records.push(&Array::of2(&key.into(), &text.into()));
    };
    for StoredRecord { key, text, .. } in browser.stored().await {
        if matches!(seal::read(&text), Ok(Stored::Sealed(_))) {
            add(&key, &text);
        }
    }
    let safe = browser.safe.borrow();
    if safe.is_open() {
        add(keyring::KEY, safe.keyring());
    }
    let call = Reflect::get(event, &"give".into());
    if let Some(call) = call.ok().and_then(|call| call.dyn_into::<Function>().ok()) {
        let _ = call.call1(&JsValue::NULL, &records);
    }
}
