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
use crate::json;
use crate::submission::sealed;
use crate::vault::derive;

/// Performs the task that a request names, in the worker. The reply is for [`answer`] to read.
pub fn perform(request: &str) -> String {
    let task = json::parse(request).map_err(|slip| vec![slip]);
    let task = task.and_then(|json| json::read(&json, task::read));
    task::reply(match task {
        Ok(Some(Task::Derive { kdf, secret })) => derive::derive(&kdf, &secret)
            .map(|key| task::key_text(&key))
            .map_err(|error| error.to_string()),
        Ok(Some(Task::Calendar { now, entries })) => {
            calendar::file(now, &entries).map_err(|error| error.to_string())
        }
        Ok(Some(Task::Check { files, rules })) => {
            let found = files::mistakes(&files, rules.as_ref());
            Ok(found.iter().map(|mistake| format!("{mistake}\n")).collect())
        }
        Ok(Some(Task::Verify {
            application,
            receipt,
            keys,
        })) => receipt::verify(&application, &receipt, &keys)
            .map(|()| String::new())
            .map_err(|error| error.to_string()),
        Ok(Some(Task::Seal {
            to,
            application,
            form_version,
            key,
            body,
            random,
        })) => seal::seal(&to, &application, &form_version, &key, &body, &random)
            .map(|sealed| sealed::write(&sealed))
            .map_err(|error| error.to_string()),
        // A page that was opened before its files were replaced may ask for what is not known any more.
        Ok(None) | Err(_) => {
            Err("This page is older than the files beside it. Reload it and try again.".to_owned())
        }
    })
}
