//! `GET /applications/{reference}/receipt` and `GET /health`.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use schemars::JsonSchema;
use serde::Serialize;

use crate::council::Council;
use crate::problem::Refusal;

/// The receipt of an application, as it was first given.
///
/// # Errors
/// There is no such reference, or the store cannot be read.
pub async fn get(
    State(council): State<Arc<Council>>,
    reference: Result<Path<String>, PathRejection>,
) -> Result<impl IntoResponse, Refusal> {
    let Path(reference) = reference.map_err(|_| Refusal::NoSuchReference)?;
    let receipt = tokio::task::spawn_blocking(move || council.store.receipt(&reference))
        .await
        .map_err(|_| Refusal::Internal)??;
    receipt.map(json).ok_or(Refusal::NoSuchReference)
}

/// JSON as it is kept, to the byte.
pub fn json(text: String) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], text)
}

/// The answer of a healthy endpoint.
#[derive(Serialize, JsonSchema)]
pub struct Health {
    /// Always `ok`; anything else is a problem.
    pub status: &'static str,
}

/// Whether the endpoint can read its database.
///
/// # Errors
/// It cannot.
pub async fn health(State(council): State<Arc<Council>>) -> Result<Json<Health>, Refusal> {
    tokio::task::spawn_blocking(move || council.store.check())
        .await
        .map_err(|_| Refusal::Internal)??;
    Ok(Json(Health { status: "ok" }))
}
