//! Who is let in to `/applications`: not too often, and signed in where that is asked for.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::council::Council;
use crate::limits::client;
use crate::problem::Refusal;
use crate::sign_in::{Asking, Denied};

/// Lets a request on, or refuses it before anything of its body is read.
pub async fn guard(State(council): State<Arc<Council>>, request: Request, next: Next) -> Response {
    match admit(&council, &request) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

fn admit(council: &Council, request: &Request) -> Result<(), Refusal> {
    let config = &council.config;
    // First, so that tokens cannot be guessed fast.
    council
        .rate
        .check(client(request, config.behind_proxy))
        .map_err(|seconds| Refusal::TooOften { seconds })?;
    let asking = Asking {
        method: request.method(),
        headers: request.headers(),
        allowed: &config.allow_origin,
        now: (council.now)(),
    };
    config.sign_in.check(&asking).map_err(|denied| match denied {
        Denied::Unknown(challenge) => Refusal::SignIn { challenge },
        Denied::Forged => Refusal::Forged,
    })
}
