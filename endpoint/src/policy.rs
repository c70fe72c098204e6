//! What a browser may do with an answer: content security policy and its companions.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

/// Headers of every answer.
const ALWAYS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Policy of an answer that is not one of the app's files: it may do nothing and stand in no frame.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// Sets the headers of every answer; a policy that is there already stays.
pub async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(NOTHING));
    response
}

/// The policy of the app's files. Scripts come from this origin or are the ones written into `html`, and requests
/// go to this origin only. Files other than pages need it too: a worker takes the policy of its own script.
pub fn content_security_policy(html: &str) -> String {
    let inline: String = inline_scripts(html)
        .map(|script| format!(" 'sha256-{}'", hash(script)))
        .collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{inline}; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
}

fn hash(script: &str) -> String {
    // A browser reads CR LF as LF before it hashes.
    BASE64_STANDARD.encode(Sha256::digest(script.replace("\r\n", "\n").replace('\r', "\n")))
}

/// The text of every script that stands in the page itself.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    // Only ASCII letters change, so that positions stay the same.
    let lower = html.to_ascii_lowercase();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let tag = from + lower.get(from..)?.find("<script")?;
            let start = tag + lower.get(tag..)?.find('>')? + 1;
            let end = start + lower.get(start..)?.find("</script")?;
            from = end;
            let attributes = lower.get(tag + "<script".len()..start)?;
            let external = attributes
                .split_ascii_whitespace()
                .any(|attribute| attribute.starts_with("src="));
            if !external {
                return html.get(start..end);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[&str]) {
        assert_eq!(inline_scripts(html).collect::<Vec<_>>(), expected, "{html}");
    }

    #[test]
    fn inline_scripts_are_found_and_external_ones_are_not() {
        check("<p>No script</p>", &[]);
        check("<script>one()</script>", &["one()"]);
        check(
            "<SCRIPT type=\"module\">\n two('<p>') \n</SCRIPT >",
            &["\n two('<p>') \n"],
        );
        check("<script src=\"/a.js\"></script><script>é()</script>", &["é()"]);
        check(
            "<script defer src=a.js></script><script>a</script><script>b</script>",
            &["a", "b"],
        );
        check("<script>never closed", &[]);
    }

    #[test]
    fn the_policy_allows_an_inline_script_by_its_hash() {
        // printf 'one()' | openssl dgst -sha256 -binary | base64
        let policy = content_security_policy("<script>one()</script>");
        assert!(
            policy.contains(
                "script-src 'self' 'wasm-unsafe-eval' 'sha256-HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4='; "
            ),
            "{policy}"
        );
        let (unix, dos) = ("<script>\n1\n</script>", "<script>\r\n1\r\n</script>");
        assert_eq!(content_security_policy(unix), content_security_policy(dos));
    }
}
