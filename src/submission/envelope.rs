//! The wire format, version 1: one application in an envelope, and the receipt for it.

use crate::sorted::Map;

use serde::{Deserialize, Serialize};

pub use crate::form::value::WireAnswer;

/// The only version of the envelope this program writes and reads.
pub const FORMAT: u32 = 1;

/// The body of `POST /applications`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// Version of this format; see [`FORMAT`].
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))]
    pub format: u32,
    /// Random id of the application, 32 lower-case hexadecimal digits; the same in every attempt.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{32}$")))]
    pub application: String,
    /// Id of the form answered.
    pub form: String,
    /// Version of that form's content.
    pub form_version: String,
    /// Edition of the programme whose rules were shown: `2025-26`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}$")))]
    pub edition: String,
    /// Provision applied for.
    pub provision: String,
    /// The date on which the rules were measured, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")))]
    pub stated_date: String,
    /// The relevant answers by question id, in canonical form.
    pub answers: Map<WireAnswer>,
    /// How each requirement of the provision stood when it was sent: requirement id to `met`, `unmet`, `unknown` or
    /// `not_applicable`.
    pub requirements: Map<String>,
    /// SHA-256 of the answers, lower-case hexadecimal; see [`digest`](super::digest).
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub digest: String,
}

/// The body of `POST /applications` where it takes the place of what may have been received before: an edit after a
/// send whose answer never came, or after a receipt. The application keeps its id and its reference.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// Version of this format; see [`FORMAT`].
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))]
    pub format: u32,
    /// Digests of the versions that this one replaces: of every one that may have arrived, at least one and at most
    /// [`MOST_AMENDED`]. It is accepted where the council holds one of them, or nothing of the application at all.
    #[cfg_attr(
        feature = "schema",
        schemars(length(min = 1, max = 16), inner(regex(pattern = "^[0-9a-f]{64}$")))
    )]
    pub amends: Vec<String>,
    /// The whole application as it is now, under the same id.
    pub envelope: Envelope,
}

/// Most versions that an amendment may name.
pub const MOST_AMENDED: usize = 16;

/// The answer to an accepted application, and to `GET /applications/{reference}/receipt`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The council's reference: `CAP-` and eight characters that cannot be misread.
    pub reference: String,
    /// Digest of the answers received.
    pub digest: String,
    /// When it was received, RFC 3339 in UTC.
    pub received: String,
    /// The endpoint's signature over the application's id and the lines above, `ed25519:KEY:SIGNATURE`: KEY names the
    /// public key by the first 8 bytes of its SHA-256 in hexadecimal, SIGNATURE is Ed25519's (RFC 8032) in base64url.
    /// See [`signed_text`](super::signed_text). Absent from an endpoint that does not sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

/// A refusal in the manner of RFC 9457, `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// A URI that names the kind of problem: `urn:cap:problem:invalid-application`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The answers at fault, where there are any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<AnswerProblem>,
}

/// One answer at fault.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnswerProblem {
    /// Question id.
    pub question: String,
    /// Position of the item in its group, counted from 0, where the question is in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<usize>,
    /// Code of the violation.
    pub code: String,
    /// What to do, in words.
    pub message: String,
}
