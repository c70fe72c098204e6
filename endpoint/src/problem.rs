//! Every refusal, as `application/problem+json` (RFC 9457).

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use cap_application::submission::envelope::{AnswerProblem, FORMAT, MOST_AMENDED, Problem};
use cap_application::submission::sealed::FORMAT as SEALED_FORMAT;

use crate::store::StoreError;

/// Media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Seconds after which a request may be tried again when the database was busy.
const RETRY_AFTER: u64 = 10;

/// Why a request is refused. The words go to the person who sends the application.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// 400: the header is missing, given twice, or not 16 to 128 visible ASCII characters.
    #[error("Send one Idempotency-Key header of 16 to 128 visible ASCII characters.")]
    IdempotencyKey,
    /// 400: the body broke off.
    #[error("The body did not arrive whole. Send it again.")]
    Broken,
    /// 400: not JSON.
    #[error("The body is not JSON: see line {line}, column {column}.")]
    Syntax {
        /// Line from 1.
        line: usize,
        /// Column from 1.
        column: usize,
    },
    /// 408: the body took longer than the limit.
    #[error("The application took too long to arrive. Send it again.")]
    TooSlow,
    /// 429: one client asked too often.
    #[error("Too many applications came from your address in a short time. Try again in {seconds} seconds.")]
    TooOften {
        /// Seconds to wait.
        seconds: u64,
    },
    /// 503: as many applications are being looked at as this machine can.
    #[error("Many applications are arriving just now. Nothing was received: try again in a moment.")]
    Busy,
    /// 401.
    #[error("Sign in, then send the application again.")]
    SignIn {
        /// What `WWW-Authenticate` has to say.
        challenge: &'static str,
    },
    /// 403: it may be another site's doing.
    #[error("This request did not come from a page that may send applications.")]
    Forged,
    /// 413.
    #[error("An application can be up to {} KiB.", limit / 1024)]
    TooLarge {
        /// Most bytes taken.
        limit: usize,
    },
    /// 415.
    #[error("Send the application as application/json.")]
    MediaType,
    /// 422: JSON, but not an envelope. Says where, never what: the words at fault may be about a student.
    #[error(
        "The body is not an application in format {FORMAT}: see line {line}, column {column}, and /openapi.json."
    )]
    Shape {
        /// Line from 1.
        line: usize,
        /// Column from 1.
        column: usize,
    },
    /// 422: a sealed application of another version.
    #[error(
        "This endpoint takes sealed applications in format {SEALED_FORMAT} and this one is in format {0}."
    )]
    SealedFormat(u32),
    /// 422: sealed to a key that is not, or no longer, here.
    #[error(
        "The application was encrypted for a key that the council does not use any more. Reload the page and send it again."
    )]
    UnknownSealKey,
    /// 422: it does not open.
    #[error(
        "The encrypted application cannot be opened: it may have changed on the way. Nothing was received: send it again."
    )]
    Closed,
    /// 422: what stands outside is not what stands inside.
    #[error("The encrypted application is not the one that its cover names. Send it again.")]
    SealedDiffers,
    /// 422: in the clear, where that is not taken.
    #[error(
        "This endpoint takes encrypted applications only. Reload the page and send the application again."
    )]
    Unsealed,
    /// 422: an envelope of another version.
    #[error("This endpoint takes format {FORMAT} and the application is in format {0}.")]
    Format(u32),
    /// 422: the application's id.
    #[error("The application's id must be 32 lower-case hexadecimal digits.")]
    ApplicationId,
    /// 422: the answers are not those the sender digested.
    #[error(
        "The answers do not match their digest, so they may have changed on the way. Send the application again."
    )]
    Digest,
    /// 422: another form.
    #[error("This endpoint does not take this form. Reload the page and check your answers.")]
    Form,
    /// 422: an edition that is not published here.
    #[error(
        "This endpoint does not know the edition of the programme. Reload the page and check your answers."
    )]
    Edition,
    /// 422: not a date.
    #[error("The stated date must be a date as YYYY-MM-DD.")]
    StatedDate,
    /// 422: answers at fault.
    #[error("Some answers need to be put right before the application can be taken in.")]
    Answers(Vec<AnswerProblem>),
    /// 409: the key came with another body before.
    #[error("This Idempotency-Key was used for another application.")]
    KeyReused,
    /// 409: the application came with other answers before.
    #[error(
        "This application was received before with other answers. To change it, send an amendment or speak to CAP."
    )]
    ApplicationDiffers,
    /// 409: the application came with answers that the amendment does not replace.
    #[error(
        "This application was changed from somewhere else since. Look at what was received, or speak to CAP, before changing it again."
    )]
    AmendsOther,
    /// 422: an amendment of nothing, or of too much.
    #[error("An amendment names 1 to {MOST_AMENDED} versions that it replaces, each by its digest.")]
    Amends,
    /// 404.
    #[error("There is no application with this reference.")]
    NoSuchReference,
    /// 503 where it may pass, else 500.
    #[error("The application could not be kept. Nothing was received: try again later.")]
    Store(#[from] StoreError),
    /// 500: the program broke off in the middle.
    #[error("Something went wrong at the endpoint. Try again: an application is never taken in twice.")]
    Internal,
}

