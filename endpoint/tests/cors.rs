//! Pages of other hosts read what they are allowed to, and nothing is allowed that was not named.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use common::{KEY, Reply, World, application, posting, send};
use endpoint::config::Config;
use endpoint::limits::Limits;
use serde_json::json;

const SCHOOL: &str = "https://www.example.org";

fn world(origins: &[&str]) -> (World, axum::Router) {
    let world = World::new();
    let limits = Limits {
        rate_per_minute: 1,
        burst: 3,
        ..Limits::default()
    };
    let config = Config {
        allow_origin: origins.iter().map(|origin| origin.parse().unwrap()).collect(),
        limits,
        ..Config::default()
    };
    let router = world.start_with(config);
    (world, router)
}

async fn preflight(router: &axum::Router, origin: &str) -> Reply {
    let request = Request::builder()
        .method(Method::OPTIONS)
        .uri("/applications")
        .header("origin", origin)
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type,idempotency-key");
    send(router, request.body(Body::empty()).unwrap()).await
}

async fn post_from(router: &axum::Router, origin: &str) -> Reply {
    let request = posting(KEY).header("origin", origin);
    send(router, request.body(application(json!({})).into()).unwrap()).await
}

#[tokio::test]
async fn a_page_of_a_named_origin_may_ask_and_read() {
    let (_world, router) = world(&["https://other.example", SCHOOL]);
    let asked = preflight(&router, SCHOOL).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert_eq!(asked.header("access-control-allow-origin"), SCHOOL);
    assert_eq!(asked.header("access-control-allow-methods"), "GET,POST");
    let headers = asked.header("access-control-allow-headers");
    assert!(
        headers.contains("content-type") && headers.contains("idempotency-key"),
        "{headers}"
    );
    assert_eq!(asked.header("access-control-allow-credentials"), "true");

    let sent = post_from(&router, SCHOOL).await;
    assert_eq!(sent.status, StatusCode::CREATED);
    assert_eq!(sent.header("access-control-allow-origin"), SCHOOL);
    let exposed = sent.header("access-control-expose-headers");
    assert!(
        exposed.contains("date") && exposed.contains("retry-after"),
        "{exposed}"
    );
    assert!(sent.header("vary").contains("origin"), "{}", sent.header("vary"));
}

#[tokio::test]
async fn a_page_can_read_why_it_was_refused() {
    let (_world, router) = world(&[SCHOOL]);
    for _ in 0..3 {
        post_from(&router, SCHOOL).await;
    }
    let refused = post_from(&router, SCHOOL).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.header("access-control-allow-origin"), SCHOOL);
}

#[tokio::test]
async fn a_page_of_any_other_origin_may_not() {
    let (_world, router) = world(&[SCHOOL]);
    for origin in [
        "https://evil.example",
        "null",
        "http://www.example.org",
        "https://www.example.org.evil.example",
    ] {
        for reply in [preflight(&router, origin).await, post_from(&router, origin).await] {
            assert_eq!(reply.header("access-control-allow-origin"), "", "{origin}");
            // A shared cache must not give this answer to a page that may read it, nor the other way round.
            assert!(reply.header("vary").contains("origin"), "{origin}");
        }
    }
}

#[tokio::test]
async fn without_named_origins_no_page_elsewhere_may_do_anything() {
    let (_world, router) = world(&[]);
    let asked = preflight(&router, SCHOOL).await;
    assert_eq!(asked.status, StatusCode::METHOD_NOT_ALLOWED);
    let sent = post_from(&router, SCHOOL).await;
    assert_eq!(sent.status, StatusCode::CREATED);
    for reply in [asked, sent] {
        let names = reply.headers.keys();
        let cors = names.filter(|name| name.as_str().starts_with("access-control"));
        assert_eq!(cors.count(), 0);
    }
}
