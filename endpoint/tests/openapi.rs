//! The OpenAPI file says what the endpoint does.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use common::{KEY, Reply, World, application, get, post, send};
use endpoint::openapi::document;
use endpoint::router::routes;
use serde_json::{Value, json};

/// Compares a body with a schema of the file.
fn check(schema: &str, value: &Value, valid: bool) {
    let root =
        json!({ "$ref": format!("#/components/schemas/{schema}"), "components": document()["components"] });
    let validator = jsonschema::validator_for(&root).unwrap();
    let errors: Vec<_> = validator
        .iter_errors(value)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors.is_empty(), valid, "{schema}: {errors:?} in {value}");
}

/// Compares an answer with what the file says of its route and status.
fn check_reply(method: &str, path: &str, reply: &Reply) {
    let document = document();
    let answers = &document["paths"][path][method]["responses"];
    let status = reply.status.as_u16().to_string();
    let answer = answers.get(&status).unwrap_or_else(|| panic!("{path} {status}"));
    let schema = &answer["content"][reply.header("content-type")]["schema"];
    let name = schema["$ref"]
        .as_str()
        .unwrap_or_else(|| panic!("{path} {status}: {answer}"));
    check(name.rsplit('/').next().unwrap(), &reply.json(), true);
}

#[tokio::test]
async fn the_file_is_served_as_it_is_made() {
    let reply = get(&World::new().start(), "/openapi.json").await;
    assert_eq!(
        (reply.status, reply.header("content-type")),
        (StatusCode::OK, "application/json")
    );
    assert_eq!(reply.json(), document());
    assert_eq!(reply.json()["openapi"], "3.1.0");
}

#[tokio::test]
async fn the_file_has_every_route_and_every_method_and_no_other() {
    let router = World::new().start();
    let document = document();
    let described: BTreeSet<_> = document["paths"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(described, routes().into_iter().map(|(path, _)| path).collect());
    for path in described {
        for method in [
            Method::GET,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
        ] {
            let uri = path.replace("{reference}", "CAP-22222222");
            let name = method.as_str().to_lowercase();
            let request = Request::builder()
                .method(method)
                .uri(uri)
                .body(Body::empty())
                .unwrap();
            let taken = send(&router, request).await.status != StatusCode::METHOD_NOT_ALLOWED;
            assert_eq!(
                taken,
                document["paths"][path].get(&name).is_some(),
                "{name} {path}"
            );
        }
    }
}

#[tokio::test]
async fn answers_are_as_the_file_describes_them() {
    let router = World::new().start();
    let created = post(&router, KEY, application(json!({}))).await;
    check_reply("post", "/applications", &created);
    check_reply(
        "post",
        "/applications",
        &post(&router, KEY, application(json!({}))).await,
    );
    for (key, body) in [
        ("short", application(json!({}))),
        (KEY, application(json!({ "application": "f".repeat(32) }))),
        (
            "another-key-0123456789",
            application(json!({ "application": "e".repeat(32), "answers": { "x": "y" } })),
        ),
        (
            "another-key-0123456789",
            " ".repeat(endpoint::arrival::BODY_LIMIT + 1),
        ),
        ("another-key-0123456789", "{".to_owned()),
    ] {
        check_reply("post", "/applications", &post(&router, key, body).await);
    }
    let receipt = "/applications/{reference}/receipt";
    check_reply("get", receipt, &get(&router, created.header("location")).await);
    check_reply("get", receipt, &get(&router, "/applications/x/receipt").await);
    check_reply("get", "/health", &get(&router, "/health").await);
}

#[test]
fn the_schemas_take_what_the_endpoint_takes_and_refuse_what_it_refuses() {
    let sent = |changes: Value| serde_json::from_str::<Value>(&application(changes)).unwrap();
    check("Envelope", &sent(json!({})), true);
    check("Envelope", &sent(json!({ "extra": 1 })), false);
    check("Envelope", &sent(json!({ "edition": 2025 })), false);
    check("Envelope", &json!({ "format": 1 }), false);
    check("Receipt", &json!({ "reference": "CAP-22222222" }), false);
}

#[test]
fn every_reference_in_the_file_leads_somewhere() {
    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => {
                found.extend(members.get("$ref").and_then(Value::as_str).map(str::to_owned));
                members.values().for_each(|member| references(member, found));
            }
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }
    let (document, mut found) = (document(), BTreeSet::new());
    references(&document, &mut found);
    assert!(found.len() >= 5, "{found:?}");
    for reference in found {
        assert!(
            document.pointer(reference.strip_prefix('#').unwrap()).is_some(),
            "{reference}"
        );
    }
}
