//! Gives a text that was made in the browser to the person as a file.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

use super::page::until_called;

/// How long the browser may take to read the text, in milliseconds: some begin only after the click has returned.
const READING: i32 = 60_000;

/// Saves `text` as a file of this name and media type, as a link to it would.
///
/// # Errors
/// The browser refused.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let link: HtmlElement = document.create_element("a")?.unchecked_into();
    let about = BlobPropertyBag::new();
    about.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(text)), &about)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    link.set_attribute("href", &url)?;
    link.set_attribute("download", name)?;
    link.click();
    let revoke = until_called(Box::new(move || {
        let _ = Url::revoke_object_url(&url);
    }));
    window.set_timeout_with_callback_and_timeout_and_arguments_0(revoke.unchecked_ref(), READING)?;
    Ok(())
}
