//! The routes, and what every answer goes through.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::council::Council;
use crate::problem::{Refusal, every_error};
use crate::{applications, arrival, logs, openapi, policy, receipts, static_files};

/// Longest time a request may take, so that a connection that dribbles holds nothing up.
const LONGEST: Duration = Duration::from_secs(30);

/// Every route but the app's files. The OpenAPI file describes exactly these.
pub fn routes() -> Vec<(&'static str, MethodRouter<Arc<Council>>)> {
    vec![
        (
            "/applications",
            post(applications::post).layer(DefaultBodyLimit::max(arrival::BODY_LIMIT)),
        ),
        ("/applications/{reference}/receipt", get(receipts::get)),
        ("/openapi.json", get(openapi::get)),
        ("/health", get(receipts::health)),
    ]
}

/// The whole endpoint: its routes, and the app's files for every other path.
pub fn router(council: Arc<Council>) -> Router {
    let files = static_files::files(&council.app, council.key.public());
    let routes = routes()
        .into_iter()
        .fold(Router::new(), |router, (path, methods)| {
            router.route(path, methods)
        });
    routes
        .with_state(council)
        .fallback_service(files)
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            LONGEST,
        ))
        .layer(CatchPanicLayer::custom(|_: Box<dyn Any + Send>| -> Response {
            Refusal::Internal.into_response()
        }))
        .layer(from_fn(every_error))
        .layer(from_fn(policy::headers))
        .layer(from_fn(logs::log))
}
