//! Many seeded schedules of crashes, kills, lost replies, full stores and two pages, against the real session.
//!
//! A schedule that fails is said with its seed and in its shortest form. `CAP_SEED=n cargo test --test simulation replay
//! -- --nocapture` runs that one again; `CAP_SCHEDULES=n` changes how many are run (`cargo xtask simulate n`), and
//! `CAP_FROM=n` which is the first.

#![allow(clippy::expect_used, clippy::panic)]

mod check;
mod council;
mod device;
mod files;
mod found;
mod network;
mod people;
mod plant;
mod planted;
mod rng;
mod run;
mod schedule;
mod sealing;
mod stores;
mod words;
mod world;

use std::env;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use run::{follow, run, shortest};
use schedule::{schedule, sealed_schedule};

/// How many schedules are run where nobody says: `cargo xtask test` says a hundred thousand, in optimised code.
const SCHEDULES: u64 = 2_000;

fn number(variable: &str) -> Option<u64> {
    env::var(variable)
        .ok()
        .map(|text| text.parse().expect("a number"))
}

/// What went wrong with a seed, so that a person can see it.
fn told(seed: u64, schedule: fn(u64) -> Vec<schedule::Step>, plant: Option<plant::Plant>) -> Option<String> {
    let steps = schedule(seed);
    let (untrue, at) = run(&steps, plant).err()?;
    let short = shortest(&steps, plant);
    let mut story = String::new();
    // It fails again, which is known by now.
    let _ = follow(&short, plant, |step, world| {
        let step = step.map_or("Faults stop".to_owned(), |step| format!("{step:?}"));
        let _ = writeln!(story, "{step}\n{}", world.in_words());
    });
    Some(format!(
        "seed {seed}: {untrue:?} is not true after step {at} of these:\n{}\nThe shortest that fails so ({untrue:?}):\n{}\n\
         Again: CAP_SEED={seed} cargo test --test simulation replay -- --nocapture",
        lines(&steps),
        story,
    ))
}

fn lines(steps: &[schedule::Step]) -> String {
    let lines = steps.iter().enumerate();
    lines
        .map(|(at, step)| format!("{:4} {step:?}\n", at + 1))
        .collect()
}

/// Runs the schedules of so many seeds, and tells of the first that fails.
fn all(count: u64, schedule: fn(u64) -> Vec<schedule::Step>) {
    let from = number("CAP_FROM").unwrap_or(0);
    let end = from + count;
    let threads = thread::available_parallelism().map_or(1, |threads| threads.get() as u64);
    let failed = AtomicU64::new(u64::MAX);
    thread::scope(|scope| {
        for first in 0..threads {
            let failed = &failed;
            scope.spawn(move || {
                for seed in (from + first..end).step_by(threads as usize) {
                    // The first that fails is the same whatever the number of threads.
                    if seed > failed.load(Ordering::Relaxed) {
                        return;
                    }
                    if run(&schedule(seed), None).is_err() {
                        failed.fetch_min(seed, Ordering::Relaxed);
                        return;
                    }
                }
            });
        }
    });
    let failed = failed.into_inner();
    if failed < end {
        panic!("{}", told(failed, schedule, None).expect("it failed"));
    }
}

#[test]
fn every_schedule_keeps_what_was_said() {
    all(number("CAP_SCHEDULES").unwrap_or(SCHEDULES), schedule);
}

/// A fifth as many: what happens once an application is sealed is the same.
#[test]
fn every_schedule_keeps_what_was_said_where_applications_are_sealed() {
    all(number("CAP_SCHEDULES").unwrap_or(SCHEDULES) / 5, sealed_schedule);
}

#[test]
fn replay() {
    let Some(seed) = number("CAP_SEED") else { return };
    for schedule in [schedule, sealed_schedule] {
        if let Some(said) = told(seed, schedule, None) {
            panic!("{said}");
        }
    }
}
