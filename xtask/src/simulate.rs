//! `cargo xtask simulate`: as many seeded schedules of faults as there is time for.

use clap::Args;

use crate::process::{self, Steps, TaskError};

/// Tells `tests/simulation` how many schedules to run.
pub const SCHEDULES: &str = "CAP_SCHEDULES";
/// How many are part of `cargo xtask test`.
pub const IN_TESTS: u64 = 100_000;
/// Names of its tests that take long in code that is not optimised.
pub const LONG_TESTS: [&str; 2] = ["every_schedule_keeps_what_was_said", "planted::"];

/// What `simulate` may be told.
#[derive(Args)]
pub struct Options {
    /// How many schedules.
    #[arg(default_value_t = 1_000_000)]
    schedules: u64,
}

/// Runs them against the real session; fails with the seed of the first that finds something untrue.
pub fn run(options: &Options) -> Result<(), TaskError> {
    let mut steps = Steps::new(1);
    steps.step("Simulated schedules", || {
        let mut cargo = process::command("cargo");
        cargo.args("test --profile native --package cap-application --test simulation every".split(' '));
        process::run(cargo.env(SCHEDULES, options.schedules.to_string()))
    })
}
