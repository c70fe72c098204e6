//! The data files of an earlier visit, in the browser's cache: one entry, so that a set is replaced whole or not at all.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Response};

use super::page::Page;

/// Name of the cache.
pub const CACHE: &str = "cap-data";
/// The entry, as if it lay beside the page: an app in another folder of the host has its own.
const ENTRY: &str = "kept-data-files";

fn caches(page: &Page) -> Result<CacheStorage, JsValue> {
    let caches = page.window().caches()?;
    // There are none where the page did not come over a secure connection.
    match caches.is_undefined() {
        true => Err(JsValue::NULL),
        false => Ok(caches),
    }
}

/// The text that was kept; nothing where none was, or the browser keeps nothing.
pub async fn read(page: &Page) -> Option<String> {
    let entry = async {
        let found = JsFuture::from(caches(page)?.match_with_str(ENTRY)).await?;
        JsFuture::from(found.dyn_into::<Response>()?.text()?).await
    };
    entry.await.ok()?.as_string()
}

/// Keeps a text in place of the one before.
///
/// # Errors
/// The browser keeps nothing, or has no room.
pub async fn write(page: &Page, text: &str) -> Result<(), JsValue> {
    let cache: Cache = JsFuture::from(caches(page)?.open(CACHE)).await?.unchecked_into();
    let response = Response::new_with_opt_str(Some(text))?;
    JsFuture::from(cache.put_with_str(ENTRY, &response)).await?;
    Ok(())
}
