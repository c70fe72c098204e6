//! Who may send applications and fetch receipts: everybody, holders of a token, or people whom the council's own site
//! has signed in. How to set them up is in `docs/endpoint.md`.

mod bearer;
mod session;

use axum::http::{HeaderMap, Method};
use chrono::{DateTime, Utc};

pub use self::bearer::Tokens;
pub use self::session::{COOKIE, Sessions};
use crate::config::Origin;

/// The way people sign in.
#[derive(Clone, Default)]
pub enum SignIn {
    /// They do not.
    #[default]
    None,
    /// A token in every request (RFC 6750).
    Bearer(Tokens),
    /// A cookie, or header, that the council's site made.
    Session(Sessions),
}

/// Why a request is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Nobody is signed in; what `WWW-Authenticate` has to say.
    Unknown(&'static str),
    /// Somebody is, but the request may be another site's doing.
    Forged,
}

/// Why `--sign-in` cannot be set up. Nothing of the file is repeated.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// The file cannot be read.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: std::path::PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The file holds something else.
    #[error("{}: {problem}", path.display())]
    Content {
        /// Which.
        path: std::path::PathBuf,
        /// What is wrong.
        problem: String,
    },
}

/// A request as far as it matters here.
pub struct Asking<'a> {
    /// What it wants to do.
    pub method: &'a Method,
    /// Its headers.
    pub headers: &'a HeaderMap,
    /// Origins of other hosts that are trusted.
    pub allowed: &'a [Origin],
    /// The time.
    pub now: DateTime<Utc>,
}

impl SignIn {
    /// Lets a request in.
    ///
    /// # Errors
    /// Or does not.
    pub fn check(&self, asking: &Asking<'_>) -> Result<(), Denied> {
        match self {
            Self::None => Ok(()),
            Self::Bearer(tokens) => tokens.check(asking.headers),
            Self::Session(sessions) => sessions.check(asking),
        }
    }
}

fn read(path: &std::path::Path) -> Result<Vec<u8>, SignInError> {
    std::fs::read(path).map_err(|error| SignInError::File {
        path: path.to_owned(),
        error,
    })
}