impl Refusal {
    /// Its status, its name in `urn:cap:problem:…`, and what it is in words.
    fn kind(&self) -> (StatusCode, &'static str, &'static str) {
        use StatusCode as S;
        match self {
            Self::IdempotencyKey => (S::BAD_REQUEST, "idempotency-key", "No usable Idempotency-Key"),
            Self::Broken => (S::BAD_REQUEST, "broken-body", "The body broke off"),
            Self::Syntax { .. } => (S::BAD_REQUEST, "not-json", "Not JSON"),
            Self::TooSlow => (S::REQUEST_TIMEOUT, "too-slow", "Too slow"),
            Self::TooOften { .. } => (S::TOO_MANY_REQUESTS, "too-often", "Too many requests"),
            Self::Busy => (S::SERVICE_UNAVAILABLE, "busy", "Busy just now"),
            Self::SignIn { .. } => (S::UNAUTHORIZED, "sign-in", "Sign in first"),
            Self::Forged => (S::FORBIDDEN, "forged", "Not from an allowed page"),
            Self::TooLarge { .. } => (S::PAYLOAD_TOO_LARGE, "too-large", "Too large"),
            Self::MediaType => (S::UNSUPPORTED_MEDIA_TYPE, "media-type", "Not application/json"),
            Self::Shape { .. } => (
                S::UNPROCESSABLE_ENTITY,
                "not-an-application",
                "Not an application",
            ),
            Self::SealedFormat(_) => (
                S::UNPROCESSABLE_ENTITY,
                "unknown-sealed-format",
                "Unknown sealed format",
            ),
            Self::UnknownSealKey => (
                S::UNPROCESSABLE_ENTITY,
                "unknown-seal-key",
                "Sealed to another key",
            ),
            Self::Closed => (S::UNPROCESSABLE_ENTITY, "does-not-open", "It does not open"),
            Self::SealedDiffers => (
                S::UNPROCESSABLE_ENTITY,
                "sealed-differs",
                "Not what its cover names",
            ),
            Self::Unsealed => (S::UNPROCESSABLE_ENTITY, "not-sealed", "Not sealed"),
            Self::Format(_) => (S::UNPROCESSABLE_ENTITY, "unknown-format", "Unknown format"),
            Self::ApplicationId => (S::UNPROCESSABLE_ENTITY, "application-id", "Not an application id"),
            Self::Digest => (S::UNPROCESSABLE_ENTITY, "digest", "The digest does not match"),
            Self::Form => (S::UNPROCESSABLE_ENTITY, "unknown-form", "Unknown form"),
            Self::Edition => (S::UNPROCESSABLE_ENTITY, "unknown-edition", "Unknown edition"),
            Self::StatedDate => (S::UNPROCESSABLE_ENTITY, "stated-date", "Not a date"),
            Self::Answers(_) => (
                S::UNPROCESSABLE_ENTITY,
                "invalid-application",
                "Answers need attention",
            ),
            Self::KeyReused => (S::CONFLICT, "key-reused", "The key was used before"),
            Self::ApplicationDiffers => (
                S::CONFLICT,
                "application-differs",
                "Received before with other answers",
            ),
            Self::AmendsOther => (S::CONFLICT, "amends-other-version", "Changed since"),
            Self::Amends => (S::UNPROCESSABLE_ENTITY, "amends", "Not an amendment"),
            Self::NoSuchReference => (S::NOT_FOUND, "no-such-reference", "No such application"),
            Self::Store(error) if error.passes() => {
                (S::SERVICE_UNAVAILABLE, "try-later", "Not available just now")
            }
            Self::Store(_) | Self::Internal => (S::INTERNAL_SERVER_ERROR, "internal", "Something went wrong"),
        }
    }
}

