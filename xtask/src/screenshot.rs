//! `cargo xtask screenshot` and `cargo xtask paper`: what the built app looks like, on screens and on paper.

use crate::app;
use crate::debian;
use crate::process::{self, Steps, TaskError};
use crate::test::npx;
use crate::tools;

/// Builds the app and writes `docs/pictures`, so that no picture there is out of date.
///
/// # Errors
/// Where a step fails.
pub fn screens() -> Result<(), TaskError> {
    run("docs/pictures", "screenshot")
}

/// Builds the app and writes `target/paper`: what people print, as PDF files, to be looked at page by page.
///
/// # Errors
/// Where a step fails.
pub fn paper() -> Result<(), TaskError> {
    run("target/paper", "paper")
}

fn run(folder: &str, tool: &str) -> Result<(), TaskError> {
    let mut steps = Steps::new(app::BUILD_STEPS + 2);
    app::build(&mut steps)?;
    let [chromium] = steps.step("Chromium and the tools of e2e", || {
        tools::ensure_npm("e2e")?;
        debian::ensure([&debian::CHROMIUM])
    })?;
    steps.step(folder, || {
        let mut playwright = npx(&format!("playwright test --config tools/{tool}.config.ts"));
        process::run(
            playwright
                .env("CHROMIUM_PATH", &chromium)
                .env("CAP_COUNCIL", app::council()),
        )
    })
}
