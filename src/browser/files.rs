//! The data files beside the page.

use crate::files::{self, DataFile, Files, RuleFiles};
use crate::later::Task;
use crate::settings::{self, Settings};

use super::{later, network};

const SETTINGS: &str = "settings.json";

/// What the first question needs, and what to ask for after it.
pub struct First {
    /// Settings and form, with which nothing is wrong.
    pub files: Files,
    /// What the settings say.
    pub settings: Settings,
    /// What the server's clock said, in milliseconds since the Unix epoch.
    pub served: Option<i64>,
}

/// Fetches the settings, and then what they name and the first question needs.
///
/// # Errors
/// The first file that could not be had, or every mistake in them: each on a line.
pub async fn fetch() -> Result<First, String> {
    let (text, served) = network::text(SETTINGS, network::get(SETTINGS)).await?;
    let settings = settings::load(SETTINGS, &text).map_err(|mistakes| {
        mistakes
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    })?;
    let (form, _) = network::text(&settings.form, network::get(&settings.form)).await?;
    let files = Files {
        settings: DataFile {
            name: SETTINGS.to_owned(),
            text,
        },
        form: DataFile {
            name: settings.form.clone(),
            text: form,
        },
    };
    let vouched = settings.checked.as_ref().map(|checked| &checked.form);
    if vouched != Some(&files::digest([files.form.text.as_str()])) {
        check(&files, None).await?;
    }
    Ok(First {
        files,
        settings,
        served,
    })
}

/// Fetches editions and calendar, side by side.
///
/// # Errors
/// The first file that could not be had, or every mistake in them: each on a line.
pub async fn fetch_rules(files: &Files, settings: Settings) -> Result<RuleFiles, String> {
    let mut paths = settings.editions;
    paths.push(settings.calendar);
    // All are asked for before the first is waited for.
    let asked: Vec<_> = paths.iter().map(|path| network::get(path)).collect();
    let mut editions = Vec::new();
    for (name, asked) in paths.into_iter().zip(asked) {
        let (text, _) = network::text(&name, asked).await?;
        editions.push(DataFile { name, text });
    }
    let calendar = editions.pop().unwrap_or_default();
    let rules = RuleFiles { editions, calendar };
    if settings.checked.map(|checked| checked.rules) != Some(rules.digest(&files.form.text)) {
        check(files, Some(&rules)).await?;
    }
    Ok(rules)
}

/// Has the second program look for mistakes where nobody vouches for the files: the first has no code for it.
async fn check(files: &Files, rules: Option<&RuleFiles>) -> Result<(), String> {
    let task = Task::Check {
        files: files.clone(),
        rules: rules.cloned(),
    };
    match later::perform(&task).await {
        Ok(found) if found.is_empty() => Ok(()),
        Ok(found) => Err(found),
        Err(words) => Err(words.unwrap_or_else(|| {
            "The files were changed, and could not be checked for mistakes. Reload the page to try again."
                .to_owned()
        })),
    }
}
