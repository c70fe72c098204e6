//! Applications that are sealed to the council: opened, judged and kept as any other, once.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::fs;
use std::process::Command;

use axum::Router;
use axum::http::StatusCode;
use cap_application::later::seal::seal;
use cap_application::settings;
use cap_application::submission::sealed::{SealedApplication, write};
use common::{APPLICATION, KEY, Reply, World, application, get, post};
use endpoint::config::Config;
use endpoint::council::Council;
use endpoint::seal_key::SealKeys;
use serde_json::{Value, json};

const OTHER_KEY: &str = "another-key-0123456789";

/// A world with a key to which applications can be sealed.
fn world() -> (World, String) {
    let world = World::new();
    let to = SealKeys::add(&world.data()).unwrap().public();
    (world, to)
}

fn sealed_with(to: &str, key: &str, body: &str, random: u8) -> String {
    write(&seal(to, APPLICATION, "1", key, body, &[random; 32]).unwrap())
}

fn sealed(to: &str, changes: Value) -> String {
    sealed_with(to, KEY, &application(changes), 1)
}

fn other_answers() -> Value {
    json!({ "answers": { "provision": "insight", "student_surname": "Samplewick" } })
}

fn refused(reply: &Reply, kind: &str) {
    let told = (reply.status, reply.json()["type"].clone());
    let expected = format!("urn:cap:problem:{kind}");
    assert_eq!(
        told,
        (StatusCode::UNPROCESSABLE_ENTITY, json!(expected)),
        "{}",
        reply.json()
    );
}

async fn accepted(router: &Router, key: &str, body: String) -> Reply {
    let reply = post(router, key, body).await;
    assert_eq!(
        reply.status,
        StatusCode::CREATED,
        "{}",
        String::from_utf8_lossy(&reply.body)
    );
    reply
}

#[tokio::test]
async fn what_was_sealed_is_kept_as_what_it_is() {
    let (world, to) = world();
    let router = world.start();
    let reply = accepted(&router, KEY, sealed(&to, json!({}))).await;
    let plain: Value = serde_json::from_str(&application(json!({}))).unwrap();
    assert_eq!(reply.json()["digest"], plain["digest"]);
    let kept: String = world
        .database()
        .query_row("SELECT envelope FROM applications", [], |row| row.get(0))
        .unwrap();
    let kept: Value = serde_json::from_str(&kept).unwrap();
    assert_eq!(kept["answers"]["student_surname"], "Quillfeather");
    assert_eq!(get(&router, reply.header("location")).await.body, reply.body);
}

#[tokio::test]
async fn the_same_sealed_bytes_have_the_same_receipt_also_when_their_key_is_gone() {
    let (world, to) = world();
    let body = sealed(&to, json!({}));
    let first = accepted(&world.start(), KEY, body.clone()).await;
    let again = post(&world.start(), KEY, body.clone()).await;
    for entry in fs::read_dir(world.data()).unwrap() {
        let path = entry.unwrap().path();
        if path.to_string_lossy().contains("seal-") {
            fs::remove_file(path).unwrap();
        }
    }
    let later = post(&world.start(), KEY, body).await;
    for reply in [again, later] {
        assert_eq!((reply.status, &reply.body), (StatusCode::OK, &first.body));
    }
    refused(
        &post(&world.start(), OTHER_KEY, sealed(&to, json!({}))).await,
        "unknown-seal-key",
    );
    assert_eq!(world.count(), 1);
}

#[tokio::test]
async fn what_is_compared_is_what_was_inside() {
    let (world, to) = world();
    let router = world.start();
    let plain = application(json!({}));
    let first = accepted(&router, KEY, sealed(&to, json!({}))).await;
    for (key, body) in [
        (KEY, sealed_with(&to, KEY, &plain, 2)),
        (OTHER_KEY, sealed_with(&to, OTHER_KEY, &plain, 3)),
        (KEY, plain.clone()),
        ("a-third-key-0123456789", plain),
    ] {
        let reply = post(&router, key, body).await;
        assert_eq!(
            (reply.status, &reply.body),
            (StatusCode::OK, &first.body),
            "{key}"
        );
    }
    let other = application(other_answers());
    for (key, kind) in [(KEY, "key-reused"), (OTHER_KEY, "application-differs")] {
        let reply = post(&router, key, sealed_with(&to, key, &other, 4)).await;
        assert_eq!(reply.status, StatusCode::CONFLICT, "{kind}");
        assert_eq!(reply.json()["type"], format!("urn:cap:problem:{kind}"));
    }
    assert_eq!(world.count(), 1);
}

