//! The data files beside the page.

use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::session::message::{DataFile, Files};
use crate::settings;

use super::network;

const SETTINGS: &str = "settings.json";

/// Fetches the settings, and then what they name and a person needs to begin, side by side; and says which older
/// editions are left.
///
/// # Errors
/// The first file that could not be had, in words.
pub async fn fetch() -> Result<(Files, Vec<String>), String> {
    let text = network::get(SETTINGS).await?;
    let found = settings::load(SETTINGS, &text).map_err(|mistakes| {
        mistakes
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" ")
    })?;
    let mut older = found.editions;
    let paths = [found.form, found.calendar]
        .into_iter()
        .chain(older.pop())
        .collect();
    let mut files = fetch_each(paths).await?.into_iter();
    let files = Files {
        settings: DataFile {
            name: SETTINGS.to_owned(),
            text,
        },
        form: files.next().unwrap_or_default(),
        calendar: files.next().unwrap_or_default(),
        editions: files.collect(),
    };
    Ok((files, older))
}

/// Fetches files side by side.
///
/// # Errors
/// The first file that could not be had, in words.
pub async fn fetch_each(paths: Vec<String>) -> Result<Vec<DataFile>, String> {
    let texts = all(paths.iter().cloned()).await?;
    Ok(paths
        .into_iter()
        .zip(texts)
        .map(|(name, text)| DataFile { name, text })
        .collect())
}

/// Every file, fetched side by side, in the order asked for.
async fn all(paths: impl Iterator<Item = String>) -> Result<Vec<String>, String> {
    let asked = paths.map(|path| {
        let words = |words: String| JsValue::from_str(&words);
        future_to_promise(async move { network::get(&path).await.map(words).map_err(words) })
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
