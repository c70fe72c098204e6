//! The audit log: a line of JSON for each decision on an application, in a file of its own. It says what was decided
//! about which application and when, and nothing about a student, nor who sent it from where.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use axum::extract::Request;
use axum::http::Method;
use axum::response::Response;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use crate::problem::Kind;

/// Name of the log in the data folder.
pub const FILE: &str = "audit.jsonl";

/// What was decided, for the log and the counters; travels with the response to where both are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// `received`, `amended`, `again` or `refused`.
    pub decision: &'static str,
    /// The council's reference, where it was taken in.
    pub reference: Option<String>,
    /// SHA-256 of the application's id, where the body had one.
    pub application_sha256: Option<String>,
}

impl Decision {
    /// A refusal before the application was known.
    pub const REFUSED: Self = Self {
        decision: "refused",
        reference: None,
        application_sha256: None,
    };
}

#[derive(Serialize)]
struct Line<'a> {
    at: String,
    decision: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    application_sha256: Option<&'a str>,
    status: u16,
}

/// The open file.
pub struct Audit(Mutex<File>);

impl Audit {
    /// Opens the log in a folder to write behind what it has.
    ///
    /// # Errors
    /// It cannot be opened or made.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Self(Mutex::new(options.open(folder.join(FILE))?)))
    }

    /// Writes a decision. A log that cannot be written is told in the other log and holds nothing up: what was decided is
    /// in the database.
    pub fn write(&self, at: DateTime<Utc>, decision: &Decision, response: &Response) {
        let line = Line {
            at: at.to_rfc3339_opts(SecondsFormat::Millis, true),
            decision: decision.decision,
            reference: decision.reference.as_deref(),
            problem: response.extensions().get::<Kind>().map(|Kind(name)| *name),
            application_sha256: decision.application_sha256.as_deref(),
            status: response.status().as_u16(),
        };
        let written = serde_json::to_string(&line)
            .map_err(io::Error::from)
            .and_then(|line| {
                // One write a line, so that no two are mixed, whoever else appends.
                let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
                file.write_all(format!("{line}\n").as_bytes())
            });
        if let Err(error) = written {
            tracing::error!(kind = %error.kind(), "the audit log cannot be written");
        }
    }
}

/// Whether a request asks for a decision on an application.
pub fn is_decision(request: &Request) -> bool {
    request.method() == Method::POST && request.uri().path() == "/applications"
}

/// The decision that a response carries; a refusal where it carries none.
pub fn decision(response: &Response) -> Decision {
    response.extensions().get().cloned().unwrap_or(Decision::REFUSED)
}
