//! Too much, too often, too slow, too many at once.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use common::serving::{Serving, json_of};
use common::{KEY, World, application, get, post, posting, send};
use endpoint::config::Config;
use endpoint::council::Council;
use endpoint::limits::Limits;
use endpoint::router::router;
use serde_json::json;

fn limited(limits: Limits) -> Config {
    Config {
        limits,
        ..Config::default()
    }
}

#[tokio::test]
async fn who_sends_too_often_is_told_when_to_come_back_and_others_are_served() {
    let world = World::new();
    let limits = Limits {
        rate_per_minute: 1,
        burst: 2,
        ..Limits::default()
    };
    let config = Config {
        behind_proxy: true,
        ..limited(limits)
    };
    let router = world.start_with(config);
    let from = |address: &str| {
        let request = posting(KEY).header("x-forwarded-for", address);
        request.body(application(json!({})).into()).unwrap()
    };
    assert_eq!(send(&router, from("192.0.2.1")).await.status, StatusCode::CREATED);
    assert_eq!(send(&router, from("192.0.2.1")).await.status, StatusCode::OK);
    let refused = send(&router, from("192.0.2.1")).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.json()["type"], "urn:cap:problem:too-often");
    let seconds: u64 = refused.header("retry-after").parse().unwrap();
    assert!((30..=60).contains(&seconds), "{seconds}");
    assert_eq!(send(&router, from("192.0.2.2")).await.status, StatusCode::OK);
    // Neither the app nor the health of the endpoint is counted.
    for path in ["/", "/health", "/openapi.json"] {
        for _ in 0..5 {
            assert_eq!(get(&router, path).await.status, StatusCode::OK);
        }
    }
}

#[tokio::test]
async fn who_comes_while_every_place_is_taken_is_asked_to_come_back() {
    let world = World::new();
    let council = Arc::new(Council::open(&world.data(), &world.app()).unwrap());
    let router = router(council.clone());
    let all = u32::try_from(council.config.limits.at_once).unwrap();
    let taken = council.places.clone().acquire_many_owned(all).await.unwrap();
    let refused = post(&router, KEY, application(json!({}))).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(refused.json()["type"], "urn:cap:problem:busy");
    assert_eq!(refused.header("retry-after"), "1");
    assert_eq!(world.count(), 0);
    drop(taken);
    let reply = post(&router, KEY, application(json!({}))).await;
    assert_eq!(reply.status, StatusCode::CREATED);
    assert_eq!(council.places.available_permits(), council.config.limits.at_once);
}

/// Reads until the other end closes.
fn rest(mut stream: TcpStream) -> String {
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut reply = Vec::new();
    // A reset is an end too.
    let ended = stream.read_to_end(&mut reply);
    let timed_out = ended.is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock);
    assert!(!timed_out, "the connection is still open");
    String::from_utf8_lossy(&reply).into_owned()
}

const SHORT: [&str; 4] = ["--head-seconds", "0.2", "--body-seconds", "0.2"];

#[test]
fn who_sends_a_head_byte_by_byte_is_cut_off() {
    let world = World::new();
    let serving = Serving::start(&world, &SHORT);
    for said in ["", "POST /applications HTTP/1.1\r\nhost: x\r\nx-slow: "] {
        let mut stream = TcpStream::connect(&serving.address).unwrap();
        stream.write_all(said.as_bytes()).unwrap();
        // A byte whenever there is a chance: every one of them is progress, and none of them helps.
        let mut dribbling = stream.try_clone().unwrap();
        let begin = Instant::now();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let pause = Duration::from_millis(20);
                while !said.is_empty() && begin.elapsed() < Duration::from_secs(20) {
                    if dribbling.write_all(b"a").is_err() {
                        return;
                    }
                    std::thread::park_timeout(pause);
                }
            });
            let reply = rest(stream);
            assert!(!reply.contains(" 200 ") && !reply.contains(" 201 "), "{reply}");
        });
        assert!(begin.elapsed() < Duration::from_secs(15), "{said:?}");
    }
}

#[test]
fn who_sends_a_body_that_never_ends_is_told_so_and_cut_off() {
    let world = World::new();
    let serving = Serving::start(&world, &SHORT);
    let mut stream = TcpStream::connect(&serving.address).unwrap();
    write!(
        stream,
        "POST /applications HTTP/1.1\r\nhost: x\r\nidempotency-key: {KEY}\r\ncontent-type: application/json\r\n\
         content-length: 1000\r\n\r\n{{"
    )
    .unwrap();
    let reply = rest(stream);
    let (head, body) = reply.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 408 "), "{head}");
    assert_eq!(json_of(body.as_bytes())["type"], "urn:cap:problem:too-slow");
}

#[test]
fn who_says_that_too_much_will_come_is_refused_before_it_does() {
    let world = World::new();
    let serving = Serving::start(&world, &[]);
    let mut stream = TcpStream::connect(&serving.address).unwrap();
    write!(
        stream,
        "POST /applications HTTP/1.1\r\nhost: x\r\nidempotency-key: {KEY}\r\ncontent-type: application/json\r\n\
         content-length: 999999999\r\nconnection: close\r\n\r\n{{"
    )
    .unwrap();
    let reply = rest(stream);
    assert!(reply.starts_with("HTTP/1.1 413 "), "{reply}");
    assert!(reply.contains("urn:cap:problem:too-large"), "{reply}");
}

#[test]
fn who_keeps_every_connection_has_them_only_for_so_long() {
    let world = World::new();
    let options = ["--connections", "2", "--head-seconds", "0.3"];
    let serving = Serving::start(&world, &options);
    let held: Vec<_> = (0..2)
        .map(|_| TcpStream::connect(&serving.address).unwrap())
        .collect();
    // Waits its turn, and gets it when the idle ones are closed.
    let (head, _) = serving.post(KEY, &application(json!({})));
    assert!(head.starts_with("HTTP/1.1 201 "), "{head}");
    held.into_iter().for_each(|stream| assert_eq!(rest(stream), ""));
}
