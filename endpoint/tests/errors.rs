//! Every error is a problem, and says which.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use common::{KEY, Reply, World, application, get, post, posting, send};
use endpoint::arrival::BODY_LIMIT;
use serde_json::{Value, json};

fn check(reply: &Reply, status: u16, kind: &str) {
    assert_eq!(
        reply.status.as_u16(),
        status,
        "{}",
        String::from_utf8_lossy(&reply.body)
    );
    assert_eq!(reply.header("content-type"), "application/problem+json");
    assert_eq!(reply.header("cache-control"), "no-store");
    let problem = reply.json();
    assert_eq!(problem["status"], status);
    assert_eq!(problem["type"], kind);
    assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()));
}

/// Posts a body that is refused with 422 (or 400 where it is not JSON) and never kept.
async fn refused(body: impl Into<Body>, status: u16, name: &str) -> Value {
    let world = World::new();
    let reply = post(&world.start(), KEY, body).await;
    check(&reply, status, &format!("urn:cap:problem:{name}"));
    assert_eq!(world.count(), 0);
    reply.json()
}

#[tokio::test]
async fn a_body_that_is_no_envelope_is_refused() {
    refused("", 400, "not-json").await;
    refused("{", 400, "not-json").await;
    refused("{\"format\": 1, oops}", 400, "not-json").await;
    refused(&b"{\"format\": \"\xff\"}"[..], 400, "not-json").await;
    refused(format!("{} x", application(json!({}))), 400, "not-json").await;
    refused("[]", 422, "not-an-application").await;
    refused("{\"format\": 1}", 422, "not-an-application").await;
    refused(application(json!({ "extra": 1 })), 422, "not-an-application").await;
    let quoted = refused(
        application(json!({ "edition": { "Quillfeather": 1 } })),
        422,
        "not-an-application",
    )
    .await;
    assert!(!quoted.to_string().contains("Quillfeather"), "{quoted}");
}

#[tokio::test]
async fn an_envelope_that_is_not_for_this_endpoint_is_refused() {
    refused(application(json!({ "format": 2 })), 422, "unknown-format").await;
    refused(
        application(json!({ "format": 2, "unknown_later_member": [] })),
        422,
        "unknown-format",
    )
    .await;
    for id in ["", "0123", &"F".repeat(32), &"g".repeat(32), &"0".repeat(33)] {
        refused(application(json!({ "application": id })), 422, "application-id").await;
    }
    refused(application(json!({ "digest": "0".repeat(64) })), 422, "digest").await;
    refused(application(json!({ "form": "other" })), 422, "unknown-form").await;
    refused(
        application(json!({ "edition": "2031-32" })),
        422,
        "unknown-edition",
    )
    .await;
    for date in ["", "20 November 2025", "2025-02-30", "2025-1-2"] {
        refused(application(json!({ "stated_date": date })), 422, "stated-date").await;
    }
}

#[tokio::test]
async fn answers_at_fault_are_named_by_their_questions_all_at_once() {
    let answers = json!({
        "provision": "insight", "nickname": "x", "student_surname": [{ "a": "b" }], "strengths": [],
        "carers": [{ "carer_name": "A" }, { "carer_name": "B", "carer_age": 3 }],
    });
    let problem = refused(
        application(json!({ "answers": answers })),
        422,
        "invalid-application",
    )
    .await;
    let found: Vec<_> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| {
            (
                error["question"].as_str().unwrap(),
                error["item"].as_u64(),
                error["code"].as_str().unwrap(),
            )
        })
        .collect();
    let expected = [
        ("carer_age", Some(1), "unknown-question"),
        ("nickname", None, "unknown-question"),
        ("student_surname", None, "not-an-answer"),
    ];
    assert_eq!(found, expected);
}

