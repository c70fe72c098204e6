//! Files that a person saves and opens, and the keys they are sealed with.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use super::safe::NO_RANDOM;
use super::{passphrase, random};
use crate::session::message::Derived;
use crate::vault::kdf::Kdf;
use crate::vault::key::Secret;
use crate::vault::parcel::MOST;

/// Derives a key in the worker. `kdf`: as a file gives it; else as a new secret's is.
///
/// # Errors
/// Why it could not, in words.
pub async fn derive(kdf: Option<Kdf>, secret: Secret) -> Result<Derived, String> {
    let kdf = kdf.map_or_else(passphrase::new_kdf, Ok)?;
    let nonce = random::bytes().ok_or(NO_RANDOM)?;
    let key = passphrase::derive(&kdf, passphrase::normal(&secret).as_bytes()).await?;
    Ok(Derived { kdf, key, nonce })
}

/// The text of the file that was chosen in an element.
///
/// # Errors
/// It is too large or cannot be read, in words.
pub async fn read(element: &str) -> Result<String, String> {
    let refused = || "The file cannot be read. Choose it again.".to_owned();
    let find = || {
        let document = web_sys::window()?.document()?;
        let input: HtmlInputElement = document.get_element_by_id(element)?.dyn_into().ok()?;
        input.files()?.get(0)
    };
    let file = find().ok_or_else(refused)?;
    if file.size() > MOST as f64 {
        return Err("The file is too large to be an application.".to_owned());
    }
    let text = JsFuture::from(file.text()).await.ok();
    text.and_then(|text| text.as_string()).ok_or_else(refused)
}
