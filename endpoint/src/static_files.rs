//! The built app's files.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use tower_http::services::ServeDir;

/// Where that lies.
const EXAMPLE: &str = "/example-council-page/";

#[derive(Clone)]
struct Files {
    folder: ServeDir,
    policy: HeaderValue,
    /// Of the example of a page that holds the form in a frame.
    framing: HeaderValue,
    settings: PathBuf,
    key: String,
}

/// Serves the files of a folder, compressed ones where the browser takes them. Settings that name no `receipt_keys` are
/// served with this public key, so that a page beside its endpoint verifies receipts without anything to set up.
pub fn files(app: &Path, key: String, policy: HeaderValue) -> Router {
    let folder = ServeDir::new(app).precompressed_br();
    let framing = [policy.as_bytes(), b"; frame-src 'self'"].concat();
    Router::new().fallback(file).with_state(Files {
        folder,
        framing: HeaderValue::from_bytes(&framing).unwrap_or(policy.clone()),
        policy,
        settings: app.join("settings.json"),
        key,
    })
}

async fn file(State(mut files): State<Files>, request: Request) -> Response {
    let is_get = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_get && request.uri().path() == "/settings.json" {
        // Read each time: it is small, and after a change no new start is needed.
        if let Some(settings) = with_key(&files.settings, &files.key).await {
            let answer = ([(header::CONTENT_TYPE, "application/json")], settings).into_response();
            return finish(answer, files.policy, false);
        }
    }
    let immutable = is_hashed(request.uri().path());
    let policy = match request.uri().path().starts_with(EXAMPLE) {
        true => files.framing,
        false => files.policy,
    };
    let response = match files.folder.try_call(request).await {
        Ok(response) => response.into_response(),
        Err(error) => return failed(&error).into_response(),
    };
    if response.status().is_client_error() || response.status().is_server_error() {
        return response;
    }
    finish(response, policy, immutable)
}

/// The settings with the key in them; `None` where they name keys, or cannot be read.
async fn with_key(path: &Path, key: &str) -> Option<String> {
    let text = tokio::fs::read_to_string(path).await.ok()?;
    let mut settings: Map<String, Value> = serde_json::from_str(&text).ok()?;
    let names_none = settings
        .get("receipt_keys")
        .is_none_or(|keys| keys.as_array().is_some_and(Vec::is_empty));
    names_none.then(|| {
        settings.insert("receipt_keys".to_owned(), json!([key]));
        format!("{:#}\n", Value::Object(settings))
    })
}

/// A "not modified" sets the policy too: a browser takes it over for the copy it has.
fn finish(mut response: Response, policy: HeaderValue, immutable: bool) -> Response {
    let cache = if immutable {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

fn failed(error: &io::Error) -> StatusCode {
    use ErrorKind::{InvalidFilename, NotADirectory, NotFound, PermissionDenied};
    match error.kind() {
        NotFound | NotADirectory | PermissionDenied | InvalidFilename => StatusCode::NOT_FOUND,
        kind => {
            // The kind alone: the error may quote the address.
            tracing::error!(%kind, "a file of the app cannot be read");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

/// Whether the file's name has a hash of its content, 16 hexadecimal digits as Trunk writes them: then it never
/// changes.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split(|letter: char| !letter.is_ascii_alphanumeric())
        .any(|part| part.len() == 16 && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')))
}

#[cfg(test)]
mod tests {
    use super::is_hashed;

    fn check(path: &str, expected: bool) {
        assert_eq!(is_hashed(path), expected, "{path}");
    }

    #[test]
    fn only_names_with_a_hash_of_sixteen_digits_are_kept_for_ever() {
        check("/cap-0123456789abcdef.js", true);
        check("/cap-0123456789abcdef_bg.wasm", true);
        check("/style/main-fedcba9876543210.css", true);
        check("/index.html", false);
        check("/", false);
        check("/form/application.json", false);
        check("/cap-0123456789abcde.js", false);
        check("/cap-0123456789abcdef0.js", false);
        check("/0123456789abcdef/sw.js", false);
    }
}