/// Name of a problem, carried by its response to where it is logged.
#[derive(Clone, Copy, Debug)]
pub struct Kind(pub &'static str);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, name, title) = self.kind();
        let (retry_after, challenge) = (self.retry_after(), self.challenge());
        if let Self::Store(error) = &self {
            tracing::error!(%error, "the store failed");
        }
        let detail = Some(self.to_string());
        let errors = if let Self::Answers(errors) = self {
            errors
        } else {
            Vec::new()
        };
        let mut response = respond(status, format!("urn:cap:problem:{name}"), title, detail, errors);
        response.extensions_mut().insert(Kind(name));
        let headers = response.headers_mut();
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if let Some(challenge) = challenge {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        response
    }
}

impl Refusal {
    /// Seconds to wait, where waiting helps.
    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooOften { seconds } => Some(*seconds),
            Self::Busy => Some(1),
            Self::Store(error) if error.passes() => Some(RETRY_AFTER),
            _ => None,
        }
    }

    fn challenge(&self) -> Option<&'static str> {
        match self {
            Self::SignIn { challenge } => Some(challenge),
            _ => None,
        }
    }
}

fn respond(
    status: StatusCode,
    kind: String,
    title: &str,
    detail: Option<String>,
    errors: Vec<AnswerProblem>,
) -> Response {
    let problem = Problem {
        kind,
        title: title.to_owned(),
        status: status.as_u16(),
        detail,
        errors,
    };
    let mut response = (status, Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Gives every error that is not a problem yet (no route, wrong method, a file that is not there, a time-out) the
/// form of one, so that a client reads errors one way.
pub async fn every_error(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error
        || response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|value| value == MEDIA_TYPE)
    {
        return response;
    }
    let title = status.canonical_reason().unwrap_or("Error");
    let mut problem = respond(status, "about:blank".to_owned(), title, None, Vec::new());
    *problem.extensions_mut() = response.extensions().clone();
    for name in [header::ALLOW, header::CONTENT_RANGE, header::RETRY_AFTER] {
        if let Some(value) = response.headers().get(&name) {
            problem.headers_mut().insert(name, value.clone());
        }
    }
    problem
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    fn check(code: i32, status: u16, retry_after: Option<&str>) {
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        let response = Refusal::Store(StoreError::Sqlite(error)).into_response();
        assert_eq!(response.status().as_u16(), status, "SQLite code {code}");
        let header = response
            .headers()
            .get(header::RETRY_AFTER)
            .map(|value| value.to_str().unwrap());
        assert_eq!(header, retry_after, "SQLite code {code}");
    }

    #[test]
    fn a_store_that_may_recover_says_when_to_try_again() {
        check(ffi::SQLITE_BUSY, 503, Some("10"));
        check(ffi::SQLITE_FULL, 503, Some("10"));
        check(ffi::SQLITE_IOERR, 503, Some("10"));
        check(ffi::SQLITE_CORRUPT, 500, None);
        check(ffi::SQLITE_CONSTRAINT, 500, None);
    }
}
