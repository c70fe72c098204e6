//! From an HTTP request to an envelope: everything about an application that needs no rule of the form.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use cap_application::submission::digest;
use cap_application::submission::envelope::{Amendment, Envelope, FORMAT, MOST_AMENDED};
use cap_application::submission::sealed::{self, SealedApplication};
use chrono::NaiveDate;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;

use crate::problem::Refusal;
use crate::rules::Rules;

/// Most bytes of a body: the longest answers to every question come to a fraction of it.
pub const BODY_LIMIT: usize = 1024 * 1024;

/// The `Idempotency-Key` of a request.
///
/// # Errors
/// There is not exactly one, or it is not 16 to 128 visible ASCII characters.
pub fn idempotency_key(headers: &HeaderMap) -> Result<String, Refusal> {
    let mut keys = headers.get_all("idempotency-key").iter();
    let (Some(key), None) = (keys.next(), keys.next()) else {
        return Err(Refusal::IdempotencyKey);
    };
    match key.to_str() {
        Ok(key) if (16..=128).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()) => {
            Ok(key.to_owned())
        }
        _ => Err(Refusal::IdempotencyKey),
    }
}

/// Refuses a body by what the head says of it, before any of it is read.
///
/// # Errors
/// Another media type, or too many bytes.
pub fn head(headers: &HeaderMap) -> Result<(), Refusal> {
    let media_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/json") {
        return Err(Refusal::MediaType);
    }
    let announced: Option<u64> = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse().ok());
    match announced {
        Some(length) if length > BODY_LIMIT as u64 => Err(Refusal::TooLarge { limit: BODY_LIMIT }),
        _ => Ok(()),
    }
}

/// The body of a request, read within a time.
///
/// # Errors
/// Too many bytes, too slow, or a connection that broke.
pub async fn body(request: Request, slowest: Duration) -> Result<Bytes, Refusal> {
    tokio::time::timeout(slowest, Bytes::from_request(request, &()))
        .await
        .map_err(|_| Refusal::TooSlow)?
        .map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge { limit: BODY_LIMIT },
            _ => Refusal::Broken,
        })
}

/// An application that arrived.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrived {
    /// The application.
    pub envelope: Envelope,
    /// Digests of the versions that it replaces; none where it is no amendment.
    pub amends: Vec<String>,
}

/// The sealed application in a body; `None` where the body is anything else, for [`arrived`] to say what.
///
/// # Errors
/// It is sealed, and of another format or not in the shape of this one.
pub fn sealed(body: &[u8]) -> Result<Option<SealedApplication>, Refusal> {
    #[derive(serde::Deserialize)]
    struct Head {
        format: u32,
        sealed_to: Option<IgnoredAny>,
    }
    let Ok(Head {
        format,
        sealed_to: Some(_),
    }) = serde_json::from_slice(body)
    else {
        return Ok(None);
    };
    if format != sealed::FORMAT {
        return Err(Refusal::SealedFormat(format));
    }
    let sealed: SealedApplication = read(body)?;
    match is_hex(&sealed.application, 32) {
        true => Ok(Some(sealed)),
        false => Err(Refusal::ApplicationId),
    }
}

/// The application in a body, whole and untampered with.
///
/// # Errors
/// Not JSON, neither an envelope nor an amendment, of another format, or not what its digest says.
pub fn arrived(body: &[u8]) -> Result<Arrived, Refusal> {
    #[derive(serde::Deserialize)]
    struct Head {
        format: u32,
        amends: Option<IgnoredAny>,
    }
    // The version first: an envelope of a later format is told so, not that it has unknown fields.
    let Head { format, amends } = read(body)?;
    if format != FORMAT {
        return Err(Refusal::Format(format));
    }
    let arrived = if amends.is_some() {
        let Amendment { amends, envelope, .. } = read(body)?;
        let are_digests = amends.iter().all(|digest| is_hex(digest, 64));
        if !are_digests || !(1..=MOST_AMENDED).contains(&amends.len()) {
            return Err(Refusal::Amends);
        }
        Arrived { envelope, amends }
    } else {
        Arrived {
            envelope: read(body)?,
            amends: Vec::new(),
        }
    };
    whole(&arrived.envelope)?;
    Ok(arrived)
}

/// Whether what stands outside a seal is what stands inside.
pub fn belongs(sealed: &SealedApplication, envelope: &Envelope) -> bool {
    sealed.application == envelope.application && sealed.form_version == envelope.form_version
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| unreadable(&error))
}

fn whole(envelope: &Envelope) -> Result<(), Refusal> {
    // Within an amendment it has a format of its own.
    if envelope.format != FORMAT {
        return Err(Refusal::Format(envelope.format));
    }
    if !is_hex(&envelope.application, 32) {
        return Err(Refusal::ApplicationId);
    }
    if envelope.digest != digest(&envelope.answers) {
        return Err(Refusal::Digest);
    }
    Ok(())
}

/// Whether a text is so many lower-case hexadecimal digits.
pub(crate) fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn unreadable(error: &serde_json::Error) -> Refusal {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Data => Refusal::Shape { line, column },
        Category::Io | Category::Syntax | Category::Eof => Refusal::Syntax { line, column },
    }
}

/// Checks that the envelope is for a form and an edition published here. The version of the form's content may be
/// an earlier one, sent late by a device that was offline: the answers are judged by the form in force.
///
/// # Errors
/// Another form, an unknown edition, or a stated date that is not one.
pub fn published_here(envelope: &Envelope, rules: &Rules) -> Result<(), Refusal> {
    if envelope.form != rules.form.id {
        return Err(Refusal::Form);
    }
    if !rules
        .editions
        .iter()
        .any(|edition| edition.edition == envelope.edition)
    {
        return Err(Refusal::Edition);
    }
    match envelope.stated_date.parse::<NaiveDate>() {
        // Chrono also takes `2026-1-2`; the format does not.
        Ok(date) if date.to_string() == envelope.stated_date => Ok(()),
        _ => Err(Refusal::StatedDate),
    }
}
