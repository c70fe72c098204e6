//! The data files beside the page.

use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::session::message::{DataFile, Files};
use crate::settings;

use super::network;

const SETTINGS: &str = "settings.json";

/// Fetches the settings, and then every file they name, side by side.
///
/// # Errors
/// The first file that could not be had, in words.
pub async fn fetch_all() -> Result<Files, String> {
    let text = network::get(SETTINGS).await?;
    let found = settings::load(SETTINGS, &text).map_err(|mistakes| {
        mistakes
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" ")
    })?;
    let paths = [&found.form, &found.calendar].into_iter().chain(&found.editions);
    let texts = all(paths.clone().cloned()).await?;
    let mut files = paths.zip(texts).map(|(name, text)| DataFile {
        name: name.clone(),
        text,
    });
    Ok(Files {
        settings: DataFile {
            name: SETTINGS.to_owned(),
            text,
        },
        form: files.next().unwrap_or_default(),
        calendar: files.next().unwrap_or_default(),
        editions: files.collect(),
    })
}

/// Every file, fetched side by side, in the order asked for.
async fn all(paths: impl Iterator<Item = String>) -> Result<Vec<String>, String> {
    let asked = paths.map(|path| {
        let words = |words: String| JsValue::from_str(&words);
        future_to_promise(async move { network::get(&path).await.map(|text| words(text)).map_err(words) })
    });
    let asked: Array = asked.collect();
    match JsFuture::from(Promise::all(&asked)).await {
        Ok(texts) => Ok(Array::from(&texts)
            .iter()
            .filter_map(|text| text.as_string())
            .collect()),
        Err(words) => Err(words.as_string().unwrap_or_default()),
    }
}