#[tokio::test]
async fn the_provision_is_one_that_the_form_offers_and_the_answers_say_the_same() {
    for (changes, code) in [
        (
            json!({ "provision": "tier9", "answers": { "provision": "tier9" } }),
            "unknown-choice",
        ),
        (json!({ "provision": "tier1" }), "provision-differs"),
        (json!({ "answers": {} }), "provision-differs"),
        (
            json!({ "answers": { "provision": "insight", "carers": "Robin" } }),
            "not-items",
        ),
    ] {
        let problem = refused(application(changes.clone()), 422, "invalid-application").await;
        assert_eq!(problem["errors"][0]["code"], code, "{changes}");
    }
}

#[tokio::test]
async fn a_request_needs_one_usable_key() {
    let world = World::new();
    let router = world.start();
    let (long, inside) = ("k".repeat(129), "sixteen or more but spaced");
    for keys in [&[][..], &["short"], &[long.as_str()], &[inside], &[KEY, KEY]] {
        let mut request = Request::post("/applications").header("content-type", "application/json");
        for key in keys {
            request = request.header("idempotency-key", *key);
        }
        let reply = send(&router, request.body(application(json!({})).into()).unwrap()).await;
        check(&reply, 400, "urn:cap:problem:idempotency-key");
    }
    assert_eq!(world.count(), 0);
    assert_eq!(
        post(&router, &"k".repeat(128), application(json!({})))
            .await
            .status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn only_json_is_taken_and_only_so_much_of_it() {
    let world = World::new();
    let router = world.start();
    let form = Request::post("/applications").header("idempotency-key", KEY);
    let reply = send(
        &router,
        form.header("content-type", "text/plain")
            .body("x=1".into())
            .unwrap(),
    )
    .await;
    check(&reply, 415, "urn:cap:problem:media-type");
    let none = Request::post("/applications")
        .header("idempotency-key", KEY)
        .body(Body::empty())
        .unwrap();
    check(&send(&router, none).await, 415, "urn:cap:problem:media-type");

    let valid = application(json!({}));
    let padded = format!("{valid}{}", " ".repeat(BODY_LIMIT - valid.len()));
    check(
        &post(&router, KEY, format!("{padded} ")).await,
        413,
        "urn:cap:problem:too-large",
    );
    let charset = Request::post("/applications").header("content-type", "application/json; charset=utf-8");
    let request = charset
        .header("idempotency-key", KEY)
        .body(padded.into())
        .unwrap();
    assert_eq!(send(&router, request).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn what_is_not_there_or_not_allowed_is_a_problem_too() {
    let router = World::new().start();
    check(
        &get(&router, "/applications/CAP-22222222/receipt").await,
        404,
        "urn:cap:problem:no-such-reference",
    );
    check(
        &get(&router, "/applications/%FF/receipt").await,
        404,
        "urn:cap:problem:no-such-reference",
    );
    check(&get(&router, "/no/such/file").await, 404, "about:blank");
    check(
        &get(&router, "/%2e%2e/data/council.sqlite3").await,
        404,
        "about:blank",
    );
    for (method, path, allow) in [
        (Method::GET, "/applications", "POST"),
        (Method::PUT, "/health", "GET,HEAD"),
        (Method::POST, "/index.html", "GET,HEAD"),
    ] {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .body(Body::empty())
            .unwrap();
        let reply = send(&router, request).await;
        check(&reply, 405, "about:blank");
        assert_eq!(reply.header("allow"), allow, "{path}");
    }
}

#[tokio::test]
async fn a_broken_database_is_500_and_nobody_is_told_that_an_application_was_received() {
    let world = World::new();
    let router = world.start();
    world
        .database()
        .execute_batch("PRAGMA foreign_keys = OFF; DROP TABLE applications")
        .unwrap();
    check(
        &post(&router, KEY, application(json!({}))).await,
        500,
        "urn:cap:problem:internal",
    );
}

#[tokio::test]
async fn a_connection_that_breaks_is_a_problem() {
    let pieces = [Ok("{\"format\""), Err(std::io::Error::other("reset"))];
    let body = Body::from_stream(futures_util::stream::iter(pieces));
    let reply = send(&World::new().start(), posting(KEY).body(body).unwrap()).await;
    check(&reply, 400, "urn:cap:problem:broken-body");
}
