//! Effects that nothing asks for before a question can be answered.

use wasm_bindgen_futures::spawn_local;
use zeroize::Zeroizing;

use super::chore::Chore;
use super::page::Page;
use super::{Browser, carry, clock, download, handover, later, network, offline, random, storage};
use crate::later::{Entry, Task};
use crate::session::access::Ask;
use crate::session::effect::Effect;
use crate::session::message::Message;

/// Performs an effect that [`Browser::perform`] gave back.
pub fn perform(browser: &Browser, effect: Effect) {
    let (dispatch, page) = (browser.dispatch.clone(), browser.page.clone());
    match effect {
        Effect::RemoveAll => {
            let browser = browser.clone();
            spawn_local(async move {
                let left = browser.remove_all().await;
                page.tell("cap-forget");
                dispatch(Message::AllRemoved { left });
            });
        }
        Effect::FollowRelease => {
            carry::follow(browser);
            offline::follow(&page, &dispatch);
        }
        Effect::TakeRelease => page.tell("cap-take-over"),
        Effect::KeepFiles => {
            let set = browser.fetched.borrow_mut().take();
            super::begin(async move {
                dispatch(Message::FilesKept(offline::keep(&page, set).await));
            });
        }
        Effect::AskStorage => {
            let indexed = browser.indexed().is_some();
            spawn_local(async move {
                dispatch(Message::StorageTold(storage::facts(&page, indexed).await));
            });
        }
        Effect::Derive { attempt, kdf, secret } => spawn_local(async move {
            let result = handover::derive(&page, kdf, secret).await;
            dispatch(Message::Derived { attempt, result });
        }),
        Effect::ReadFile(element) => spawn_local(async move {
            dispatch(Message::FileRead(handover::read(&page, &element).await));
        }),
        Effect::SaveFile { name, text } => {
            let saved = download::save(&name, "application/octet-stream", &text);
            let refused = |_| "This browser did not let the page save a file.".to_owned();
            dispatch(Message::FileSaved(saved.map_err(refused)));
        }
        Effect::SaveCalendar { name, entries } => super::begin(async move {
            let result = save_calendar(&page, &name, entries).await;
            dispatch(Message::CalendarSaved { result });
        }),
        Effect::Post {
            draft,
            attempt,
            url,
            key,
            body,
        } => super::begin(async move {
            let reply = network::post(&page, &url, &key, &body).await;
            dispatch(Message::Replied {
                draft,
                attempt,
                reply,
            });
        }),
        Effect::Wake { at } => {
            // A longer wait than a browser's timer can count is asked for again when it is over.
            let wait = (at - clock::now()).clamp(0, 24 * 60 * 60_000);
            page.after(i32::try_from(wait).unwrap_or(i32::MAX), move || {
                dispatch(Message::Tick)
            });
        }
        Effect::Seal {
            draft,
            to,
            form_version,
            key,
            body,
        } => super::begin(async move {
            let result = seal(&page, &draft, to, form_version, &key, body).await;
            dispatch(Message::Sealed { draft, key, result });
        }),
        Effect::Verify {
            draft,
            attempt,
            receipt,
            keys,
        } => super::begin(async move {
            let task = Task::Verify {
                application: draft.clone(),
                receipt,
                keys,
            };
            dispatch(Message::Verified {
                draft,
                attempt,
                result: later::perform(&page, &task).await.map(drop),
            });
        }),
        Effect::Safe(ask) => browser.ask_late(ask),
        // Performed by the first part.
        Effect::FetchRest
        | Effect::Save(_)
        | Effect::Remove { .. }
        | Effect::KeepStorage
        | Effect::MakeId
        | Effect::Hold { .. }
        | Effect::LetGo { .. }
        | Effect::Go { .. }
        | Effect::Focus(_) => {}
    }
}

async fn seal(
    page: &Page,
    application: &str,
    to: String,
    form_version: String,
    key: &str,
    body: String,
) -> Result<String, Option<String>> {
    let body = Zeroizing::new(body);
    let none = || "This browser has no secure random numbers, so nothing can be encrypted.".to_owned();
    let random = Zeroizing::new(random::bytes().ok_or_else(none)?);
    let (application, key) = (application.to_owned(), key.to_owned());
    later::perform(
        page,
        &Task::Seal {
            to,
            application,
            form_version,
            key,
            body,
            random,
        },
    )
    .await
}

/// Does what the first part left.
pub fn chore(browser: &Browser, chore: Chore) {
    let browser = browser.clone();
    match chore {
        Chore::Records => super::begin(async move { browser.look_for_keyring().await }),
        Chore::Files(first) => super::begin(async move { browser.files(first).await }),
        Chore::Elsewhere(record) => browser.written_elsewhere(record),
        Chore::Held(draft) => (browser.dispatch)(Message::Held { draft, held: true }),
        Chore::SetUp(secret) => browser.ask_late(Ask::SetUp(secret)),
    }
}

async fn save_calendar(page: &Page, name: &str, entries: Vec<Entry>) -> Result<(), String> {
    let now = clock::now();
    let made = later::perform(page, &Task::Calendar { now, entries }).await;
    let saved = made.and_then(|text| download::save(name, "text/calendar", &text).map_err(|_| None));
    saved.map_err(|words| {
        words.unwrap_or_else(|| "This browser cannot make the file. Copy the dates instead.".to_owned())
    })
}
