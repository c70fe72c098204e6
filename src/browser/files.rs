//! The data files beside the page: those of the server, or, where it cannot be reached or gives what is wrong, those
//! that were in force before. A set is used whole, and no set is used unchecked.

use crate::files::{DataFile, Files, RuleFiles, wire};
use crate::form::load::Opening;
use crate::form::model::Form;
use crate::later::Task;
use crate::session::config::Opened;
use crate::session::message::Message;
use crate::session::offline::Older;
use crate::settings::{self, Settings};

use super::first::{self, First, SETTINGS};
use super::network::{Asked, Missed, PATIENCE, PATIENCE_WITH_KEPT};
use super::page::Page;
use super::{Browser, clock, digest, kept, later, network};

/// Milliseconds after which whatever else there is to do comes first. A task that holds up a key is noticed from 50.
const TURN: i64 = 10;

/// A whole set that was kept, with which nothing is wrong, and why it is in force.
struct Kept {
    /// Settings and form.
    pub files: Files,
    /// Editions and calendar.
    pub rules: RuleFiles,
    /// Why.
    pub why: Older,
}

impl Browser {
    /// The data files, with everything that can be done where they cannot be had.
    pub(super) async fn files(&self, begun: Option<First>) {
        match first(&self.page, begun).await {
            Err(words) => (self.dispatch)(Message::FilesArrived(Err(words))),
            Ok(Had::New(Whole {
                files,
                settings,
                rules,
                served,
            })) => {
                (self.dispatch)(Message::FilesArrived(opened(&self.page, &files).await));
                self.served(served);
                self.rules(files, &settings, rules).await;
            }
            Ok(Had::Kept(kept)) => self.stand_in(None, kept).await,
        }
    }

    /// Editions and calendar, to go with these.
    async fn rules(&self, files: Files, settings: &Settings, asked: Vec<Asked>) {
        match rules(&self.page, &files, settings, asked).await {
            Err(words) => (self.dispatch)(Message::RulesArrived(Err(words))),
            Ok(Had::New(rules)) => {
                *self.fetched.borrow_mut() = Some((files, rules.clone()));
                (self.dispatch)(Message::RulesArrived(Ok(rules)));
            }
            Ok(Had::Kept(kept)) => self.stand_in(Some(&files), kept).await,
        }
    }

    /// A kept set comes into force whole, also where parts of another one were in use for a moment.
    async fn stand_in(&self, used: Option<&Files>, Kept { files, rules, why }: Kept) {
        if used != Some(&files) {
            (self.dispatch)(Message::FilesArrived(opened(&self.page, &files).await));
        }
        (self.dispatch)(Message::RulesArrived(Ok(rules)));
        (self.dispatch)(Message::OlderFiles(why));
    }
}

/// Reads settings and form, and lets keys that are typed meanwhile come in between.
async fn opened(page: &Page, files: &Files) -> Result<Box<Opened>, String> {
    Opened::with(files, form(page, &files.form.text).await)
}

async fn form(page: &Page, text: &str) -> Option<Form> {
    let mut turn = clock::now();
    let mut opening = Opening::begin(text)?;
    while opening.go_on()? {
        if clock::now().saturating_sub(turn) >= TURN {
            page.others_first().await;
            turn = clock::now();
        }
    }
    page.others_first().await;
    let form = opening.finish();
    // A page is drawn with it next.
    page.others_first().await;
    form
}

/// What could be had.
enum Had<T> {
    /// The server's.
    New(T),
    /// Those of an earlier visit.
    Kept(Kept),
}

/// Settings and form, editions and calendar on their way, and what the server's clock said with the first, where that was not told
/// before.
struct Whole {
    files: Files,
    settings: Settings,
    rules: Vec<Asked>,
    served: Option<i64>,
}

/// Settings and form.
///
/// # Errors
/// The first file that could not be had, or every mistake in them: each on a line.
async fn first(page: &Page, begun: Option<First>) -> Result<Had<Whole>, String> {
    let had = match begun {
        Some(begun) => whole(page, begun, None).await,
        None => fetch(page, PATIENCE_WITH_KEPT).await,
    };
    let mut missed = match had {
        Ok(whole) => return Ok(Had::New(whole)),
        Err(missed) => missed,
    };
    if let Some(kept) = stand_in(page, &missed).await {
        return Ok(Had::Kept(kept));
    }
    if missed.unreached {
        match fetch(page, PATIENCE).await {
            Ok(whole) => return Ok(Had::New(whole)),
            Err(again) => missed = again,
        }
    }
    Err(missed.words)
}

/// Editions and calendar.
///
/// # Errors
/// The first file that could not be had, or every mistake in them: each on a line.
async fn rules(
    page: &Page,
    files: &Files,
    settings: &Settings,
    asked: Vec<Asked>,
) -> Result<Had<RuleFiles>, String> {
    let mut missed = match whole_rules(page, files, settings, asked).await {
        Ok(rules) => return Ok(Had::New(rules)),
        Err(missed) => missed,
    };
    if let Some(kept) = stand_in(page, &missed).await {
        return Ok(Had::Kept(kept));
    }
    if missed.unreached {
        let asked = first::rules(page, settings, PATIENCE);
        match whole_rules(page, files, settings, asked).await {
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

async fn fetch(page: &Page, patience: u32) -> Result<Whole, Missed> {
    let (text, served) = network::text(SETTINGS, network::get(page, SETTINGS, patience)).await?;
    let settings = read(&text)?;
    whole(page, first::ask(page, text, &settings, patience), served).await
}

/// What the settings say.
fn read(text: &str) -> Result<Settings, Missed> {
    settings::load(SETTINGS, text).map_err(|mistakes| {
        let words: Vec<_> = mistakes.iter().map(ToString::to_string).collect();
        broken(words.join("\n"))
    })
}

/// The form to go with the settings, once somebody has said that nothing is wrong with it.
async fn whole(page: &Page, begun: First, served: Option<i64>) -> Result<Whole, Missed> {
    let First { text, form, rules } = begun;
    let settings = read(&text)?;
    let (form, _) = network::text(&settings.form, form).await?;
    let file = |name: &str, text: String| DataFile {
        name: name.to_owned(),
        text: text.into(),
    };
    let files = Files {
        settings: file(SETTINGS, text),
        form: file(&settings.form, form),
    };
    let vouched = settings.checked.as_ref().map(|checked| &checked.form);
    if vouched != Some(&digest::of([&*files.form.text].into_iter()).await) {
        check(page, &files, None).await?;
    }
    Ok(Whole {
        files,
        settings,
        rules,
        served,
    })
}

/// Editions and calendar, once somebody has said that nothing is wrong with them.
async fn whole_rules(
    page: &Page,
    files: &Files,
    settings: &Settings,
    asked: Vec<Asked>,
) -> Result<RuleFiles, Missed> {
    let mut editions = Vec::new();
    for (name, asked) in settings.rules().zip(asked) {
        let (text, _) = network::text(name, asked).await?;
        editions.push(DataFile {
            name: name.clone(),
            text: text.into(),
        });
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
    match vouched == Some(&digest::of(rules.texts(&files.form.text)).await) {
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
