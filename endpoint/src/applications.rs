//! `POST /applications`.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::audit::Decision;
use crate::council::Council;
use crate::problem::Refusal;
use crate::store::{Attempt, Keeping, Kept, Known, sha256};
use crate::{arrival, receipts};

/// Takes an application in: 201 and a receipt the first time, 200 and the same receipt ever after.
///
/// # Errors
/// See [`Refusal`].
pub async fn post(State(council): State<Arc<Council>>, request: Request) -> Result<Response, Refusal> {
    let key = arrival::idempotency_key(request.headers())?;
    arrival::head(request.headers())?;
    let body = arrival::body(request, council.config.limits.body_seconds).await?;
    // Only now, so that whoever sends slowly holds nobody up. Given back when the work is done, even if the sender left.
    let place = council
        .places
        .clone()
        .try_acquire_owned()
        .map_err(|_| Refusal::Busy)?;
    let span = tracing::Span::current();
    // Judging computes and the store blocks, so both leave the threads that serve connections.
    tokio::task::spawn_blocking(move || {
        let response = span.in_scope(|| receive(&council, key, &body));
        drop(place);
        response
    })
    .await
    .map_err(|_| Refusal::Internal)
}

/// Decides, and notes on the response what was decided.
fn receive(council: &Council, key: String, body: &[u8]) -> Response {
    let mut decision = Decision::REFUSED;
    let decided = decide(council, key, body, &mut decision);
    let mut response = decided.unwrap_or_else(Refusal::into_response);
    response.extensions_mut().insert(decision);
    response
}

fn decide(council: &Council, key: String, body: &[u8], decision: &mut Decision) -> Result<Response, Refusal> {
    let sealed = arrival::sealed(body)?;
    let opened = match &sealed {
        Some(sealed) => {
            decision.application_sha256 = Some(sha256(sealed.application.as_bytes()));
            // Neither the key that opened it nor what was in it is needed to acknowledge it once more.
            if let Some(kept) = council.store.known_sealed(&key, &sha256(body))? {
                return respond(Known::Before(kept), decision);
            }
            Some(council.seal_keys.unseal(sealed, &key)?)
        }
        None => None,
    };
    let plain = opened.as_ref().map_or(body, |opened| opened.as_slice());
    let arrived = arrival::arrived(plain)?;
    if sealed
        .as_ref()
        .is_some_and(|sealed| !arrival::belongs(sealed, &arrived.envelope))
    {
        return Err(Refusal::SealedDiffers);
    }
    decision.application_sha256 = Some(sha256(arrived.envelope.application.as_bytes()));
    let attempt = Attempt::new(key, plain, opened.as_ref().map(|_| sha256(body)), &arrived);
    // What was acknowledged once is acknowledged for ever, whatever today's rules would say.
    if let Some(known) = council.store.known(&attempt)? {
        return respond(known, decision);
    }
    if sealed.is_none() && council.config.require_sealed {
        return Err(Refusal::Unsealed);
    }
    let envelope = &arrived.envelope;
    arrival::published_here(envelope, &council.rules)?;
    (council.judge)(envelope).map_err(Refusal::Answers)?;
    let with = Keeping {
        form_key: &council.form_key,
        key: &council.key,
        now: (council.now)(),
    };
    respond(council.store.keep(&attempt, envelope, &with)?, decision)
}

fn respond(known: Known, decision: &mut Decision) -> Result<Response, Refusal> {
    let (status, word, Kept { reference, receipt }) = match known {
        Known::New(kept) => (StatusCode::CREATED, "received", kept),
        Known::Amended(kept) => (StatusCode::CREATED, "amended", kept),
        Known::Before(kept) => (StatusCode::OK, "again", kept),
        Known::KeyReused => return Err(Refusal::KeyReused),
        Known::ApplicationDiffers => return Err(Refusal::ApplicationDiffers),
        Known::AmendsOther => return Err(Refusal::AmendsOther),
    };
    decision.decision = word;
    decision.reference = Some(reference.clone());
    let location = format!("/applications/{reference}/receipt");
    Ok((status, [(header::LOCATION, location)], receipts::json(receipt)).into_response())
}
