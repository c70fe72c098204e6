//! What whoever runs the endpoint relies on: audit log, health, metrics, backup.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use axum::http::StatusCode;
use common::serving::{Serving, json_of};
use common::{APPLICATION, KEY, World, application, get, post};
use endpoint::store::Store;
use serde_json::{Value, json};

fn amended() -> String {
    let answers = json!({ "provision": "insight", "student_surname": "Other" });
    let envelope: Value = serde_json::from_str(&application(json!({ "answers": answers }))).unwrap();
    let first: Value = serde_json::from_str(&application(json!({}))).unwrap();
    json!({ "format": 1, "amends": [first["digest"]], "envelope": envelope }).to_string()
}

#[tokio::test]
async fn every_decision_is_in_the_audit_log_and_nothing_about_a_student() {
    let world = World::new();
    let router = world.start();
    let reply = post(&router, KEY, application(json!({}))).await;
    let reference = reply.json()["reference"].as_str().unwrap().to_owned();
    post(&router, KEY, application(json!({}))).await;
    post(
        &router,
        KEY,
        application(json!({ "application": "f".repeat(32) })),
    )
    .await;
    post(&router, "another-key-0123456789", amended()).await;
    post(&router, "a-third-key-0123456789", "{ \"Quillfeather\": ").await;
    post(&router, "Quillfeather", application(json!({}))).await;
    get(&router, reply.header("location")).await;

    let path = world.data().join("audit.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    // printf 0123456789abcdef0123456789abcdef | sha256sum, and of 32 times f
    let (this, other) = (
        "3eb1bd439947eb762998e566ccc2e099c791118b2f40579cc4f7da2b5061b7f9",
        "352302489bc2fcf025cf00cda8308033f97ac87712ce90b4d7cd72c58e4c3af9",
    );
    let expected = [
        ("received", Some(reference.as_str()), None, Some(this), 201),
        ("again", Some(reference.as_str()), None, Some(this), 200),
        ("refused", None, Some("key-reused"), Some(other), 409),
        ("amended", Some(reference.as_str()), None, Some(this), 201),
        ("refused", None, Some("not-json"), None, 400),
        ("refused", None, Some("idempotency-key"), None, 400),
    ];
    let found: Vec<_> = lines
        .iter()
        .map(|line| {
            assert!(line["at"].as_str().unwrap().ends_with('Z'));
            (
                line["decision"].as_str().unwrap(),
                line["reference"].as_str(),
                line["problem"].as_str(),
                line["application_sha256"].as_str(),
                line["status"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(found, expected);
    for secret in ["Quillfeather", "Example Road", APPLICATION, KEY, "2012-03-04"] {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[tokio::test]
async fn metrics_count_answers_and_decisions_by_route_and_never_by_what_was_asked() {
    let world = World::new();
    let router = world.start();
    let reply = post(&router, KEY, application(json!({}))).await;
    post(&router, KEY, application(json!({}))).await;
    post(&router, KEY, "{").await;
    get(&router, reply.header("location")).await;
    get(&router, "/Quillfeather.html").await;
    let metrics = get(&router, "/metrics").await;
    assert_eq!(metrics.status, StatusCode::OK);
    let text = String::from_utf8(metrics.body).unwrap();
    for line in [
        "cap_answers_total{method=\"POST\",route=\"/applications\",status=\"201\"} 1",
        "cap_answers_total{method=\"POST\",route=\"/applications\",status=\"400\"} 1",
        "cap_answers_total{method=\"GET\",route=\"/applications/{reference}/receipt\",status=\"200\"} 1",
        "cap_answers_total{method=\"GET\",route=\"(file)\",status=\"404\"} 1",
        "cap_decisions_total{decision=\"received\"} 1",
        "cap_decisions_total{decision=\"again\"} 1",
        "cap_decisions_total{decision=\"refused\"} 1",
        "cap_posting_seconds_count 3",
        "cap_posting_seconds_bucket{le=\"+Inf\"} 3",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}: {text}");
    }
    let reference = reply_reference(&reply.body);
    assert!(
        !text.contains(&reference) && !text.contains("Quillfeather"),
        "{text}"
    );
}

fn reply_reference(body: &[u8]) -> String {
    json_of(body)["reference"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn health_is_that_of_the_database() {
    let world = World::new();
    let router = world.start();
    assert_eq!(get(&router, "/health").await.status, StatusCode::OK);
    world
        .database()
        .execute_batch("PRAGMA foreign_keys = OFF; DROP TABLE applications")
        .unwrap();
    let reply = get(&router, "/health").await;
    assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
}

fn backup(data: &Path, to: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_council"))
        .arg("backup")
        .arg(to)
        .arg("--data")
        .arg(data)
        .output()
        .unwrap()
}

#[test]
fn a_backup_of_an_endpoint_that_is_serving_can_be_served_in_its_place() {
    let world = World::new();
    let serving = Serving::start(&world, &[]);
    let (_, receipt) = serving.post(KEY, &application(json!({})));
    let restored = World::new();
    let to = restored.app().join("copy.sqlite3");
    let output = backup(&world.data(), &to);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .starts_with("1 applications in ")
    );
    let names: Vec<_> = fs::read_dir(restored.app())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("copy"))
        .collect();
    assert_eq!(names, ["copy.sqlite3"]);

    fs::create_dir(restored.data()).unwrap();
    fs::copy(&to, restored.data().join("council.sqlite3")).unwrap();
    // What came after it was made is not in it, and what came before is, to the byte.
    let later = application(json!({ "application": "f".repeat(32) }));
    serving.post("another-key-0123456789", &later);
    let again = Serving::start(&restored, &[]);
    let (head, body) = again.post(KEY, &application(json!({})));
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    assert_eq!(body, receipt);
    assert_eq!(restored.count(), 1);
}

#[tokio::test]
async fn a_backup_takes_nobodys_place_and_is_never_half_a_one() {
    let world = World::new();
    let to = world.app().join("copy.sqlite3");
    let fails = |why: &str| {
        let output = backup(&world.data(), &to);
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(why), "{said}");
    };
    fails("there is no database here");
    post(&world.start(), KEY, application(json!({}))).await;
    fs::write(&to, "mine").unwrap();
    fails("there is a file already");
    assert_eq!(fs::read(&to).unwrap(), b"mine");
    fs::remove_file(&to).unwrap();
    world
        .database()
        .execute("UPDATE applications SET receipt = '{'", [])
        .unwrap();
    fails("cannot be read");
    assert!(!to.exists() && !world.app().join("copy.sqlite3.part").exists());
}

#[tokio::test]
async fn a_backup_has_every_version_and_no_key() {
    let world = World::new();
    let router = world.start();
    post(&router, KEY, application(json!({}))).await;
    post(&router, "another-key-0123456789", amended()).await;
    let folder = world.app().join("restored");
    fs::create_dir(&folder).unwrap();
    let to = folder.join("council.sqlite3");
    assert_eq!(endpoint::backup::backup(&world.data(), &to).unwrap(), 1);
    let row = &Store::open_to_read(&folder).unwrap().rows().unwrap()[0];
    let record = Store::open_to_read(&folder)
        .unwrap()
        .record(&row.reference)
        .unwrap()
        .unwrap();
    assert_eq!(record.replaced.len(), 1);
    let seed = fs::read_to_string(world.data().join("receipt.key")).unwrap();
    let bytes = fs::read(&to).unwrap();
    let seed = seed.trim().as_bytes();
    assert!(!bytes.windows(seed.len()).any(|part| part == seed));
}
