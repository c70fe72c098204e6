//! The routes, and what every answer goes through.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::council::Council;
use crate::faults::Plan;
use crate::guard::guard;
use crate::observe::observe;
use crate::problem::{Refusal, every_error};
use crate::{applications, arrival, cors, faults, logs, metrics, openapi, policy, receipts, static_files};

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
        ("/metrics", get(metrics::get)),
    ]
}

/// The whole endpoint: its routes, and the app's files for every other path.
pub fn router(council: Arc<Council>) -> Router {
    let settings = &council.rules.settings;
    let ancestors = policy::ancestors(settings, &council.config.frame_ancestor);
    let policy = policy::of_app(&settings.endpoint, &ancestors);
    let files = static_files::files(&council.app, council.key.public(), policy);
    let plan = council.config.faults.then(Plan::default);
    let mut router = routes()
        .into_iter()
        .fold(Router::new(), |router, (path, methods)| {
            let guarded = path.starts_with("/applications");
            let methods = if guarded {
                methods.layer(from_fn_with_state(council.clone(), guard))
            } else {
                methods
            };
            router.route(path, methods)
        });
    if let Some(plan) = &plan {
        router = router.route("/faults", faults::control(plan.clone()));
    }
    let mut router = router
        .with_state(council.clone())
        .fallback_service(files)
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            LONGEST,
        ))
        .layer(CatchPanicLayer::custom(|_: Box<dyn Any + Send>| -> Response {
            Refusal::Internal.into_response()
        }));
    // Within what makes problems of errors, and outside the time-out, so that a delay may be longer.
    if let Some(plan) = plan {
        router = router.layer(from_fn_with_state(plan, faults::inject));
    }
    router = router
        .layer(from_fn(every_error))
        .layer(from_fn_with_state(council.clone(), observe));
    if !council.config.allow_origin.is_empty() {
        router = router.layer(cors::layer(&council.config.allow_origin));
    }
    router.layer(from_fn(policy::headers)).layer(from_fn(logs::log))
}