#[tokio::test]
async fn a_sealed_amendment_replaces_and_what_it_replaced_is_acknowledged_as_before() {
    let (world, to) = world();
    let router = world.start();
    let before = sealed(&to, json!({}));
    let first = accepted(&router, KEY, before.clone()).await;
    let envelope: Value = serde_json::from_str(&application(other_answers())).unwrap();
    let amendment =
        json!({ "format": 1, "amends": [first.json()["digest"]], "envelope": envelope }).to_string();
    let body = sealed_with(&to, OTHER_KEY, &amendment, 5);
    let second = accepted(&router, OTHER_KEY, body.clone()).await;
    assert_eq!(second.json()["reference"], first.json()["reference"]);
    assert_eq!(post(&router, OTHER_KEY, body).await.body, second.body);
    assert_eq!(post(&router, KEY, before).await.body, first.body);
    assert_eq!(world.count(), 1);
}

#[tokio::test]
async fn parts_that_do_not_belong_together_stay_closed() {
    let (world, to) = world();
    let router = world.start();
    let whole: SealedApplication = serde_json::from_str(&sealed(&to, json!({}))).unwrap();
    refused(&post(&router, OTHER_KEY, write(&whole)).await, "does-not-open");
    let with = |change: fn(&mut SealedApplication)| {
        let mut changed = whole.clone();
        change(&mut changed);
        write(&changed)
    };
    for (body, kind) in [
        (
            with(|sealed| sealed.application = "f".repeat(32)),
            "does-not-open",
        ),
        (
            with(|sealed| sealed.form_version = "2".to_owned()),
            "does-not-open",
        ),
        (
            with(|sealed| sealed.encapsulated = "A".repeat(43)),
            "does-not-open",
        ),
        (with(|sealed| sealed.ciphertext = String::new()), "does-not-open"),
        (
            with(|sealed| sealed.sealed_to = "0".repeat(16)),
            "unknown-seal-key",
        ),
        (
            with(|sealed| sealed.application = "id".to_owned()),
            "application-id",
        ),
        (with(|sealed| sealed.format = 2), "unknown-sealed-format"),
    ] {
        refused(&post(&router, KEY, body).await, kind);
    }
    assert_eq!(world.count(), 0);
}

/// By whoever has the public key, which is no secret.
#[tokio::test]
async fn what_is_inside_is_judged_like_anything_else() {
    let (world, to) = world();
    let router = world.start();
    let other = json!({ "application": "f".repeat(32) });
    let nested = sealed_with(&to, KEY, &application(json!({})), 1);
    for (inside, kind) in [
        (application(other), "sealed-differs"),
        (application(json!({ "form_version": "2" })), "sealed-differs"),
        (application(json!({ "digest": "0".repeat(64) })), "digest"),
        (application(json!({ "edition": "1999-00" })), "unknown-edition"),
        (
            application(json!({ "answers": { "unknown": "x" } })),
            "invalid-application",
        ),
        (nested, "not-an-application"),
    ] {
        refused(&post(&router, KEY, sealed_with(&to, KEY, &inside, 1)).await, kind);
    }
    let reply = post(&router, KEY, sealed_with(&to, KEY, "{\"student\":", 1)).await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert_eq!(world.count(), 0);
}

/// Whatever one bit of a request's body becomes, nothing is kept; where it is JSON of the right shape still, it stays closed.
#[tokio::test]
async fn a_body_with_one_bit_changed_is_refused() {
    let (world, to) = world();
    let council = Council::open(&world.data(), &world.app()).unwrap();
    let body = sealed(&to, json!({})).into_bytes();
    for bit in 0..body.len() * 8 {
        let mut changed = body.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let opened = match endpoint::arrival::sealed(&changed) {
            Ok(Some(sealed)) => council.seal_keys.unseal(&sealed, KEY).is_ok(),
            Ok(None) => endpoint::arrival::arrived(&changed).is_ok(),
            Err(_) => false,
        };
        assert!(!opened, "bit {bit}");
    }
}

