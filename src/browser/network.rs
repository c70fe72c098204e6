//! Requests, to the page's own host and the configured endpoint only.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit, Response};

use super::clock;
use super::page::Page;
use crate::session::message::Reply;

/// How long a request may take, in milliseconds: a slow school line, not a dead one.
pub const PATIENCE: u32 = 45_000;

/// How long the server is waited for where kept files can stand in, in milliseconds.
pub const PATIENCE_WITH_KEPT: u32 = 5_000;

/// A request on its way: its answer, and the text of that, which is read as it comes. Whoever asked may look at it when the time
/// that the request was given is over.
pub struct Asked {
    /// Ends once there is an answer, or none will come.
    there: Result<JsFuture, JsValue>,
    /// The answer, once it is there, and its text on the way.
    answer: Rc<Cell<Option<(Response, JsFuture)>>>,
}

/// Why a file could not be had.
pub struct Missed {
    /// The server was not reached: no answer, none in time, its own trouble, or another's page in its place.
    pub unreached: bool,
    /// In words.
    pub words: String,
}

/// Sends an application. Whatever goes wrong on the way is [`Reply::Nothing`]: it may have arrived.
pub async fn post(page: &Page, url: &str, key: &str, body: &str) -> Reply {
    match reply(ask(page, url, PATIENCE, Some((key, body)))).await {
        Ok(answer) => Reply::Http {
            status: answer.status,
            content_type: answer.content_type,
            body: answer.body,
            retry_after: answer.retry_after,
        },
        Err(_) => Reply::Nothing,
    }
}

/// Asks for a file beside the page, and waits so many milliseconds for it.
pub fn get(page: &Page, path: &str, patience: u32) -> Asked {
    ask(page, path, patience, None)
}

/// The text of a file that was asked for, and when the server says it gave it, where it does.
///
/// # Errors
/// It cannot be had.
pub async fn text(path: &str, asked: Asked) -> Result<(String, Option<i64>), Missed> {
    let (unreached, why) = match reply(asked).await {
        // A network that wants a sign-in of its own answers everything with its page.
        Ok(answer) if answer.status == 200 && answer.content_type != "text/html" => {
            return Ok((answer.body, answer.served));
        }
        Ok(answer) => {
            let code = answer.status;
            let why = format!("(code {code}). Reload the page to try again.");
            (code == 200 || code >= 500, why)
        }
        Err(_) => (true, "now. Check the connection, and reload the page.".to_owned()),
    };
    let words = [path, " could not be read ", &why].concat();
    Err(Missed { unreached, words })
}

fn ask(page: &Page, url: &str, patience: u32, sending: Option<(&str, &str)>) -> Asked {
    let ask = || {
        let init = RequestInit::new();
        init.set_signal(Some(&AbortSignal::timeout_with_u32(patience)));
        if let Some((key, body)) = sending {
            let headers = Headers::new()?;
            headers.set("Content-Type", "application/json")?;
            headers.set("Idempotency-Key", key)?;
            init.set_method("POST");
            init.set_headers(&headers);
            init.set_body(&JsValue::from_str(body));
        }
        Ok(page.window().fetch_with_str_and_init(url, &init))
    };
    let answer = Rc::<Cell<Option<_>>>::default();
    let kept = Rc::clone(&answer);
    let there = ask().map(|asked: Promise| {
        let read = Closure::once(move |answer: JsValue| {
            let answer = Response::from(answer);
            let text = answer.text().ok().map(JsFuture::from);
            kept.set(text.map(|text| (answer, text)));
        });
        let there = asked.then(&read);
        read.forget();
        JsFuture::from(there)
    });
    Asked { there, answer }
}

struct Answer {
    status: u16,
    content_type: String,
    body: String,
    /// `Retry-After`, in seconds.
    retry_after: Option<u32>,
    /// The `Date` header, in milliseconds since the Unix epoch.
    served: Option<i64>,
}

async fn reply(asked: Asked) -> Result<Answer, JsValue> {
    asked.there?.await?;
    let (reply, text) = asked.answer.take().ok_or(JsValue::NULL)?;
    let kind = reply
        .headers()
        .get("Content-Type")?
        .unwrap_or_default()
        .to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_owned();
    let text = text.await?;
    let served = reply
        .headers()
        .get("Date")?
        .map(|date| js_sys::Date::parse(&date));
    let retry_after = reply.headers().get("Retry-After")?;
    Ok(Answer {
        retry_after: retry_after.and_then(|seconds| seconds.trim().parse().ok()),
        status: reply.status(),
        content_type: kind,
        body: text.as_string().unwrap_or_default(),
        served: served.filter(|at| at.is_finite()).map(clock::whole),
    })
}
