//! What an endpoint may be told, beside where its folders are.

use axum::http::Uri;

use crate::limits::Limits;
use crate::sign_in::SignIn;

/// How an endpoint serves. The default is that of the demonstration: everybody may send, from its own pages only.
#[derive(Clone, Default)]
pub struct Config {
    /// How much one client may ask for.
    pub limits: Limits,
    /// Origins of other hosts whose pages may send applications.
    pub allow_origin: Vec<Origin>,
    /// Origins of other hosts whose pages may hold this one in a frame.
    pub frame_ancestor: Vec<Origin>,
    /// Whether a proxy of the council's own stands before it and writes `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Who may send.
    pub sign_in: SignIn,
    /// Whether only sealed applications are taken.
    pub require_sealed: bool,
    /// Whether faults can be asked for: tests only.
    pub faults: bool,
}

/// An origin: scheme, host and port, as a browser writes it in the header of that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// As in the header.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The origin of an absolute address; `None` where it is relative.
    pub fn of(address: &str) -> Option<Self> {
        let uri: Uri = address.parse().ok()?;
        let scheme = uri
            .scheme_str()
            .filter(|scheme| matches!(*scheme, "http" | "https"))?;
        let authority = uri.authority()?.as_str().to_ascii_lowercase();
        if authority.contains('@') {
            return None;
        }
        let usual = if scheme == "https" { ":443" } else { ":80" };
        let authority = authority.strip_suffix(usual).unwrap_or(&authority);
        Some(Self(format!("{scheme}://{authority}")))
    }
}

impl std::str::FromStr for Origin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::of(text).filter(|origin| origin.0 == text).ok_or_else(|| {
            format!("{text} is not an origin; write it like https://www.example.org, without a path")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_browsers_write_it() {
        let check = |text: &str, right: bool| {
            assert_eq!(text.parse::<Origin>().is_ok(), right, "{text}");
        };
        check("https://www.example.org", true);
        check("http://127.0.0.1:8080", true);
        check("http://[::1]:8080", true);
        for text in [
            "",
            "*",
            "null",
            "www.example.org",
            "https://www.example.org/",
            "https://Example.org",
            "https://www.example.org:443",
            "https://a@b.example",
            "ftp://example.org",
            "https://a.example; script-src *",
        ] {
            check(text, false);
        }
        let of = |address: &str| Origin::of(address).map(|origin| origin.0);
        assert_eq!(of("applications"), None);
        assert_eq!(
            of("https://cap.example.org:8443/api/applications").as_deref(),
            Some("https://cap.example.org:8443")
        );
    }
}
