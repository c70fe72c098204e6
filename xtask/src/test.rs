//! `cargo xtask test`: the very thing that continuous integration runs.

use std::process::Command;

use clap::Args;

use crate::app;
use crate::debian;
use crate::process::{self, Steps, TaskError};
use crate::simulate;
use crate::sizes;
use crate::tools;

/// What `test` may be told.
#[derive(Args)]
pub struct Options {
    /// Formats, lints and native tests only: seconds, no browser.
    #[arg(long)]
    fast: bool,
}

/// Steps of the fast part.
const FAST_STEPS: usize = 6;
/// Steps after the fast part that are not those of the build.
const BROWSER_STEPS: usize = 6;

/// Runs every step, stops at the first that fails, and ends with a line that says how many there were of each.
pub fn run(options: &Options) -> Result<(), TaskError> {
    let further = if options.fast {
        0
    } else {
        app::BUILD_STEPS + BROWSER_STEPS
    };
    let mut steps = Steps::new(FAST_STEPS + further);
    let result = fast(&mut steps).and_then(|()| if options.fast { Ok(()) } else { browser(&mut steps) });
    let failed = usize::from(result.is_err());
    if let Err(error) = &result {
        println!("\n{error}\n{} steps were not begun", steps.left());
    }
    println!("\ncargo xtask test took {}", process::spell(steps.elapsed()));
    println!("{} passed, {failed} failed", steps.passed());
    result.map_err(|_| TaskError::Reported)
}

fn fast(steps: &mut Steps) -> Result<(), TaskError> {
    steps.step("Tools: rustfmt, clippy, the WebAssembly target", || {
        tools::ensure_components()?;
        tools::ensure_wasm_target()
    })?;
    steps.step("Formats", || process::run(&mut cargo("fmt --all --check")))?;
    steps.step("Lints, native", || {
        process::run(&mut cargo(
            "clippy --workspace --all-targets --all-features -- -D warnings",
        ))
    })?;
    steps.step("Lints, WebAssembly", || {
        // Not `--all-targets`: the core's own unit tests use tools that are native only.
        let lints = "clippy --package cap-application --lib --bins --test browser";
        process::run(&mut cargo(&format!(
            "{lints} --target {} -- -D warnings",
            tools::WASM
        )))
    })?;
    // The simulation's long tests come next, in code that is worth its compiling.
    let short = simulate::LONG_TESTS
        .map(|name| format!(" --skip {name}"))
        .concat();
    steps.step("Native tests", || {
        process::run(&mut cargo(&format!("test --workspace --all-features --{short}")))
    })?;
    steps.step("Simulation", || {
        let profile = "--config profile.test.package.cap-application.opt-level=2";
        let mut tests = cargo(&format!(
            "{profile} test --workspace --all-features --test simulation"
        ));
        process::run(tests.env(simulate::SCHEDULES, simulate::IN_TESTS.to_string()))
    })
}

fn browser(steps: &mut Steps) -> Result<(), TaskError> {
    let programs = [&debian::CHROMIUM, &debian::CHROMEDRIVER];
    let [chromium, driver] = steps.step("Chromium and its driver", || debian::ensure(programs))?;
    app::build(steps)?;
    steps.step("Size budget", || sizes::check(&app::dist()))?;
    steps.step("Browser unit tests", || {
        let runner = tools::ensure(&tools::WASM_BINDGEN)?.join("wasm-bindgen-test-runner");
        let mut tests = cargo(&format!(
            "test --package cap-application --target {} --test browser",
            tools::WASM
        ));
        tests
            .env("CHROMEDRIVER", &driver)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
        process::run(&mut tests)
    })?;
    steps.step("End-to-end tools, by npm", || tools::ensure_npm("e2e"))?;
    steps.step("End-to-end types", || process::run(&mut npx("tsc --noEmit")))?;
    steps.step("End-to-end tests", || {
        process::run(
            npx("playwright test")
                .env("CHROMIUM_PATH", &chromium)
                .env("CAP_COUNCIL", app::council())
                .env("CAP_XTASK", std::env::current_exe().unwrap_or_default()),
        )
    })
}

fn cargo(arguments: &str) -> Command {
    let mut cargo = process::command("cargo");
    cargo.args(arguments.split(' '));
    cargo
}

/// A program of `e2e`'s packages. `--no`: it is never fetched from elsewhere.
pub fn npx(arguments: &str) -> Command {
    let mut npx = process::command("npx");
    npx.current_dir(process::root().join("e2e"))
        .arg("--no")
        .arg("--")
        .args(arguments.split(' '));
    npx
}
