//! The contract of `POST /applications` and of receipts, row by row.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use axum::http::StatusCode;
use common::{APPLICATION, KEY, World, application, get, post};
use serde_json::json;

const OTHER_KEY: &str = "another-key-0123456789";

#[tokio::test]
async fn a_new_application_is_kept_and_given_a_receipt() {
    let world = World::new();
    let router = world.start();
    let reply = post(&router, KEY, application(json!({}))).await;
    assert_eq!(reply.status, StatusCode::CREATED);
    let receipt = reply.json();
    let reference = receipt["reference"].as_str().unwrap();
    assert!(
        reference.starts_with("CAP-") && reference.len() == 12,
        "{reference}"
    );
    assert_eq!(
        reply.header("location"),
        format!("/applications/{reference}/receipt")
    );
    let sent: serde_json::Value = serde_json::from_str(&application(json!({}))).unwrap();
    assert_eq!(receipt["digest"], sent["digest"]);
    let received = receipt["received"].as_str().unwrap();
    assert!(
        chrono::DateTime::parse_from_rfc3339(received).is_ok() && received.ends_with('Z'),
        "{received}"
    );

    let again = get(&router, reply.header("location")).await;
    assert_eq!((again.status, again.json()), (StatusCode::OK, receipt));
}

#[tokio::test]
async fn what_is_kept_is_the_envelope_as_it_was_sent() {
    let world = World::new();
    post(&world.start(), KEY, application(json!({}))).await;
    let (envelope, provision, key, id): (String, String, String, String) = world
        .database()
        .query_row(
            "SELECT envelope, provision, idempotency_key, application_id FROM applications",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )
        .unwrap();
    let sent: serde_json::Value = serde_json::from_str(&application(json!({}))).unwrap();
    let mut kept: serde_json::Value = serde_json::from_str(&envelope).unwrap();
    assert_eq!(kept["answers"]["days_this_provision"], 2.0);
    kept["answers"]["days_this_provision"] = 2.into();
    assert_eq!(kept, sent);
    assert_eq!(
        (provision.as_str(), key.as_str(), id.as_str()),
        ("insight", KEY, APPLICATION)
    );
}

/// Sends one application, then another attempt, and compares the status; 200 has to give the same receipt, and there
/// is one record whatever comes.
async fn check(second_key: &str, second_body: String, expected: StatusCode, problem: &str) {
    let world = World::new();
    let router = world.start();
    let first = post(&router, KEY, application(json!({}))).await;
    let second = post(&router, second_key, second_body).await;
    assert_eq!(second.status, expected);
    if expected == StatusCode::OK {
        assert_eq!(second.json(), first.json());
        assert_eq!(second.header("location"), first.header("location"));
    } else {
        assert_eq!(second.json()["type"], format!("urn:cap:problem:{problem}"));
    }
    assert_eq!(world.count(), 1);
}

#[tokio::test]
async fn one_application_is_one_record_however_it_is_sent_again() {
    let answers = json!({ "provision": "insight", "student_surname": "Other" });
    let other_id = "f".repeat(32);
    let (same, ok, conflict) = (application(json!({})), StatusCode::OK, StatusCode::CONFLICT);
    check(KEY, same.clone(), ok, "").await;
    check(
        KEY,
        application(json!({ "answers": answers })),
        conflict,
        "key-reused",
    )
    .await;
    check(
        KEY,
        application(json!({ "application": other_id })),
        conflict,
        "key-reused",
    )
    .await;
    check(
        KEY,
        application(json!({ "stated_date": "2025-11-21" })),
        conflict,
        "key-reused",
    )
    .await;
    check(OTHER_KEY, same, ok, "").await;
    check(
        OTHER_KEY,
        application(json!({ "stated_date": "2025-11-21" })),
        ok,
        "",
    )
    .await;
    check(
        OTHER_KEY,
        application(json!({ "answers": answers })),
        conflict,
        "application-differs",
    )
    .await;
}

#[tokio::test]
async fn another_application_is_another_record() {
    let world = World::new();
    let router = world.start();
    let first = post(&router, KEY, application(json!({}))).await;
    let second = post(
        &router,
        OTHER_KEY,
        application(json!({ "application": "f".repeat(32) })),
    )
    .await;
    assert_eq!((second.status, world.count()), (StatusCode::CREATED, 2));
    assert_ne!(first.json()["reference"], second.json()["reference"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixteen_attempts_at_once_make_one_record_and_get_one_receipt() {
    for same_key in [true, false] {
        let world = World::new();
        let router = world.start();
        let attempts: Vec<_> = (0..16)
            .map(|attempt| {
                let router = router.clone();
                let key = if same_key {
                    KEY.to_owned()
                } else {
                    format!("{KEY}-{attempt}")
                };
                tokio::spawn(async move { post(&router, &key, application(json!({}))).await })
            })
            .collect();
        let mut replies = Vec::new();
        for attempt in attempts {
            replies.push(attempt.await.unwrap());
        }
        let created = replies
            .iter()
            .filter(|reply| reply.status == StatusCode::CREATED)
            .count();
        assert_eq!((created, world.count()), (1, 1));
        assert!(replies.iter().all(|reply| reply.json() == replies[0].json()));
    }
}

#[tokio::test]
async fn an_application_survives_a_restart_and_is_known_under_later_rules() {
    let world = World::new();
    let first = post(&world.start(), KEY, application(json!({}))).await;
    let form = world.app().join("form/application.json");
    let later = std::fs::read_to_string(&form)
        .unwrap()
        .replace("student_surname", "student_last_name");
    std::fs::write(form, later).unwrap();
    let router = world.start();
    let again = post(&router, KEY, application(json!({}))).await;
    assert_eq!((again.status, again.json()), (StatusCode::OK, first.json()));
    let new = post(
        &router,
        OTHER_KEY,
        application(json!({ "application": "f".repeat(32) })),
    )
    .await;
    assert_eq!(new.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(new.json()["errors"][0]["question"], "student_surname");
}
