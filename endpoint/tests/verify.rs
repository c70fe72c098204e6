//! A proof of receipt is checked by whoever is given one.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;

use cap_application::submission::envelope::Receipt;
use cap_application::submission::proof::{FORMAT, Proof, write};
use common::{APPLICATION, KEY, World, application, post};
use endpoint::key::Key;
use endpoint::verify::verify;
use serde_json::json;

/// A world that has received an application, and the proof of that.
async fn received() -> (World, Proof) {
    let world = World::new();
    let reply = post(&world.start(), KEY, application(json!({}))).await;
    let proof = Proof {
        format: FORMAT,
        application: APPLICATION.to_owned(),
        receipt: serde_json::from_slice::<Receipt>(&reply.body).unwrap(),
    };
    (world, proof)
}

fn file(world: &World, text: &str) -> std::path::PathBuf {
    let path = world.app().join("proof.txt");
    fs::write(&path, text).unwrap();
    path
}

fn failure(file: &Path, data: Option<&Path>, keys: Vec<String>) -> String {
    verify(file, data, keys).unwrap_err().to_string()
}

#[tokio::test]
async fn a_proof_is_proved_with_the_key_in_the_folder_or_with_one_that_is_given() {
    let (world, proof) = received().await;
    let public = Key::read(&world.data()).unwrap().public();
    for text in [
        write(&proof),
        format!(
            "Proof of receipt\n\nReference: CAP-99999999\n\n{}\n\n",
            write(&proof)
        ),
    ] {
        let path = file(&world, &text);
        for said in [
            verify(&path, Some(&world.data()), Vec::new()).unwrap(),
            verify(&path, None, vec!["A".repeat(43), public.clone()]).unwrap(),
        ] {
            for part in [
                &proof.receipt.reference,
                &proof.receipt.received,
                &proof.receipt.digest,
            ] {
                assert!(said.contains(part), "{said}");
            }
            assert!(
                !said.contains("CAP-99999999"),
                "only the last line counts: {said}"
            );
        }
    }
}

#[tokio::test]
async fn anything_that_was_changed_is_not_proved() {
    let (world, proof) = received().await;
    let check = |change: fn(&mut Proof)| {
        let mut changed = proof.clone();
        change(&mut changed);
        let said = failure(&file(&world, &write(&changed)), Some(&world.data()), Vec::new());
        assert!(said.starts_with("NOT PROVED"), "{said}");
    };
    check(|proof| proof.application = "f".repeat(32));
    check(|proof| proof.receipt.reference = "CAP-22222222".to_owned());
    check(|proof| proof.receipt.received = "2026-11-22T15:46:00.000Z".to_owned());
    check(|proof| proof.receipt.digest = "0".repeat(64));
    check(|proof| proof.receipt.signature = None);
    let path = file(&world, &write(&proof));
    assert!(failure(&path, None, vec!["A".repeat(43)]).contains("--key"));
}

#[tokio::test]
async fn what_is_no_proof_says_so_and_no_key_is_made() {
    let (world, proof) = received().await;
    for (text, expect) in [
        ("", "there is no proof"),
        ("CAP-22222222", "there is no proof"),
        ("{\"format\":1}", "not a proof of receipt"),
    ] {
        let said = failure(&file(&world, text), Some(&world.data()), Vec::new());
        assert!(said.contains(expect), "{text}: {said}");
    }
    let newer = Proof { format: 2, ..proof };
    assert!(failure(&file(&world, &write(&newer)), Some(&world.data()), Vec::new()).contains("format 2"));
    let path = file(&world, &write(&newer));
    let empty = tempfile::tempdir().unwrap();
    failure(
        &file(&world, &write(&Proof { format: 1, ..newer })),
        Some(empty.path()),
        Vec::new(),
    );
    assert_eq!(fs::read_dir(empty.path()).unwrap().count(), 0);
    assert!(failure(&path.with_extension("none"), None, Vec::new()).contains("proof.none"));
}
