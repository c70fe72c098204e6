//! Logs without personal data: a line of JSON a request, with method, route, status, duration and an id. Never a
//! body, an address as it was asked for, a header or an answer.

use std::io;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tracing::{Instrument, Level, Subscriber, info, info_span};
use tracing_subscriber::fmt::MakeWriter;

/// Starts writing to standard error. A panic says where it happened and nothing more, because its message may
/// quote an answer.
pub fn start() {
    // Fails only where a subscriber is in place already, which then serves as well.
    let _ = tracing::subscriber::set_global_default(subscriber(io::stderr));
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "the program broke off");
    }));
}

/// The one form of the logs, for any writer.
pub fn subscriber<W>(writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_target(false)
        .with_max_level(Level::INFO)
        .with_writer(writer)
        .finish()
}

/// Logs a request and gives its answer the id it has in the log, as `x-request-id`.
pub async fn log(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = id();
    let method = request.method().clone();
    let path = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("(file)", MatchedPath::as_str)
        .to_owned();
    let span = info_span!("request", id);
    async {
        let mut response = next.run(request).await;
        let status = response.status().as_u16();
        let milliseconds = started.elapsed().as_secs_f64() * 1000.0;
        info!(%method, path, status, milliseconds, "answered");
        if let Ok(value) = HeaderValue::from_str(&id) {
            response.headers_mut().insert("x-request-id", value);
        }
        response
    }
    .instrument(span)
    .await
}

/// Made here and never taken from the request, so that nobody else's words get into the log.
fn id() -> String {
    let mut bytes = [0_u8; 8];
    // Without random bytes the line is still worth having.
    let _ = getrandom::fill(&mut bytes);
    format!("{:016x}", u64::from_be_bytes(bytes))
}
