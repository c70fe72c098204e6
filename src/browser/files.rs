//! The data files beside the page.

use crate::session::message::{DataFile, Files, RuleFiles};
use crate::settings;

use super::network;

const SETTINGS: &str = "settings.json";

/// Fetches the settings, and then what they name and the first question needs; and says which files come after it, the
/// calendar last, and what the server's clock said.
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
    let (form, _) = network::text(&found.form, network::get(&found.form)).await?;
    let mut later = found.editions;
    later.push(found.calendar);
    let files = Files {
        settings: DataFile {
            name: SETTINGS.to_owned(),
            text,
        },
        form: DataFile {
            name: found.form,
            text: form,
        },
    };
    Ok((files, later, served))
}

/// Fetches editions, and the calendar as the last of the files, side by side.
///
/// # Errors
/// The first file that could not be had, in words.
pub async fn fetch_rules(paths: Vec<String>) -> Result<RuleFiles, String> {
    // All are asked for before the first is waited for.
    let asked: Vec<_> = paths.iter().map(|path| network::get(path)).collect();
    let mut files = Vec::new();
    for (name, asked) in paths.into_iter().zip(asked) {
        let (text, _) = network::text(&name, asked).await?;
        files.push(DataFile { name, text });
    }
    let calendar = files.pop().unwrap_or_default();
    Ok(RuleFiles {
        editions: files,
        calendar,
    })
}
