//! The app's files and the headers of every answer.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::fs;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Reply, World, get, send};
use endpoint::config::Config;

/// Serves one file of the app and returns the answer.
async fn fetch(name: &str, content: &[u8], path: &str) -> Reply {
    let world = World::new();
    fs::write(world.app().join(name), content).unwrap();
    let reply = get(&world.start(), path).await;
    assert_eq!(
        (reply.status, reply.body.as_slice()),
        (StatusCode::OK, content),
        "{path}"
    );
    reply
}

async fn check(name: &str, media_type: &str, cache: &str) {
    let reply = fetch(name, b"content", &format!("/{name}")).await;
    assert_eq!(reply.header("content-type"), media_type, "{name}");
    assert_eq!(reply.header("cache-control"), cache, "{name}");
}

#[tokio::test]
async fn files_have_their_type_and_are_kept_for_ever_only_where_the_name_has_a_hash() {
    let for_ever = "public, max-age=31536000, immutable";
    check("cap-0123456789abcdef_bg.wasm", "application/wasm", for_ever).await;
    check("cap-0123456789abcdef.js", "text/javascript", for_ever).await;
    check("style-0123456789abcdef.css", "text/css", for_ever).await;
    check("index.html", "text/html", "no-cache").await;
    check("settings-copy.json", "application/json", "no-cache").await;
    check("service-worker.js", "text/javascript", "no-cache").await;
    check("icon.svg", "image/svg+xml", "no-cache").await;
    check("manifest.webmanifest", "application/manifest+json", "no-cache").await;
}

#[tokio::test]
async fn a_compressed_file_is_sent_to_a_browser_that_takes_it() {
    let world = World::new();
    let name = "cap-0123456789abcdef_bg.wasm";
    fs::write(world.app().join(name), "plain").unwrap();
    fs::write(world.app().join(format!("{name}.br")), "small").unwrap();
    let request = Request::get(format!("/{name}"))
        .header("accept-encoding", "gzip, br")
        .body(Body::empty());
    let reply = send(&world.start(), request.unwrap()).await;
    assert_eq!(reply.body, b"small");
    assert_eq!(reply.header("content-encoding"), "br");
    assert_eq!(reply.header("content-type"), "application/wasm");
    assert_eq!(reply.header("vary"), "accept-encoding");
}

#[tokio::test]
async fn no_page_may_run_a_script_that_stands_in_it() {
    let world = World::new();
    let router = world.start();
    let policy = |reply: &Reply| reply.header("content-security-policy").to_owned();
    let page = get(&router, "/").await;
    assert_eq!(page.header("cache-control"), "no-cache");
    let first = policy(&page);
    assert!(
        first.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';"),
        "{first}"
    );
    assert!(
        first.ends_with("base-uri 'none'; form-action 'none'; frame-ancestors 'self'"),
        "{first}"
    );
    for loose in [
        "unsafe-inline",
        "'unsafe-eval'",
        "sha256-",
        "nonce-",
        "*",
        "http:",
    ] {
        assert!(!first.contains(loose), "{loose}: {first}");
    }

    let since = Request::get("/")
        .header("if-modified-since", page.header("last-modified"))
        .body(Body::empty());
    let unchanged = send(&router, since.unwrap()).await;
    assert_eq!(
        (unchanged.status, policy(&unchanged)),
        (StatusCode::NOT_MODIFIED, first)
    );
}

#[tokio::test]
async fn a_host_that_was_named_may_hold_the_page_in_a_frame() {
    let config = Config {
        frame_ancestor: vec!["https://www.example.org".parse().unwrap()],
        ..Config::default()
    };
    let world = World::new();
    let router = world.start_with(config);
    let page = get(&router, "/").await;
    let policy = page.header("content-security-policy");
    assert!(
        policy.ends_with("frame-ancestors 'self' https://www.example.org"),
        "{policy}"
    );
    let health = get(&router, "/health").await;
    let policy = health.header("content-security-policy");
    assert!(policy.ends_with("frame-ancestors 'none'"), "{policy}");
}

/// A worker takes the policy of its own script, and its files have the same names in every build.
#[tokio::test]
async fn a_worker_may_run_its_program_and_is_checked_each_time() {
    let world = World::new();
    fs::create_dir(world.app().join("later")).unwrap();
    fs::write(world.app().join("later/start.js"), "start()").unwrap();
    let router = world.start();
    let script = get(&router, "/later/start.js").await;
    let policy = script.header("content-security-policy");
    assert!(
        policy.contains("script-src 'self' 'wasm-unsafe-eval';"),
        "{policy}"
    );
    assert!(policy.contains("connect-src 'self';"), "{policy}");
    assert_eq!(script.header("cache-control"), "no-cache");

    let asked = |since: &str| {
        let request = Request::get("/later/start.js").header("if-modified-since", since);
        send(&router, request.body(Body::empty()).unwrap())
    };
    let unchanged = asked(script.header("last-modified")).await;
    assert_eq!(unchanged.status, StatusCode::NOT_MODIFIED);
    let replaced = asked("Thu, 01 Jan 1970 00:00:00 GMT").await;
    assert_eq!(
        (replaced.status, replaced.body.as_slice()),
        (StatusCode::OK, &b"start()"[..])
    );
}

#[tokio::test]
async fn the_tab_that_a_form_in_a_frame_goes_on_in_knows_who_opened_it_and_only_the_example_holds_frames() {
    let world = World::new();
    let folder = world.app().join("example-council-page");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("frame.html"), "<p>").unwrap();
    let router = world.start();
    let reply = get(&router, "/carry.html").await;
    assert!(!reply.headers.contains_key("cross-origin-opener-policy"));
    let policy = |reply: &Reply| reply.header("content-security-policy").to_owned();
    let example = get(&router, "/example-council-page/frame.html").await;
    assert_eq!(example.status, StatusCode::OK);
    assert!(
        policy(&example).ends_with("; frame-src 'self'"),
        "{}",
        policy(&example)
    );
    assert!(!policy(&get(&router, "/").await).contains("frame-src"));
}

#[tokio::test]
async fn other_sites_that_the_settings_name_may_hold_the_page_in_a_frame() {
    let world = World::new();
    let path = world.app().join("settings.json");
    let text = fs::read_to_string(&path).unwrap();
    let named = r#"{"frame_ancestors": ["https://www.example.org"],"#;
    fs::write(&path, text.replacen('{', named, 1)).unwrap();
    let reply = get(&world.start(), "/").await;
    let policy = reply.header("content-security-policy");
    assert!(
        policy.contains("frame-ancestors 'self' https://www.example.org"),
        "{policy}"
    );
}

#[tokio::test]
async fn every_answer_has_the_headers_that_protect_it() {
    let router = World::new().start();
    for path in ["/", "/health", "/no/such/file", "/applications/x/receipt"] {
        let reply = get(&router, path).await;
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(
            reply.header("cross-origin-opener-policy"),
            "same-origin",
            "{path}"
        );
        assert!(
            reply.header("permissions-policy").contains("geolocation=()"),
            "{path}"
        );
        assert!(
            reply
                .header("content-security-policy")
                .starts_with("default-src 'none'"),
            "{path}"
        );
        assert_eq!(reply.header("x-request-id").len(), 16, "{path}");
    }
}
