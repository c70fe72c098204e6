//! The logs hold what is needed to run the endpoint, and nothing about a student.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::io;
use std::sync::{Arc, Mutex};

use common::{APPLICATION, KEY, World, application, get, post};
use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

/// Everything written, whichever thread wrote it.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

// One test in this file: the subscriber is the whole process's, so that the store's thread is heard as well.
#[tokio::test]
async fn a_request_is_logged_by_its_route_and_never_by_what_it_says() {
    let lines = Lines::default();
    tracing::subscriber::set_global_default(endpoint::logs::subscriber(lines.clone())).unwrap();
    let world = World::new();
    let router = world.start();
    let created = post(&router, KEY, application(json!({}))).await;
    let reference = created.json()["reference"].as_str().unwrap().to_owned();
    let answers = json!({ "provision": "insight", "Quillfeather_question": "Quillfeather" });
    let refused = json!({ "application": "f".repeat(32), "answers": answers });
    post(&router, "another-key-0123456789", application(refused)).await;
    post(&router, KEY, "{ \"format\": 1, \"Quillfeather\": ").await;
    get(&router, created.header("location")).await;
    let file = get(&router, "/Quillfeather.html?name=Quillfeather").await;
    world
        .database()
        .execute_batch("PRAGMA foreign_keys = OFF; DROP TABLE applications")
        .unwrap();
    post(&router, KEY, application(json!({}))).await;

    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    let logged: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let answered: Vec<_> = logged
        .iter()
        .filter(|line| line["message"] == "answered")
        .map(|line| {
            (
                line["method"].as_str().unwrap(),
                line["path"].as_str().unwrap(),
                line["status"].as_u64().unwrap(),
            )
        })
        .collect();
    let expected = [
        ("POST", "/applications", 201),
        ("POST", "/applications", 422),
        ("POST", "/applications", 400),
        ("GET", "/applications/{reference}/receipt", 200),
        ("GET", "(file)", 404),
        ("POST", "/applications", 500),
    ];
    assert_eq!(answered, expected, "{text}");
    assert!(
        logged
            .iter()
            .any(|line| line["span"]["id"] == file.header("x-request-id")),
        "{text}"
    );
    assert!(
        logged.iter().filter(|line| line["milliseconds"].is_f64()).count() == expected.len(),
        "{text}"
    );
    let failure = logged.iter().find(|line| line["level"] == "ERROR").unwrap();
    assert_eq!(
        failure["span"]["id"],
        logged.last().unwrap()["span"]["id"],
        "{text}"
    );
    for secret in [
        "Quillfeather",
        KEY,
        APPLICATION,
        &reference,
        "1 Example Road",
        "2012-03-04",
    ] {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
}
