//! What a browser may do with an answer: content security policy and its companions.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use cap_application::settings::Settings;

use crate::config::Origin;

/// Headers of every answer.
pub const ALWAYS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (APART, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Policy of an answer that is not one of the app's files: it may do nothing and stand in no frame.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// The one page that has to know who opened it, beside the app's others: a form in a frame goes on there.
pub const OPENED: &str = "carry.html";

/// What would cut that page off from who opened it, so that it alone goes without.
pub const APART: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// Sets the headers of every answer; a policy that is there already stays.
pub async fn headers(request: Request, next: Next) -> Response {
    let opened = request.uri().path().strip_prefix('/') == Some(OPENED);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if opened {
        headers.remove(APART);
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(NOTHING));
    response
}

/// Origins that may hold the app in a frame beside its own: those of the settings, and more.
pub fn ancestors(settings: &Settings, more: &[Origin]) -> Vec<Origin> {
    // Those of the settings were checked when they were read.
    let named = settings
        .frame_ancestors
        .iter()
        .filter_map(|origin| origin.parse().ok());
    named.chain(more.iter().cloned()).collect()
}

/// The policy of the app's files: no script, style or frame that stands in a page, WebAssembly but no `eval`, requests to
/// this origin and the endpoint's only. Files other than pages need it too: a worker takes the policy of its own script.
///
/// `endpoint` is that of the settings, and `ancestors` are the origins that may hold the page in a frame beside its own.
pub fn of_app(endpoint: &str, ancestors: &[Origin]) -> HeaderValue {
    let connect = Origin::of(endpoint).map(|origin| format!(" {}", origin.as_str()));
    let ancestors: String = ancestors
        .iter()
        .map(|origin| format!(" {}", origin.as_str()))
        .collect();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'{}; manifest-src 'self'; worker-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'self'{ancestors}",
        connect.unwrap_or_default()
    );
    // An origin has no letter that a header cannot hold.
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static(NOTHING))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(endpoint: &str, ancestors: &[&str], directive: &str) {
        let ancestors: Vec<Origin> = ancestors.iter().map(|text| text.parse().unwrap()).collect();
        let policy = of_app(endpoint, &ancestors);
        let policy = policy.to_str().unwrap();
        assert!(
            policy.split("; ").any(|found| found == directive),
            "{directive}: {policy}"
        );
    }

    #[test]
    fn the_policy_allows_the_app_its_endpoint_and_its_frames_and_nothing_more() {
        check("applications", &[], "script-src 'self' 'wasm-unsafe-eval'");
        check("applications", &[], "connect-src 'self'");
        check("applications", &[], "worker-src 'self'");
        check("applications", &[], "frame-ancestors 'self'");
        check(
            "https://cap.example.org/api/applications",
            &[],
            "connect-src 'self' https://cap.example.org",
        );
        check(
            "applications",
            &["https://www.example.org", "http://127.0.0.1:8001"],
            "frame-ancestors 'self' https://www.example.org http://127.0.0.1:8001",
        );
        check("javascript:alert(1)", &[], "connect-src 'self'");
    }
}
