//! Digests of data files.

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;

use crate::files;

/// [`files::digest`] by the browser, which does it beside the page's own thread: a long form would hold up what is typed.
pub async fn of(texts: impl Iterator<Item = &str>) -> String {
    let bytes = files::digested(texts);
    match by_browser(&bytes).await {
        Some(digest) => files::hex(&digest),
        None => files::hash(&bytes),
    }
}

/// `None`: it does so only for pages that came by HTTPS, or from the device itself.
async fn by_browser(bytes: &[u8]) -> Option<Vec<u8>> {
    let subtle = web_sys::window()?.crypto().ok()?.subtle();
    let digest = subtle.digest_with_str_and_u8_array("SHA-256", bytes).ok()?;
    let digest = JsFuture::from(digest).await.ok()?;
    Some(Uint8Array::new(&digest).to_vec())
}
