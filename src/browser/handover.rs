//! Files that a person saves and opens, and the keys they are sealed with.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;
use zeroize::Zeroizing;

use super::page::Page;
use super::{later, random};
use crate::later::{Task, key};
use crate::session::message::Derived;
use crate::vault::kdf::Kdf;
use crate::vault::key::Secret;
use crate::vault::parcel::MOST;

/// Derives a key in the worker. A passphrase is taken in its composed form, so that it does not matter how a keyboard
/// makes an "é".
///
/// # Errors
/// Why it could not, in words.
pub async fn derive(page: &Page, kdf: Option<Kdf>, secret: Secret) -> Result<Derived, String> {
    let none = || "This browser has no secure random numbers, so no file can be made.".to_owned();
    let kdf = match kdf {
        Some(kdf) => kdf,
        None => Kdf::new(random::bytes().ok_or_else(none)?),
    };
    let nonce = random::bytes().ok_or_else(none)?;
    let composed = js_sys::JsString::from(secret.text()).normalize("NFC");
    let secret = Zeroizing::new(String::from(composed).into_bytes());
    let made = later::perform(page, &Task::Derive { kdf, secret }).await;
    let key = made.and_then(|answer| key(answer).ok_or(None));
    let key = key.map_err(|words| {
        words.unwrap_or_else(|| "This browser could not work on the file. Try again.".to_owned())
    })?;
    Ok(Derived { kdf, key, nonce })
}

/// The text of the file that was chosen in an element.
///
/// # Errors
/// It is too large or cannot be read, in words.
pub async fn read(page: &Page, element: &str) -> Result<String, String> {
    let refused = || "The file cannot be read. Choose it again.".to_owned();
    let find = || {
        let input: HtmlInputElement = page.find(element)?.dyn_into().ok()?;
        input.files()?.get(0)
    };
    let file = find().ok_or_else(refused)?;
    if file.size() > MOST as f64 {
        return Err("The file is too large to be an application.".to_owned());
    }
    let text = JsFuture::from(file.text()).await.ok();
    text.and_then(|text| text.as_string()).ok_or_else(refused)
}
