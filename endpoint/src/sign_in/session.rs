//! Sessions of the council's own site. That site, or the proxy before both, signs people in by whatever means it has and
//! gives them a value that this endpoint can check without asking: when it ends, who it is for, and an HMAC over both.

use std::path::Path;

use axum::http::{HeaderMap, header};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use hmac::digest::InvalidLength;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::{Asking, Denied, SignInError};
use crate::config::Origin;

/// Name of the cookie.
pub const COOKIE: &str = "cap_session";

/// Name of the header that a proxy may send in its stead.
pub const HEADER: &str = "x-cap-session";

/// What every request that changes something carries and no form of another site can: the app sends it anyway.
pub const PROOF: &str = "idempotency-key";

/// The secret shared with the council's site.
#[derive(Clone)]
pub struct Sessions(Vec<u8>);

const UNKNOWN: Denied = Denied::Unknown("CAP-Session realm=\"cap\"");

impl Sessions {
    /// Reads the secret, white space around it left out.
    ///
    /// # Errors
    /// The file cannot be read, or has fewer than 32 bytes.
    pub fn open(path: &Path) -> Result<Self, SignInError> {
        let secret = super::read(path)?.trim_ascii().to_vec();
        if secret.len() < 32 {
            return Err(SignInError::Content {
                path: path.to_owned(),
                problem: "a secret needs at least 32 bytes; make one with: openssl rand -base64 48"
                    .to_owned(),
            });
        }
        Ok(Self(secret))
    }

    /// The value of a session for `subject` (letters, digits, `-` and `_`; an opaque id and no name) that ends at a time,
    /// in seconds since the Unix epoch.
    ///
    /// # Errors
    /// None with a key of any length, but the crate's signature has one.
    pub fn value(&self, ends: i64, subject: &str) -> Result<String, InvalidLength> {
        let mac = self.mac(ends, subject)?.finalize().into_bytes();
        Ok(format!("{ends}.{subject}.{}", BASE64_URL_SAFE_NO_PAD.encode(mac)))
    }

    fn mac(&self, ends: i64, subject: &str) -> Result<Hmac<Sha256>, InvalidLength> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0)?;
        mac.update(format!("cap-session-1\n{ends}\n{subject}\n").as_bytes());
        Ok(mac)
    }

    pub(super) fn check(&self, asking: &Asking<'_>) -> Result<(), Denied> {
        let value = given(asking.headers).ok_or(UNKNOWN)?;
        if !self.is_good(value, asking.now.timestamp()) {
            return Err(UNKNOWN);
        }
        // The browser adds the cookie, and a proxy its header, to requests of other sites too.
        if asking.method.is_safe() || is_own(asking) {
            Ok(())
        } else {
            Err(Denied::Forged)
        }
    }

    fn is_good(&self, value: &str, now: i64) -> bool {
        let parts: Vec<&str> = value.split('.').collect();
        let [ends, subject, mac] = parts.as_slice() else {
            return false;
        };
        let Ok(seconds) = ends.parse::<i64>() else {
            return false;
        };
        let is_opaque = !subject.is_empty()
            && subject
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let Ok(mac) = BASE64_URL_SAFE_NO_PAD.decode(mac) else {
            return false;
        };
        seconds > now
            && seconds.to_string() == *ends
            && is_opaque
            // In constant time.
            && self.mac(seconds, subject).is_ok_and(|ours| ours.verify_slice(&mac).is_ok())
    }
}

/// The header, else the one cookie of that name.
fn given(headers: &HeaderMap) -> Option<&str> {
    if let Some(value) = headers.get(HEADER) {
        return value.to_str().ok();
    }
    let mut cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(name, _)| *name == COOKIE);
    match (cookies.next(), cookies.next()) {
        (Some((_, value)), None) => Some(value),
        _ => None,
    }
}

/// Whether a request comes from a page of this host or of an allowed one: it names its origin, which a page cannot choose,
/// and carries a header that a form of another site cannot add without being asked about (CORS).
fn is_own(asking: &Asking<'_>) -> bool {
    let Some(origin) = asking
        .headers
        .get(header::ORIGIN)
        .and_then(|value| value.to_str().ok()?.parse::<Origin>().ok())
    else {
        return false;
    };
    let host = asking
        .headers
        .get(header::HOST)
        .and_then(|value| value.to_str().ok());
    let same = host.is_some_and(|host| {
        ["http", "https"]
            .iter()
            .any(|scheme| Origin::of(&format!("{scheme}://{host}")).as_ref() == Some(&origin))
    });
    asking.headers.contains_key(PROOF) && (same || asking.allowed.contains(&origin))
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
