//! An application is changed only by saying what it replaces, and no version is lost.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use axum::http::StatusCode;
use common::{APPLICATION, Reply, World, application, get, post};
use serde_json::{Value, json};

/// The application with this surname.
fn named(surname: &str) -> Value {
    let answers = json!({ "provision": "insight", "student_surname": surname });
    serde_json::from_str(&application(json!({ "answers": answers }))).unwrap()
}

fn digest(surname: &str) -> Value {
    named(surname)["digest"].clone()
}

/// An attempt: who is named, and which versions it replaces (none: it is no amendment).
type Attempt<'a> = (&'a str, &'a [&'a str]);

fn body((surname, amends): Attempt<'_>) -> String {
    let digests: Vec<_> = amends.iter().map(|surname| digest(surname)).collect();
    match digests.as_slice() {
        [] => named(surname).to_string(),
        amends => json!({ "format": 1, "amends": amends, "envelope": named(surname) }).to_string(),
    }
}

/// Under a key that belongs to the attempt, as the app makes it.
async fn send(router: &axum::Router, attempt: Attempt<'_>) -> Reply {
    let key = format!("{APPLICATION}-{}-{}", attempt.0, attempt.1.concat());
    post(router, &key, body(attempt)).await
}

/// Sends attempts in turn and compares the status of each, the problem where there is one, and who is named in the end.
async fn check(attempts: &[(Attempt<'_>, u16, &str)], current: &str) {
    let world = World::new();
    let router = world.start();
    let mut references = Vec::new();
    for (attempt, status, problem) in attempts {
        let reply = send(&router, *attempt).await;
        let said = String::from_utf8_lossy(&reply.body).into_owned();
        assert_eq!(reply.status.as_u16(), *status, "{attempt:?}: {said}");
        if reply.status.is_success() {
            assert_eq!(reply.json()["digest"], digest(attempt.0));
            references.push(reply.json()["reference"].clone());
        } else {
            assert_eq!(reply.json()["type"], format!("urn:cap:problem:{problem}"));
        }
    }
    assert!(references.iter().all(|reference| *reference == references[0]));
    assert_eq!(world.count(), 1);
    let kept: String = world
        .database()
        .query_row("SELECT digest FROM applications", [], |row| row.get(0))
        .unwrap();
    assert_eq!(digest(current), kept, "{attempts:?}");
}

const DIFFERS: &str = "application-differs";
const OTHER: &str = "amends-other-version";

#[tokio::test]
async fn an_amendment_takes_the_place_of_what_it_names_and_of_nothing_else() {
    check(&[(("A", &[]), 201, ""), (("B", &["A"]), 201, "")], "B").await;
    check(
        &[
            (("A", &[]), 201, ""),
            (("B", &[]), 409, DIFFERS),
            (("B", &["C"]), 409, OTHER),
        ],
        "A",
    )
    .await;
    // Somebody else changed it meanwhile.
    check(
        &[
            (("A", &[]), 201, ""),
            (("B", &["A"]), 201, ""),
            (("C", &["A"]), 409, OTHER),
        ],
        "B",
    )
    .await;
}

#[tokio::test]
async fn whichever_uncertain_version_arrived_the_last_edit_is_what_counts() {
    let last: Attempt<'_> = ("C", &["A", "B"]);
    check(&[(last, 201, "")], "C").await;
    check(&[(("A", &[]), 201, ""), (last, 201, "")], "C").await;
    check(
        &[(("A", &[]), 201, ""), (("B", &["A"]), 201, ""), (last, 201, "")],
        "C",
    )
    .await;
    // What it replaced arrives after it.
    check(
        &[
            (last, 201, ""),
            (("A", &[]), 409, DIFFERS),
            (("B", &["A"]), 409, OTHER),
        ],
        "C",
    )
    .await;
}

#[tokio::test]
async fn sending_again_gives_the_receipt_of_the_version_that_was_sent() {
    check(
        &[
            (("A", &[]), 201, ""),
            (("B", &["A"]), 201, ""),
            (("A", &[]), 200, ""),
            (("B", &["A"]), 200, ""),
            (("B", &["A", "C"]), 200, ""),
            (("B", &[]), 200, ""),
        ],
        "B",
    )
    .await;
    // And back again.
    check(
        &[
            (("A", &[]), 201, ""),
            (("B", &["A"]), 201, ""),
            (("A", &["B"]), 201, ""),
            (("B", &["A"]), 200, ""),
        ],
        "A",
    )
    .await;
}

#[tokio::test]
async fn the_version_before_is_kept_beside_it_with_its_receipt() {
    let world = World::new();
    let router = world.start();
    let first = send(&router, ("A", &[])).await;
    let second = send(&router, ("B", &["A"])).await;
    assert_eq!(second.status, StatusCode::CREATED);
    assert_eq!(second.header("location"), first.header("location"));
    let fetched = get(&router, first.header("location")).await;
    assert_eq!(fetched.body, second.body);

    let store = endpoint::store::Store::open_to_read(&world.data()).unwrap();
    let reference = first.json()["reference"].as_str().unwrap().to_owned();
    let shown = endpoint::show::show(&store, &reference, true).unwrap();
    let shown: Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(shown["receipt"], second.json());
    assert_eq!(shown["application"]["answers"]["student_surname"], "B");
    assert_eq!(shown["replaced"][0]["receipt"], first.json());
    assert_eq!(
        shown["replaced"][0]["application"]["answers"]["student_surname"],
        "A"
    );
    let pack = endpoint::show::show(&store, &reference, false).unwrap();
    let line = format!(
        "\nReplaces        what was received {}\n",
        first.json()["received"].as_str().unwrap()
    );
    assert!(pack.contains(&line), "{pack}");
}

#[tokio::test]
async fn what_is_not_quite_an_amendment_is_refused() {
    let world = World::new();
    let router = world.start();
    let of = |amends: Value| json!({ "format": 1, "amends": amends, "envelope": named("A") });
    let many: Vec<_> = (0..17).map(|_| digest("B")).collect();
    let mut extra = of(json!([digest("B")]));
    extra["extra"] = 1.into();
    let mut later = of(json!([digest("B")]));
    later["envelope"]["format"] = 2.into();
    let mut tampered = of(json!([digest("B")]));
    tampered["envelope"]["answers"]["student_surname"] = "C".into();
    for (body, problem) in [
        (of(json!([])), "amends"),
        (of(json!(many)), "amends"),
        (of(json!(["0"])), "amends"),
        (of(json!("text")), "not-an-application"),
        (extra, "not-an-application"),
        (later, "unknown-format"),
        (tampered, "digest"),
    ] {
        let reply = post(&router, "key-0123456789abcdef", body.to_string()).await;
        assert_eq!(
            (reply.status.as_u16(), reply.json()["type"].as_str().unwrap()),
            (422, format!("urn:cap:problem:{problem}").as_str()),
            "{body}"
        );
    }
    assert_eq!(world.count(), 0);
}

/// A database of the program before, with one application in it, is brought up to date.
#[tokio::test]
async fn an_application_of_before_amendments_can_be_amended() {
    let world = World::new();
    send(&world.start(), ("A", &[])).await;
    world
        .database()
        .execute_batch(
            "DROP TABLE replaced; ALTER TABLE applications DROP COLUMN version;
             ALTER TABLE applications DROP COLUMN amends;
             ALTER TABLE applications DROP COLUMN sealed_sha256; PRAGMA user_version = 1",
        )
        .unwrap();
    let router = world.start();
    assert_eq!(send(&router, ("A", &[])).await.status, StatusCode::OK);
    assert_eq!(send(&router, ("B", &["A"])).await.status, StatusCode::CREATED);
}
