//! Receipts are signed, and the same bytes whenever they are given.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use axum::http::StatusCode;
use cap_application::later::receipt::{ReceiptError, verify};
use cap_application::submission::envelope::Receipt;
use common::{APPLICATION, KEY, Reply, World, application, get, post};
use endpoint::council::Council;
use serde_json::{Value, json};

fn receipt(reply: &Reply) -> Receipt {
    serde_json::from_slice(&reply.body).unwrap()
}

/// Keys as the page finds them.
async fn served_keys(router: &axum::Router) -> Vec<String> {
    serde_json::from_value(get(router, "/settings.json").await.json()["receipt_keys"].clone()).unwrap()
}

#[tokio::test]
async fn a_receipt_verifies_with_the_key_in_the_settings_that_are_served() {
    let world = World::new();
    let router = world.start();
    let first = post(&router, KEY, application(json!({}))).await;
    let keys = served_keys(&router).await;
    assert_eq!(verify(APPLICATION, &receipt(&first), &keys), Ok(()));
    let other = "f".repeat(32);
    assert_eq!(verify(&other, &receipt(&first), &keys), Err(ReceiptError::Forged));
}

#[tokio::test]
async fn a_receipt_has_the_same_bytes_whenever_and_however_it_is_asked_for() {
    let world = World::new();
    let router = world.start();
    let first = post(&router, KEY, application(json!({}))).await;
    let again = post(&router, KEY, application(json!({}))).await;
    let other_key = post(&router, "another-key-0123456789", application(json!({}))).await;
    let fetched = get(&router, first.header("location")).await;
    let restarted = post(&world.start(), KEY, application(json!({}))).await;
    for reply in [again, other_key, fetched, restarted] {
        assert_eq!((reply.status, &reply.body), (StatusCode::OK, &first.body));
        assert_eq!(reply.header("content-type"), "application/json");
    }
}

#[tokio::test]
async fn a_receipt_stays_good_after_the_key_is_replaced() {
    let world = World::new();
    let first = post(&world.start(), KEY, application(json!({}))).await;
    let old = served_keys(&world.start()).await;
    std::fs::remove_file(world.data().join("receipt.key")).unwrap();
    let router = world.start();
    let new = served_keys(&router).await;
    assert_ne!(old, new);
    let again = post(&router, KEY, application(json!({}))).await;
    assert_eq!(again.body, first.body);
    assert_eq!(
        verify(APPLICATION, &receipt(&again), &new),
        Err(ReceiptError::UnknownKey)
    );
    assert_eq!(
        verify(APPLICATION, &receipt(&again), &[new, old].concat()),
        Ok(())
    );
}

#[tokio::test]
async fn settings_that_name_keys_are_served_as_they_are_and_must_name_this_one() {
    let world = World::new();
    let own = served_keys(&world.start()).await.remove(0);
    let path = world.app().join("settings.json");
    let shipped: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let with = |keys: Value| {
        let mut settings = shipped.clone();
        settings["receipt_keys"] = keys;
        std::fs::write(&path, settings.to_string()).unwrap();
        settings.to_string()
    };
    let another = "A".repeat(43);
    let text = with(json!([another, own]));
    let served = get(&world.start(), "/settings.json").await;
    assert_eq!(String::from_utf8(served.body).unwrap(), text);
    with(json!([another]));
    let error = Council::open(&world.data(), &world.app()).err().unwrap();
    let error = error.to_string();
    assert!(error.contains(&own) && error.contains("receipt_keys"), "{error}");
}

#[tokio::test]
async fn served_settings_are_not_cached_and_keep_every_other_member() {
    let world = World::new();
    let reply = get(&world.start(), "/settings.json").await;
    assert_eq!(reply.header("cache-control"), "no-cache");
    assert!(
        reply
            .header("content-security-policy")
            .starts_with("default-src 'none'")
    );
    let mut served = reply.json();
    served.as_object_mut().unwrap().remove("receipt_keys");
    let file = std::fs::read_to_string(world.app().join("settings.json")).unwrap();
    assert_eq!(served, serde_json::from_str::<Value>(&file).unwrap());
}

/// Nor does its log: whoever copies them can sign nothing.
#[tokio::test]
async fn the_database_holds_no_key() {
    let world = World::new();
    post(&world.start(), KEY, application(json!({}))).await;
    let seed = std::fs::read_to_string(world.data().join("receipt.key")).unwrap();
    for entry in std::fs::read_dir(world.data()).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("receipt.key") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let found = bytes
            .windows(seed.trim().len())
            .any(|part| part == seed.trim().as_bytes());
        assert!(!found, "{}", path.display());
    }
}

#[test]
fn council_key_prints_the_key_that_signs_and_makes_it_where_there_is_none() {
    let world = World::new();
    let print = || {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_council"))
            .args(["key", "--data"])
            .arg(world.data())
            .output()
            .unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let printed = print();
    assert_eq!(print(), printed);
    let council = Council::open(&world.data(), &world.app()).unwrap();
    assert_eq!(format!("{}\n", council.key.public()), printed);
}
