//! Faults that tests ask for, behind `--faults`: a network and a council that do what the worst of them do. Everything
//! is in `docs/endpoint.md`. An endpoint with faults listens on this machine only.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use serde::{Deserialize, Serialize};

/// Header that asks for one fault in one request, as JSON: `{"delay":{"ms":200}}`, or a bare word: `drop_reply`.
pub const HEADER: &str = "x-cap-fault";

/// A mark on a response: the connection is closed instead.
#[derive(Clone, Copy, Debug)]
pub struct Cut;

/// What goes wrong with a request to `/applications` or below.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fault {
    /// It is looked at so much later.
    Delay {
        /// Milliseconds.
        ms: u64,
    },
    /// It is performed, and the answer comes so much later.
    DelayReply {
        /// Milliseconds.
        ms: u64,
    },
    /// The connection is closed before anything is done.
    DropRequest,
    /// It is performed, committed, and the connection is closed instead of an answer.
    DropReply,
    /// Nothing is done, and this is answered.
    Status {
        /// The status.
        status: u16,
        /// Seconds for `Retry-After`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after: Option<u64>,
    },
    /// It is performed, and the answer is cut in the middle of its JSON.
    Malformed,
    /// It is performed, and the answer says that there is more of it than comes.
    Truncated,
    /// Nothing is done, and somebody's sign-in page is answered with status 200.
    Portal,
}

/// A fault for the next requests.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    /// What goes wrong.
    pub fault: Fault,
    /// In how many requests; once if it is left out.
    #[serde(default = "once")]
    pub times: u32,
}

fn once() -> u32 {
    1
}

/// What is planned, first to last. Shared by all requests.
#[derive(Clone, Debug, Default)]
pub struct Plan(Arc<Mutex<Vec<Planned>>>);

impl Plan {
    fn next(&self) -> Option<Fault> {
        let mut planned = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        planned.retain(|planned| planned.times > 0);
        let first = planned.first_mut()?;
        first.times -= 1;
        Some(first.fault.clone())
    }

    fn left(&self) -> Vec<Planned> {
        let mut planned = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        planned.retain(|planned| planned.times > 0);
        planned.clone()
    }
}

/// `GET /faults`: what is still planned. `PUT /faults`: plans this, and nothing else.
pub fn control<S: Clone + Send + Sync + 'static>(plan: Plan) -> MethodRouter<S> {
    let put = |State(plan): State<Plan>, Json(planned): Json<Vec<Planned>>| async move {
        *plan.0.lock().unwrap_or_else(PoisonError::into_inner) = planned;
        StatusCode::NO_CONTENT
    };
    get(|State(plan): State<Plan>| async move { Json(plan.left()) })
        .put(put)
        .with_state(plan)
}

/// Lets a request to `/applications` go wrong where that is asked for, by its header or by the plan.
pub async fn inject(State(plan): State<Plan>, request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/applications") || request.method() == axum::http::Method::OPTIONS {
        return next.run(request).await;
    }
    let fault = match asked(request.headers()) {
        Some(Ok(fault)) => Some(fault),
        Some(Err(words)) => return (StatusCode::BAD_REQUEST, words).into_response(),
        None => plan.next(),
    };
    match fault {
        None => next.run(request).await,
        Some(fault) => perform(fault, request, next).await,
    }
}

fn asked(headers: &HeaderMap) -> Option<Result<Fault, String>> {
    let value = headers.get(HEADER)?.to_str().unwrap_or_default();
    let json = if value.starts_with('{') {
        value.to_owned()
    } else {
        format!("\"{value}\"")
    };
    Some(serde_json::from_str(&json).map_err(|error| format!("{HEADER}: {error}")))
}

async fn perform(fault: Fault, request: Request, next: Next) -> Response {
    match fault {
        Fault::Delay { ms } => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            next.run(request).await
        }
        Fault::DelayReply { ms } => {
            let response = next.run(request).await;
            tokio::time::sleep(Duration::from_millis(ms)).await;
            response
        }
        Fault::DropRequest => cut(StatusCode::OK.into_response()),
        Fault::DropReply => cut(next.run(request).await),
        Fault::Status { status, retry_after } => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let mut response = status.into_response();
            if let Some(seconds) = retry_after {
                response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            }
            response
        }
        Fault::Malformed => replaced(next.run(request).await, Body::from("{\"reference\":\"CAP-2222")),
        Fault::Truncated => {
            let mut response = next.run(request).await;
            let pieces = [Ok("{\"reference\""), Err(std::io::Error::other("cut on purpose"))];
            *response.body_mut() = Body::from_stream(futures_util::stream::iter(pieces));
            response.headers_mut().remove(header::CONTENT_LENGTH);
            response
        }
        Fault::Portal => {
            Html("<!doctype html><title>Wi-Fi</title><p>Sign in to use this network.").into_response()
        }
    }
}

fn cut(mut response: Response) -> Response {
    response.extensions_mut().insert(Cut);
    response
}

fn replaced(mut response: Response, body: Body) -> Response {
    *response.body_mut() = body;
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
