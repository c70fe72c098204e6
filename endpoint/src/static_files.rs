//! The built app's files.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeDir;

use crate::policy::content_security_policy;

#[derive(Clone)]
struct Files {
    folder: ServeDir,
    index: PathBuf,
}

/// Serves the files of a folder, compressed ones where the browser takes them.
pub fn files(app: &Path) -> Router {
    let folder = ServeDir::new(app).precompressed_br();
    Router::new().fallback(file).with_state(Files {
        folder,
        index: app.join("index.html"),
    })
}

async fn file(State(mut files): State<Files>, request: Request) -> Response {
    let immutable = is_hashed(request.uri().path());
    let mut response = match files.folder.try_call(request).await {
        Ok(response) => response.into_response(),
        Err(error) => return failed(&error).into_response(),
    };
    if response.status().is_client_error() || response.status().is_server_error() {
        return response;
    }
    // Read each time: it is small, and after a rebuild no new start is needed.
    let is_page = is_page(&response);
    let html = if is_page {
        tokio::fs::read_to_string(&files.index).await
    } else {
        Ok(String::new())
    };
    let policy = content_security_policy(&html.unwrap_or_default());
    let cache = if immutable {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
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

/// Whether the answer sets the policy of a page. A "not modified" has no type, and a browser then takes over its
/// policy for the copy it has, so it has to be the whole one.
fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    response.status() == StatusCode::NOT_MODIFIED
        || kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
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
