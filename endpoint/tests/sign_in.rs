//! Who is not signed in sends nothing and reads no receipt.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::fs;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{KEY, Reply, World, application, get, posting, send};
use endpoint::config::Config;
use endpoint::sign_in::{Sessions, SignIn, Tokens};
use serde_json::json;

const ORIGIN: (&str, &str) = ("origin", "https://cap.example.org");

async fn post_with(router: &Router, headers: &[(&str, &str)]) -> Reply {
    let mut request = posting(KEY).header("host", "cap.example.org");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(router, request.body(application(json!({})).into()).unwrap()).await
}

fn refused(reply: &Reply, status: StatusCode, kind: &str, challenge: &str) {
    assert_eq!(reply.status, status);
    assert_eq!(reply.header("content-type"), "application/problem+json");
    assert_eq!(reply.json()["type"], format!("urn:cap:problem:{kind}"));
    assert_eq!(reply.header("www-authenticate"), challenge);
}

fn start(world: &World, sign_in: SignIn) -> Router {
    world.start_with(Config {
        sign_in,
        ..Config::default()
    })
}

#[tokio::test]
async fn with_bearer_tokens_only_a_token_lets_in() {
    let world = World::new();
    let path = world.app().join("tokens");
    // printf token-of-a-school | sha256sum
    let digest = "209ef710a064b34e94c58e7b2a390ff80f2cd77fa14594b05bc6ab5bee918d16";
    fs::write(&path, format!("# schools\n{digest}  a school\n")).unwrap();
    let router = start(&world, SignIn::Bearer(Tokens::open(&path).unwrap()));
    let realm = "Bearer realm=\"cap\"";
    refused(
        &post_with(&router, &[]).await,
        StatusCode::UNAUTHORIZED,
        "sign-in",
        realm,
    );
    let wrong = post_with(&router, &[("authorization", "Bearer wrong")]).await;
    let invalid = "Bearer realm=\"cap\", error=\"invalid_token\"";
    refused(&wrong, StatusCode::UNAUTHORIZED, "sign-in", invalid);
    let receipt = get(&router, "/applications/CAP-22222222/receipt").await;
    refused(&receipt, StatusCode::UNAUTHORIZED, "sign-in", realm);
    assert_eq!(world.count(), 0);
    let sent = post_with(&router, &[("authorization", "Bearer token-of-a-school")]).await;
    assert_eq!(sent.status, StatusCode::CREATED);
    for open in ["/", "/health", "/settings.json"] {
        assert_eq!(get(&router, open).await.status, StatusCode::OK, "{open}");
    }
}

#[tokio::test]
async fn with_sessions_only_the_councils_own_pages_send() {
    let world = World::new();
    let path = world.app().join("secret");
    fs::write(&path, "a secret of at least thirty-two bytes\n").unwrap();
    let sessions = Sessions::open(&path).unwrap();
    let ends = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now()).timestamp() + 600;
    let cookie = format!("cap_session={}", sessions.value(ends, "staff-17").unwrap());
    let ended = format!("cap_session={}", sessions.value(ends - 3600, "staff-17").unwrap());
    let router = start(&world, SignIn::Session(sessions));
    let (signed_in, signed_out) = (("cookie", cookie.as_str()), ("cookie", ended.as_str()));
    let realm = "CAP-Session realm=\"cap\"";
    for headers in [&[ORIGIN][..], &[ORIGIN, signed_out]] {
        let reply = post_with(&router, headers).await;
        refused(&reply, StatusCode::UNAUTHORIZED, "sign-in", realm);
    }
    for headers in [&[signed_in][..], &[signed_in, ("origin", "https://evil.example")]] {
        let reply = post_with(&router, headers).await;
        refused(&reply, StatusCode::FORBIDDEN, "forged", "");
    }
    // As a form of another site could send it: no header of its own.
    let form = Request::post("/applications")
        .header("host", "cap.example.org")
        .header(ORIGIN.0, ORIGIN.1)
        .header("cookie", &cookie)
        .body(Body::empty());
    let reply = send(&router, form.unwrap()).await;
    refused(&reply, StatusCode::FORBIDDEN, "forged", "");
    assert_eq!(world.count(), 0);

    let sent = post_with(&router, &[ORIGIN, signed_in]).await;
    assert_eq!(sent.status, StatusCode::CREATED);
    let request = Request::get(sent.header("location")).header("cookie", &cookie);
    let fetched = send(&router, request.body(Body::empty()).unwrap()).await;
    assert_eq!(fetched.body, sent.body);
}

#[test]
fn a_secret_that_is_too_short_is_refused() {
    let world = World::new();
    let path = world.app().join("secret");
    fs::write(&path, "short\n").unwrap();
    let error = Sessions::open(&path).err().unwrap().to_string();
    assert!(error.contains("32 bytes") && !error.contains("short"), "{error}");
}
