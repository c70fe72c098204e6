//! Faults happen as they are asked for, and never unasked.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::process::Command;
use std::time::{Duration, Instant};

use common::serving::{Serving, exchange, json_of};
use common::{KEY, World, application};
use serde_json::json;

fn plan(serving: &Serving, plan: &serde_json::Value) {
    let body = plan.to_string();
    let (head, _) = exchange(&serving.address, "PUT /faults", &[], &body).unwrap();
    assert!(head.starts_with("HTTP/1.1 204 "), "{head}");
}

/// One attempt: the status and body, or nothing where the connection was closed without a whole answer.
fn attempt(serving: &Serving, headers: &[&str]) -> Option<(u16, Vec<u8>)> {
    let key = format!("idempotency-key: {KEY}");
    let headers = [&[key.as_str(), "content-type: application/json"], headers].concat();
    let (head, body) = exchange(
        &serving.address,
        "POST /applications",
        &headers,
        &application(json!({})),
    )
    .ok()?;
    Some((head.split(' ').nth(1)?.parse().ok()?, body))
}

/// Asks for a fault, and says what comes and how many applications are kept then; afterwards all is well, and there is
/// one application.
fn check(fault: serde_json::Value, expect: Option<u16>, kept: u32) -> Option<Vec<u8>> {
    let world = World::new();
    let serving = Serving::start(&world, &["--faults"]);
    plan(&serving, &json!([{ "fault": fault }]));
    let came = attempt(&serving, &[]);
    assert_eq!(came.as_ref().map(|(status, _)| *status), expect, "{fault}");
    assert_eq!(world.count(), kept, "{fault}");
    let (status, receipt) = attempt(&serving, &[]).unwrap();
    assert_eq!(status, if kept == 0 { 201 } else { 200 }, "{fault}");
    assert!(json_of(&receipt)["signature"].is_string());
    assert_eq!(world.count(), 1);
    came.map(|(_, body)| body)
}

#[test]
fn each_fault_does_what_it_says_once() {
    check(json!("drop_request"), None, 0);
    check(json!("drop_reply"), None, 1);
    check(json!("truncated"), None, 1);
    let body = check(json!("malformed"), Some(201), 1).unwrap();
    assert!(serde_json::from_slice::<serde_json::Value>(&body).is_err());
    let body = check(json!("portal"), Some(200), 0).unwrap();
    assert!(body.starts_with(b"<!doctype html>"));
    for status in [401, 409, 429, 500, 503] {
        let body = check(json!({ "status": { "status": status } }), Some(status), 0);
        assert_eq!(json_of(&body.unwrap())["status"], status);
    }
    check(json!({ "delay": { "ms": 1 } }), Some(201), 1);
    check(json!({ "delay_reply": { "ms": 1 } }), Some(201), 1);
}

#[test]
fn a_fault_can_be_asked_for_many_times_or_in_one_request_alone() {
    let world = World::new();
    let serving = Serving::start(&world, &["--faults"]);
    let retry = json!({ "status": { "status": 503, "retry_after": 7 } });
    plan(
        &serving,
        &json!([{ "fault": retry, "times": 2 }, { "fault": "drop_request" }]),
    );
    assert_eq!(attempt(&serving, &["x-cap-fault: portal"]).unwrap().0, 200);
    let (left, body) = exchange(&serving.address, "GET /faults", &[], "").unwrap();
    assert!(left.starts_with("HTTP/1.1 200 "), "{left}");
    assert_eq!(json_of(&body).as_array().unwrap().len(), 2);
    for _ in 0..2 {
        let (head, _) = exchange(&serving.address, "POST /applications", &[], "").unwrap();
        assert!(head.starts_with("HTTP/1.1 503 "), "{head}");
        assert!(head.contains("\r\nretry-after: 7\r\n"), "{head}");
    }
    assert_eq!(attempt(&serving, &[]), None);
    assert_eq!(attempt(&serving, &[]).unwrap().0, 201);
    let begin = Instant::now();
    let slow = attempt(&serving, &["x-cap-fault: {\"delay\":{\"ms\":120}}"]).unwrap();
    assert!(slow.0 == 200 && begin.elapsed() >= Duration::from_millis(120));
    assert_eq!(attempt(&serving, &["x-cap-fault: typo"]).unwrap().0, 400);
}

#[test]
fn without_the_switch_nothing_fails_on_request() {
    let world = World::new();
    let serving = Serving::start(&world, &[]);
    assert_eq!(attempt(&serving, &["x-cap-fault: drop_request"]).unwrap().0, 201);
    let (head, _) = exchange(&serving.address, "PUT /faults", &[], "[]").unwrap();
    assert!(!head.starts_with("HTTP/1.1 2"), "{head}");
}

#[test]
fn faults_are_refused_where_others_could_reach_them() {
    let world = World::new();
    for host in ["0.0.0.0", "::", "192.0.2.1"] {
        let output = Command::new(env!("CARGO_BIN_EXE_council"))
            .args(["serve", "--port", "0", "--faults", "--host", host, "--data"])
            .arg(world.data())
            .arg("--app")
            .arg(world.app())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{host}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("--faults is for tests"), "{said}");
    }
}
