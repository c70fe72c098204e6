//! `POST /applications`.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::council::Council;
use crate::problem::Refusal;
use crate::store::{Attempt, Keeping, Kept, Known};
use crate::{arrival, receipts};

/// Takes an application in: 201 and a receipt the first time, 200 and the same receipt ever after.
///
/// # Errors
/// See [`Refusal`].
pub async fn post(
    State(council): State<Arc<Council>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let key = arrival::idempotency_key(&headers)?;
    let body = arrival::body(&headers, body)?;
    let span = tracing::Span::current();
    // Judging computes and the store blocks, so both leave the threads that serve connections.
    tokio::task::spawn_blocking(move || span.in_scope(|| receive(&council, key, &body)))
        .await
        .map_err(|_| Refusal::Internal)?
}

fn receive(council: &Council, key: String, body: &[u8]) -> Result<Response, Refusal> {
    let arrived = arrival::arrived(body)?;
    let attempt = Attempt::new(key, body, &arrived);
    // What was acknowledged once is acknowledged for ever, whatever today's rules would say.
    if let Some(known) = council.store.known(&attempt)? {
        return respond(known);
    }
    let envelope = &arrived.envelope;
    arrival::published_here(envelope, &council.rules)?;
    (council.judge)(envelope).map_err(Refusal::Answers)?;
    let with = Keeping {
        form_key: &council.form_key,
        key: &council.key,
        now: (council.now)(),
    };
    respond(council.store.keep(&attempt, envelope, &with)?)
}

fn respond(known: Known) -> Result<Response, Refusal> {
    let (status, Kept { reference, receipt }) = match known {
        Known::New(kept) | Known::Amended(kept) => (StatusCode::CREATED, kept),
        Known::Before(kept) => (StatusCode::OK, kept),
        Known::KeyReused => return Err(Refusal::KeyReused),
        Known::ApplicationDiffers => return Err(Refusal::ApplicationDiffers),
        Known::AmendsOther => return Err(Refusal::AmendsOther),
    };
    let location = format!("/applications/{reference}/receipt");
    Ok((status, [(header::LOCATION, location)], receipts::json(receipt)).into_response())
}