#[tokio::test]
async fn a_new_key_is_taken_and_what_was_sealed_to_the_old_one_still_opens() {
    let (world, old) = world();
    let new = SealKeys::add(&world.data()).unwrap().public();
    let router = world.start();
    let first = accepted(&router, KEY, sealed(&old, json!({}))).await;
    let again = post(&router, KEY, sealed(&new, json!({}))).await;
    assert_eq!(again.body, first.body);
}

#[tokio::test]
async fn a_key_that_came_after_the_start_opens_too_and_an_id_names_no_other_file() {
    let world = World::new();
    let router = world.start();
    let to = SealKeys::add(&world.data()).unwrap().public();
    accepted(&router, KEY, sealed(&to, json!({}))).await;
    let mut other: SealedApplication = serde_json::from_str(&sealed(&to, json!({}))).unwrap();
    other.sealed_to = "../data/seal-x".to_owned();
    refused(&post(&router, OTHER_KEY, write(&other)).await, "unknown-seal-key");
}

fn name_in_settings(world: &World, key: &str) {
    let path = world.app().join("settings.json");
    let mut settings: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    settings["seal_to"] = json!(key);
    fs::write(path, settings.to_string()).unwrap();
}

#[tokio::test]
async fn where_only_sealed_ones_are_taken_the_settings_say_to_what_and_the_rest_is_refused() {
    let (world, to) = world();
    let plain = application(json!({}));
    let first = accepted(&world.start(), KEY, plain.clone()).await;
    let config = Config {
        require_sealed: true,
        ..Config::default()
    };
    let error = Council::with(&world.data(), &world.app(), config.clone())
        .err()
        .unwrap();
    assert!(error.to_string().contains("names no seal_to"), "{error}");
    name_in_settings(&world, &to);
    let router = world.start_with(config);
    let again = post(&router, KEY, plain).await;
    assert_eq!(
        (again.status, again.body),
        (StatusCode::OK, first.body),
        "acknowledged once, for ever"
    );
    let other = application(json!({ "application": "e".repeat(32) }));
    refused(&post(&router, OTHER_KEY, other).await, "not-sealed");
    assert_eq!(world.count(), 1);
}

#[test]
fn settings_that_name_a_key_that_opens_nothing_are_not_served() {
    let (world, _) = world();
    name_in_settings(&world, &"A".repeat(43));
    let error = Council::open(&world.data(), &world.app())
        .err()
        .unwrap()
        .to_string();
    assert!(error.contains("seal_to") && error.contains("AAAA"), "{error}");
}

#[test]
fn a_key_under_another_keys_name_is_not_taken() {
    let (world, _) = world();
    let names: Vec<_> = fs::read_dir(world.data())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    let path = names
        .iter()
        .find(|path| path.to_string_lossy().contains("seal-"))
        .unwrap();
    fs::rename(path, world.data().join("seal-0000000000000000.key")).unwrap();
    let error = Council::open(&world.data(), &world.app())
        .err()
        .unwrap()
        .to_string();
    assert!(error.contains("this is not a key"), "{error}");
}

#[test]
fn council_seal_key_makes_one_and_prints_what_goes_into_the_settings() {
    let world = World::new();
    let print = |more: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_council"))
            .args(["seal-key", "--data"])
            .arg(world.data())
            .args(more)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    };
    let first = print(&[]);
    assert_eq!(print(&[]), first);
    let second = print(&["--new"]);
    assert_ne!(second, first);
    let both = print(&[]);
    assert!(both.contains(&first) && both.contains(&second), "{both}");
    let shipped =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../public/settings.json")).unwrap();
    let with = shipped.replacen("\"contact\":", &format!("{first}\"contact\":"), 1);
    let read = settings::load("settings.json", &with).unwrap();
    assert!(first.contains(&read.seal_to.unwrap()));
    #[cfg(unix)]
    for entry in fs::read_dir(world.data()).unwrap() {
        use std::os::unix::fs::PermissionsExt;
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", entry.file_name());
    }
}
