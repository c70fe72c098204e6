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
    /// Every end-to-end test that Firefox and WebKit can run, and not the core of them alone.
    #[arg(long)]
    every_browser: bool,
}

/// Steps of the fast part.
const FAST_STEPS: usize = 6;
/// Steps after the fast part that are not those of the build.
const BROWSER_STEPS: usize = 9;

/// Runs every step, stops at the first that fails, and ends with a line that says how many there were of each.
pub fn run(options: &Options) -> Result<(), TaskError> {
    let further = if options.fast {
        0
    } else {
        app::APP_STEPS + BROWSER_STEPS
    };
    let mut steps = Steps::new(FAST_STEPS + further);
    let result = fast(&mut steps).and_then(|()| match options.fast {
        true => Ok(()),
        false => browser(&mut steps, options.every_browser),
    });
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

fn browser(steps: &mut Steps, every_browser: bool) -> Result<(), TaskError> {
    let programs = [&debian::CHROMIUM, &debian::CHROMEDRIVER, &debian::JAVA];
    let ([chromium, driver, _], shell) = steps.step("Chromium, its driver and Java", || {
        let found = debian::ensure(programs)?;
        Ok((found, debian::wish(&debian::CHROMIUM_SHELL)))
    })?;
    let programs = [
        &debian::FIREFOX,
        &debian::WEBKIT_DRIVER,
        &debian::WEBKIT,
        &debian::XVFB,
    ];
    let [firefox, webkit, _, screen] =
        steps.step("Firefox, WebKit and a screen", || debian::ensure(programs))?;
    app::build_app(steps)?;
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
    steps.step("End-to-end tests, Chromium", || {
        let mut tests = npx("playwright test");
        let tests = playwright(&mut tests, every_browser).env("CHROMIUM_PATH", &chromium);
        process::run(tests.env("CHROMIUM_SHELL_PATH", shell.as_ref().unwrap_or(&chromium)))
    })?;
    steps.step("End-to-end tests, Firefox", || {
        let mut tests = npx("playwright test");
        let tests = playwright(&mut tests, every_browser).env("CAP_BROWSER", "firefox");
        process::run(tests.env("FIREFOX_PATH", &firefox))
    })?;
    steps.step("End-to-end tests, WebKit", || {
        let mut tests = process::command(screen);
        tests.current_dir(process::root().join("e2e"));
        tests.args(["--auto-servernum", "npx", "--no", "--", "playwright", "test"]);
        let tests = playwright(&mut tests, every_browser).env("CAP_BROWSER", "webkit");
        process::run(tests.env("WEBKIT_DRIVER", &webkit))
    })
}

/// What the tests have to know of this build; which of them run in Firefox and WebKit stands in Playwright's configuration.
fn playwright(tests: &mut Command, every: bool) -> &mut Command {
    if every {
        tests.env("CAP_EVERY_TEST", "1");
    }
    tests
        .env("CAP_COUNCIL", app::tested_council())
        .env("CAP_XTASK", std::env::current_exe().unwrap_or_default())
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
