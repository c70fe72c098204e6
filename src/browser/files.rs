//! The data files beside the page.

use crate::session::message::{DataFile, Files};
use crate::settings;

use super::network;

const SETTINGS: &str = "settings.json";

/// Fetches the settings, and then what they name and a person needs to begin, side by side; and says which older
/// editions are left, and what the server's clock said.
///
/// # Errors
/// The first file that could not be had, in words.
pub async fn fetch() -> Result<(Files, Vec<String>, Option<i64>), String> {
    let (text, served) = network::text(SETTINGS, network::get(SETTINGS)).await?;
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
    Ok((files, older, served))
}

/// Fetches files side by side.
///
/// # Errors
/// The first file that could not be had, in words.
pub async fn fetch_each(paths: Vec<String>) -> Result<Vec<DataFile>, String> {
    // All are asked for before the first is waited for.
    let asked: Vec<_> = paths.iter().map(|path| network::get(path)).collect();
    let mut files = Vec::new();
    for (name, asked) in paths.into_iter().zip(asked) {
        let (text, _) = network::text(&name, asked).await?;
        files.push(DataFile { name, text });
    }
    Ok(files)
}
