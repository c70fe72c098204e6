//! Starts the second program in a worker of its own, gives it one task, and ends it.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};
use zeroize::Zeroizing;

use super::page::{Page, listener};
use crate::later::{Task, answer};

/// The worker's script, beside the page, as it is begun first, and again where that one answered with nothing: by the fragment it
/// knows that its faults are to be told.
const SCRIPTS: [&str; 2] = ["later/start.js", "later/start.js#again"];
/// What a worker is told that is begun before there is a task for it.
const AHEAD: &str = "keys";
/// How long such a worker waits for its task, in milliseconds.
const AHEAD_FOR: i32 = 120_000;
/// How long the program may take to arrive and to answer, in milliseconds.
const PATIENCE: i32 = 45_000;

/// Somebody types a passphrase: a worker for the key is begun, so that its program is there by the time it is asked for.
pub fn prepare(page: &Page) {
    if page.worker().borrow().is_some() {
        return;
    }
    let Ok(worker) = begin(page, SCRIPTS[0]) else {
        return;
    };
    let forget = |page: Page| {
        move || {
            if let Some(worker) = page.worker().take() {
                worker.terminate();
            }
        }
    };
    // Where its script cannot be had, whoever asks begins another. One that nobody asks for goes: its memory is wanted elsewhere.
    let failed = forget(page.clone());
    worker.set_onerror(Some(&listener(Box::new(move |_| failed()))));
    page.after(AHEAD_FOR, forget(page.clone()));
    let _ = worker.post_message(&AHEAD.into());
    page.worker().replace(Some(worker));
}

/// Performs a task. The worker lives no longer than that, so that its memory is given back. A program that faults in one worker is
/// tried in a second, which begins it afresh: in WebKit one was seen to go astray now and then.
///
/// # Errors
/// Why it could not, in words; nothing where there was no answer.
pub async fn perform(page: &Page, task: &Task) -> Result<String, Option<String>> {
    let request = Zeroizing::new(task.write());
    for script in SCRIPTS {
        let ahead = matches!(task, Task::Derive { .. }).then(|| page.worker().take());
        let worker = match ahead.flatten() {
            Some(worker) => worker,
            None => begin(page, script).map_err(|_| None)?,
        };
        let said = ask(page, &worker, &request).await;
        worker.terminate();
        let said = said.map_err(|_| None)?.unchecked_into::<MessageEvent>();
        if let Some(said) = said.data().as_string() {
            return answer(&said);
        }
    }
    Err(None)
}

/// An element in another page has workers of its own kind: the script may lie on another host.
fn begin(page: &Page, script: &str) -> Result<Worker, JsValue> {
    let class: Function = Reflect::get(page.window(), &"Worker".into())?.dyn_into()?;
    Reflect::construct(&class, &Array::of1(&script.into())).map(JsCast::unchecked_into)
}

/// The event of the worker's first message; an error where it cannot start, or says nothing in time.
async fn ask(page: &Page, worker: &Worker, request: &str) -> Result<JsValue, JsValue> {
    let said = Promise::new(&mut |heard, failed| {
        worker.set_onmessage(Some(&heard));
        worker.set_onerror(Some(&failed));
        let window = page.window();
        let timed = window.set_timeout_with_callback_and_timeout_and_arguments_0(&failed, PATIENCE);
        if timed.is_err() || worker.post_message(&JsValue::from_str(request)).is_err() {
            let _ = failed.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(said).await
}
