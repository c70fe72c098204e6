//! What is written down of every request once it is answered: counters, and the audit log.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::audit;
use crate::council::Council;

/// Counts an answer and, where it was a decision on an application, logs it.
pub async fn observe(State(council): State<Arc<Council>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("(file)", MatchedPath::as_str)
        .to_owned();
    let is_decision = audit::is_decision(&request);
    let response = next.run(request).await;
    council
        .metrics
        .answered(&method, &route, response.status().as_u16());
    if is_decision {
        let decision = audit::decision(&response);
        council.metrics.decided(decision.decision, started.elapsed());
        council.audit.write((council.now)(), &decision, &response);
    }
    response
}
