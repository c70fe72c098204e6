//! What the first page does not need, as a second program that runs in a worker of its own.
//!
//! A page gives it one [`Task`] as JSON and gets one answer back; then it is gone, and its memory with it. Nothing of
//! it is fetched before it is asked for: whatever needs a crate of its own and can be waited for belongs here.
//! `browser::later` starts it, `public/later/start.js` is the worker's script.

mod calendar;
pub mod receipt;
pub mod seal;
mod task;

pub use task::{Entry, Task, answer, key};

use crate::files;
use crate::json::{self, Node};
use crate::submission::sealed;
use crate::vault::derive;

/// What a page is told that was opened before its files were replaced, and asks for what is not known any more.
const OLDER: &str = "This page is older than the files beside it. Reload it and try again.";

/// Performs the task that a request names, in the worker. The reply is for [`answer`] to read.
pub fn perform(request: &str) -> String {
    task::reply(match read(request, task::read) {
        Some(Task::Calendar { now, entries }) => {
            calendar::file(now, &entries).map_err(|error| error.to_string())
        }
        Some(Task::Check { files, rules }) => {
            let found = files::mistakes(&files, rules.as_ref());
            Ok(found.iter().map(|mistake| format!("{mistake}\n")).collect())
        }
        Some(Task::Verify {
            application,
            receipt,
            keys,
        }) => receipt::verify(&application, &receipt, &keys)
            .map(|()| String::new())
            .map_err(|error| error.to_string()),
        Some(Task::Seal {
            to,
            application,
            form_version,
            key,
            body,
            random,
        }) => seal::seal(&to, &application, &form_version, &key, &body, &random)
            .map(|sealed| sealed::write(&sealed))
            .map_err(|error| error.to_string()),
        // The other program's.
        Some(Task::Derive { .. }) | None => Err(OLDER.to_owned()),
    })
}

/// Performs [`Task::Derive`], in a program that can do nothing else and is small for it. The reply is for [`answer`].
pub fn derive(request: &str) -> String {
    task::reply(match read(request, task::read_derive) {
        Some(Task::Derive { kdf, secret }) => derive::derive(&kdf, &secret)
            .map(|key| task::key_text(&key))
            .map_err(|error| error.to_string()),
        _ => Err(OLDER.to_owned()),
    })
}

fn read(request: &str, read: fn(&Node<'_>) -> Option<Task>) -> Option<Task> {
    let json = json::parse_quietly(request)?;
    json::read_quietly(&json, read).flatten()
}
