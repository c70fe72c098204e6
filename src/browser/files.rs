//! The data files beside the page: those of the server, or, where it cannot be reached or gives what is wrong, those
//! that were in force before. A set is used whole, and no set is used unchecked.

use crate::files::{self, DataFile, Files, RuleFiles, wire};
use crate::later::Task;
use crate::session::offline::Older;
use crate::settings::{self, Settings};

use super::network::{Missed, PATIENCE};
use super::page::Page;
use super::{kept, later, network};

const SETTINGS: &str = "settings.json";
/// How long the server is waited for where kept files can stand in, in milliseconds.
const SHORT: u32 = 5_000;

/// What the first question needs, and what to ask for after it.
pub struct First {
    /// Settings and form, with which nothing is wrong.
    pub files: Files,
    /// What the settings say.
    pub settings: Settings,
    /// What the server's clock said, in milliseconds since the Unix epoch.
    pub served: Option<i64>,
}

/// A whole set that was kept, with which nothing is wrong, and why it is in force.
pub struct Kept {
    /// Settings and form.
    pub files: Files,
    /// Editions and calendar.
    pub rules: RuleFiles,
    /// Why.
    pub why: Older,
}

/// What could be had.
pub enum Had<T> {
    /// The server's.
    New(T),
    /// Those of an earlier visit.
    Kept(Kept),
}

/// Settings and form.
///
/// # Errors
/// The first file that could not be had, or every mistake in them: each on a line.
pub async fn first(page: &Page) -> Result<Had<First>, String> {
    let mut missed = match fetch(page, SHORT).await {
        Ok(first) => return Ok(Had::New(first)),
        Err(missed) => missed,
    };
    if let Some(kept) = stand_in(page, &missed).await {
        return Ok(Had::Kept(kept));
    }
    if missed.unreached {
        match fetch(page, PATIENCE).await {
            Ok(first) => return Ok(Had::New(first)),
            Err(again) => missed = again,
        }
    }
    Err(missed.words)
}

/// Editions and calendar.
///
/// # Errors
/// The first file that could not be had, or every mistake in them: each on a line.
pub async fn rules(page: &Page, files: &Files, settings: &Settings) -> Result<Had<RuleFiles>, String> {
    let mut missed = match fetch_rules(page, files, settings, SHORT).await {
        Ok(rules) => return Ok(Had::New(rules)),
        Err(missed) => missed,
    };
    if let Some(kept) = stand_in(page, &missed).await {
        return Ok(Had::Kept(kept));
    }
    if missed.unreached {
        match fetch_rules(page, files, settings, PATIENCE).await {
            Ok(rules) => return Ok(Had::New(rules)),
            Err(again) => missed = again,
        }
    }
    Err(missed.words)
}

/// The kept set, checked by this very program: an earlier one may have asked less of it.
async fn stand_in(page: &Page, missed: &Missed) -> Option<Kept> {
    let (files, rules) = wire::kept(&kept::read(page).await?)?;
    let settings = settings::load(SETTINGS, &files.settings.text).ok()?;
    vouch_rules(page, &files, &settings, &rules).await.ok()?;
    let why = match missed.unreached {
        true => Older::Unreached,
        false => Older::Broken(missed.words.clone()),
    };
    Some(Kept { files, rules, why })
}

async fn fetch(page: &Page, patience: u32) -> Result<First, Missed> {
    let (text, served) = network::text(SETTINGS, network::get(page, SETTINGS, patience)).await?;
    let settings = settings::load(SETTINGS, &text).map_err(|mistakes| {
        let words: Vec<_> = mistakes.iter().map(ToString::to_string).collect();
        broken(words.join("\n"))
    })?;
    let (form, _) = network::text(&settings.form, network::get(page, &settings.form, patience)).await?;
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
        check(page, &files, None).await?;
    }
    Ok(First {
        files,
        settings,
        served,
    })
}

async fn fetch_rules(
    page: &Page,
    files: &Files,
    settings: &Settings,
    patience: u32,
) -> Result<RuleFiles, Missed> {
    let mut paths = settings.editions.clone();
    paths.push(settings.calendar.clone());
    // All are asked for before the first is waited for.
    let asked: Vec<_> = paths
        .iter()
        .map(|path| network::get(page, path, patience))
        .collect();
    let mut editions = Vec::new();
    for (name, asked) in paths.into_iter().zip(asked) {
        let (text, _) = network::text(&name, asked).await?;
        editions.push(DataFile { name, text });
    }
    let calendar = editions.pop().unwrap_or_default();
    let rules = RuleFiles { editions, calendar };
    vouch_rules(page, files, settings, &rules).await?;
    Ok(rules)
}

fn broken(words: String) -> Missed {
    Missed {
        unreached: false,
        words,
    }
}

async fn vouch_rules(
    page: &Page,
    files: &Files,
    settings: &Settings,
    rules: &RuleFiles,
) -> Result<(), Missed> {
    let vouched = settings.checked.as_ref().map(|checked| &checked.rules);
    match vouched == Some(&rules.digest(&files.form.text)) {
        true => Ok(()),
        false => check(page, files, Some(rules)).await,
    }
}

/// Has the second program look for mistakes where nobody vouches for the files: the first has no code for it.
async fn check(page: &Page, files: &Files, rules: Option<&RuleFiles>) -> Result<(), Missed> {
    let task = Task::Check {
        files: files.clone(),
        rules: rules.cloned(),
    };
    match later::perform(page, &task).await {
        Ok(found) if found.is_empty() => Ok(()),
        Ok(found) => Err(broken(found)),
        // Nobody knows whether they are right: no mistake of the council's.
        Err(words) => Err(Missed {
            unreached: true,
            words: words.unwrap_or_else(|| {
                "The files were changed, and could not be checked for mistakes. Reload the page to try again."
                    .to_owned()
            }),
        }),
    }
}
