//! Local storage: synchronous, so that a change is kept before the next one can happen.

use std::cell::OnceCell;

use gloo_storage::{LocalStorage, Storage as _};
use js_sys::{JsString, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Storage, StorageEvent};

use super::page::Page;
use crate::session::message::{Store, StoredRecord};
use crate::vault::seal::{self, Stamp};

const REFUSED: &str = "This browser does not let the page store anything.";

#[wasm_bindgen]
extern "C" {
    /// As web-sys has it, but for texts that are the browser's already: a record goes to both stores.
    type Texts;
    #[wasm_bindgen(method, catch, js_name = setItem)]
    fn set_item(this: &Texts, key: &JsString, text: &JsString) -> Result<(), JsValue>;
}

thread_local! {
    static STORAGE: OnceCell<Storage> = const { OnceCell::new() };
}

/// Local storage where the browser allows it; `gloo_storage` takes for granted that it does. Asked for once, since every key
/// is stored.
fn storage() -> Option<Storage> {
    STORAGE.with(|kept| {
        if kept.get().is_none() {
            web_sys::window()?.local_storage().ok().flatten()?;
        }
        Some(kept.get_or_init(LocalStorage::raw).clone())
    })
}

/// What stands under a key, left with the browser: a text is copied into the program's memory only where it is read.
fn standing(key: &JsString) -> Option<JsString> {
    let storage = storage()?;
    Reflect::get(&storage, key).ok()?.dyn_into().ok()
}

/// What may be known of the sealed record under a key without opening it.
pub fn stamp(key: &JsString) -> Option<Stamp> {
    seal::stamp(&String::from(standing(key)?.slice(0, seal::HEAD)))
}

/// Every record this program may have written.
pub fn read_all() -> Vec<StoredRecord> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|at| storage.key(at).ok().flatten());
    let ours: Vec<String> = keys.filter(|key| key.starts_with("cap/")).collect();
    ours.into_iter().filter_map(|key| record(&key)).collect()
}

/// One record as it is stored.
pub fn record(key: &str) -> Option<StoredRecord> {
    Some(StoredRecord {
        store: Store::Local,
        key: key.to_owned(),
        text: read(key)?,
    })
}

/// The text of a record.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Whether there is a record.
pub fn holds(key: &str) -> bool {
    standing(&key.into()).is_some()
}

/// Writes a record.
///
/// # Errors
/// Storage is refused or full, in words.
pub fn write(page: &Page, key: &JsString, text: &JsString) -> Result<(), String> {
    let storage = storage().ok_or(REFUSED)?;
    let storage: &Texts = storage.unchecked_ref();
    storage
        .set_item(key, text)
        .map_err(|_| "This browser's storage for the page is full.".to_owned())?;
    // Browsers tell other pages of what is written and not this one, where there may be a second element.
    if let Some(tell) = page.written() {
        let _ = tell.call2(page.window(), key, text);
    }
    Ok(())
}

/// Removes a record; where storage is refused there is none.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// Removes every record of this program, and says how many are still there.
pub fn remove_all() -> usize {
    for record in read_all() {
        remove(&record.key);
    }
    read_all().len()
}

/// Whether a record that is written is there.
pub fn works(page: &Page) -> bool {
    const KEY: &str = "cap/try";
    let works =
        write(page, &KEY.into(), &KEY.into()).is_ok() && read_all().iter().any(|record| record.key == KEY);
    remove(KEY);
    works
}

/// Calls `written` whenever another page of this browser has written one of our records.
pub fn on_written_elsewhere(page: &Page, written: impl Fn(StoredRecord) + 'static) {
    page.on_window(&["storage"], move |event| {
        let event: StorageEvent = event.unchecked_into();
        if let (Some(key), Some(text)) = (event.key(), event.new_value()) {
            written(StoredRecord {
                store: Store::Local,
                key,
                text,
            });
        }
    });
}
