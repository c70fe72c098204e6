//! `cargo xtask kills`: kills the browser while somebody types, again and again, and says what was lost.

use clap::Args;

use crate::app;
use crate::debian;
use crate::process::{self, Steps, TaskError};
use crate::test::npx;
use crate::tools;

/// What `kills` may be told.
#[derive(Args)]
pub struct Options {
    /// How often: every other kill is of the renderer alone, the others are of the whole browser.
    #[arg(default_value_t = 200)]
    kills: u32,
}

/// Builds the app and kills the browser; fails where a letter is gone that was said to be saved.
pub fn run(options: &Options) -> Result<(), TaskError> {
    let mut steps = Steps::new(app::BUILD_STEPS + 2);
    app::build(&mut steps)?;
    let [chromium] = steps.step("Chromium and the tools of e2e", || {
        tools::ensure_npm("e2e")?;
        debian::ensure([&debian::CHROMIUM])
    })?;
    steps.step("Kills while typing", || {
        let mut playwright = npx("playwright test --config tools/measure.config.ts");
        process::run(
            playwright
                .env("CHROMIUM_PATH", &chromium)
                .env("CAP_COUNCIL", app::council())
                .env("CAP_MEASURE", "kills")
                .env("CAP_KILLS", options.kills.to_string()),
        )
    })
}
