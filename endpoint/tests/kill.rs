//! Nothing that was acknowledged is lost, and nothing is there twice, however often the endpoint is killed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use cap_application::later::receipt::verify;
use cap_application::submission::envelope::Receipt;
use common::serving::{Serving, json_of, post};
use common::{World, application};
use serde_json::json;

const ROUNDS: u64 = 6;
const SENDERS: usize = 4;
const NEW_IN_A_ROUND: usize = 24;

fn id(number: usize) -> String {
    format!("{number:032x}")
}

fn body(number: usize) -> String {
    application(json!({ "application": id(number) }))
}

/// Small, seeded, good enough to choose moments.
fn next(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

/// Receipts by application, as bytes.
type Acknowledged = Mutex<BTreeMap<usize, Vec<u8>>>;

/// Sends everything up to `last` from several threads until it is killed, or all are acknowledged.
fn send(address: &str, first: usize, last: usize, acknowledged: &Acknowledged, sent: &AtomicUsize) {
    let number = AtomicUsize::new(first);
    std::thread::scope(|scope| {
        for _ in 0..SENDERS {
            scope.spawn(|| {
                loop {
                    let number = number.fetch_add(1, Ordering::Relaxed);
                    if number >= last {
                        return;
                    }
                    sent.fetch_add(1, Ordering::Relaxed);
                    // Twice under one key and once under another, as an anxious client would.
                    for key in ["first", "first", "second"] {
                        let key = format!("{}-{key}", id(number));
                        let Ok((head, receipt)) = post(address, &key, &body(number)) else {
                            return;
                        };
                        assert!(head.starts_with("HTTP/1.1 20"), "{head}");
                        let mut acknowledged = acknowledged.lock().unwrap();
                        let before = acknowledged.entry(number).or_insert_with(|| receipt.clone());
                        assert_eq!(*before, receipt, "application {number}");
                    }
                }
            });
        }
    });
}

#[test]
fn every_acknowledged_receipt_survives_sigkill_with_the_same_bytes() {
    let world = World::new();
    let acknowledged = Acknowledged::default();
    let mut seed = 0x5eed_0001;
    let mut interrupted = 0;
    for round in 0..ROUNDS {
        let mut serving = Serving::start(&world, &["--rate-per-minute", "0"]);
        let address = serving.address.clone();
        let last = (usize::try_from(round).unwrap() + 1) * NEW_IN_A_ROUND;
        let sent = AtomicUsize::new(0);
        // Counted in requests, not in time, so that it is in the middle on any machine; and then a little later.
        let moment = usize::try_from(next(&mut seed)).unwrap() % (last - 2) + 1;
        let pause = Duration::from_micros(next(&mut seed) % 3_000);
        std::thread::scope(|scope| {
            // Everything from the start again: what was acknowledged before has to be given again.
            let sender = scope.spawn(|| send(&address, 0, last, &acknowledged, &sent));
            while sent.load(Ordering::Relaxed) < moment && !sender.is_finished() {
                std::thread::yield_now();
            }
            let begin = Instant::now();
            while begin.elapsed() < pause {
                std::hint::spin_loop();
            }
            serving.kill();
        });
        interrupted += usize::from(sent.load(Ordering::Relaxed) < last);
    }
    assert!(interrupted > 0, "it was never killed in the middle");

    let all = usize::try_from(ROUNDS).unwrap() * NEW_IN_A_ROUND;
    let survived = acknowledged.lock().unwrap().len();
    assert!(survived > 0 && survived <= all);
    let serving = Serving::start(&world, &["--rate-per-minute", "0"]);
    send(&serving.address, 0, all, &acknowledged, &AtomicUsize::new(0));
    let acknowledged = acknowledged.into_inner().unwrap();
    assert_eq!(acknowledged.len(), all);
    let references: BTreeSet<String> = acknowledged
        .values()
        .map(|receipt| json_of(receipt)["reference"].to_string())
        .collect();
    assert_eq!(references.len(), all);
    assert_eq!(usize::try_from(world.count()).unwrap(), all);
    let keys = [endpoint::key::Key::open(&world.data()).unwrap().public()];
    for (number, receipt) in acknowledged {
        let receipt: Receipt = serde_json::from_slice(&receipt).unwrap();
        assert_eq!(verify(&id(number), &receipt, &keys), Ok(()));
    }
    let said: String = world
        .database()
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(said, "ok");
}

/// What power cuts and not only kills need: a commit waits until the disk has it.
#[test]
fn a_commit_is_on_the_disk_before_it_is_acknowledged() {
    let world = World::new();
    drop(world.start());
    let database = world.database();
    let mode: String = database
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "wal");
    let store = endpoint::store::Store::open(&world.data()).unwrap();
    assert_eq!(store.synchronous().unwrap(), 2);
}
