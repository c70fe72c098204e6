//! Bearer tokens (RFC 6750). The file has their SHA-256 and never a token, so that reading it lets nobody in.

use std::path::Path;

use axum::http::{HeaderMap, header};
use sha2::{Digest, Sha256};
use subtle::{Choice, ConstantTimeEq};

use super::{Denied, SignInError};

/// Tokens that are let in.
#[derive(Clone)]
pub struct Tokens(Vec<[u8; 32]>);

const MISSING: Denied = Denied::Unknown("Bearer realm=\"cap\"");
const INVALID: Denied = Denied::Unknown("Bearer realm=\"cap\", error=\"invalid_token\"");

impl Tokens {
    /// Reads a file with the SHA-256 of a token at the start of each line, in hexadecimal, as `sha256sum` writes it. What
    /// follows it is a note; empty lines, and lines that start with `#`, are passed over.
    ///
    /// # Errors
    /// The file cannot be read, has a line that is none of these, or has no token.
    pub fn open(path: &Path) -> Result<Self, SignInError> {
        let text = super::read(path)?;
        let wrong = |problem| SignInError::Content {
            path: path.to_owned(),
            problem,
        };
        Self::parse(&String::from_utf8_lossy(&text)).map_err(wrong)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let mut tokens = Vec::new();
        for (line, number) in text.lines().zip(1..) {
            let Some(first) = line
                .split_whitespace()
                .next()
                .filter(|word| !word.starts_with('#'))
            else {
                continue;
            };
            tokens.push(digest(first).ok_or(format!("line {number} does not start with a SHA-256"))?);
        }
        match tokens.is_empty() {
            true => Err("there is no token in it, so nobody could send anything".to_owned()),
            false => Ok(Self(tokens)),
        }
    }

    /// Every token is compared, and all of each, so that the time it takes says nothing.
    pub(super) fn check(&self, headers: &HeaderMap) -> Result<(), Denied> {
        let mut given = headers.get_all(header::AUTHORIZATION).iter();
        let (Some(given), None) = (given.next(), given.next()) else {
            return Err(MISSING);
        };
        let (scheme, token) = given
            .to_str()
            .ok()
            .and_then(|text| text.split_once(' '))
            .ok_or(MISSING)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(MISSING);
        }
        let given = Sha256::digest(token.trim().as_bytes());
        let found = self.0.iter().fold(Choice::from(0), |found, known| {
            found | known.as_slice().ct_eq(&given)
        });
        if bool::from(found) { Ok(()) } else { Err(INVALID) }
    }
}

fn digest(hex: &str) -> Option<[u8; 32]> {
    if hex.len() != 64 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    // printf token-of-a-school | sha256sum
    const SCHOOL: &str = "209ef710a064b34e94c58e7b2a390ff80f2cd77fa14594b05bc6ab5bee918d16";

    fn sha256(token: &str) -> String {
        Sha256::digest(token)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    #[test]
    fn a_token_in_the_file_is_let_in_and_no_other() {
        let file = format!(
            "# tokens\n\n{}  a school\n{}\n",
            sha256("token-one"),
            sha256("token-two").to_uppercase()
        );
        let tokens = Tokens::parse(&file).unwrap();
        let check = |values: &[&str], expect| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(header::AUTHORIZATION, value.parse().unwrap());
            }
            assert_eq!(tokens.check(&headers), expect, "{values:?}");
        };
        check(&["Bearer token-one"], Ok(()));
        check(&["bearer token-two"], Ok(()));
        check(&[], Err(MISSING));
        check(&["Basic dG9rZW4="], Err(MISSING));
        check(&["Bearer"], Err(MISSING));
        check(&["Bearer token-one", "Bearer token-one"], Err(MISSING));
        for wrong in ["Bearer ", "Bearer token", "Bearer token-ones", "Bearer Token-one"] {
            check(&[wrong], Err(INVALID));
        }
        // What the file says is no token.
        check(&[&format!("Bearer {}", sha256("token-one"))], Err(INVALID));
    }

    #[test]
    fn a_file_that_is_not_all_digests_is_refused() {
        assert!(Tokens::parse(&format!("{SCHOOL}  a school\n")).is_ok());
        for text in [
            "",
            "# none\n",
            "token-one\n",
            &SCHOOL[1..],
            &format!("{SCHOOL}0"),
            &"é".repeat(32),
        ] {
            assert!(Tokens::parse(text).is_err(), "{text}");
        }
    }
}
