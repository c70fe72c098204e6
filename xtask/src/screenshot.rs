//! `cargo xtask screenshot`: the picture in the README, made from the built app so that it is never out of date.

use crate::app;
use crate::debian;
use crate::process::{self, Steps, TaskError};
use crate::test::npx;
use crate::tools;

/// Builds the app and writes `docs/start.png`.
pub fn run() -> Result<(), TaskError> {
    let mut steps = Steps::new(app::BUILD_STEPS + 2);
    app::build(&mut steps)?;
    let [chromium] = steps.step("Chromium and the tools of e2e", || {
        tools::ensure_npm("e2e")?;
        debian::ensure([&debian::CHROMIUM])
    })?;
    steps.step("docs/start.png", || {
        let mut playwright = npx("playwright test --config tools/screenshot.config.ts");
        process::run(
            playwright
                .env("CHROMIUM_PATH", &chromium)
                .env("CAP_COUNCIL", app::council()),
        )
    })
}
