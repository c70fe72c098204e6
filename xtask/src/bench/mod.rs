//! `cargo xtask bench`: the built app with generated forms of four sizes beside a hand-written page that does the same work,
//! measured in one run of Chromium. It writes the tables between the marks in `docs/performance.md`.

mod form;

use std::path::Path;

use clap::Args;

use crate::app;
use crate::check;
use crate::compress;
use crate::debian;
use crate::inputs;
use crate::process::{self, Steps, TaskError};
use crate::test::npx;
use crate::tools;

/// What `bench` may be told.
#[derive(Args)]
pub struct Options {
    /// How often everything is measured; medians are printed.
    #[arg(long, default_value_t = 5)]
    runs: u32,
    /// Numbers of questions.
    #[arg(long, value_delimiter = ',', default_values_t = [100, 300, 1_000, 3_000])]
    sizes: Vec<usize>,
    /// Measures `dist` as it is, and the endpoint that was built before.
    #[arg(long)]
    built: bool,
    /// Only makes the folder that is measured, and says where it is: any server can serve it.
    #[arg(long)]
    prepare: bool,
}

/// Builds, prepares and measures.
///
/// # Errors
/// Where a step fails, or an answer of the scripted fill is not there afterwards.
pub fn run(options: &Options) -> Result<(), TaskError> {
    let mut steps = Steps::new(if options.built { 3 } else { app::BUILD_STEPS + 3 });
    if !options.built {
        app::build(&mut steps)?;
    }
    let site = process::target().join("bench/site");
    steps.step("Generated forms beside the app", || {
        prepare(&site, &options.sizes)?;
        println!("      {}", site.display());
        Ok(())
    })?;
    if options.prepare {
        return Ok(());
    }
    let [chromium] = steps.step("Chromium and the tools of e2e", || {
        tools::ensure_npm("e2e")?;
        debian::ensure([&debian::CHROMIUM])
    })?;
    let sizes: Vec<String> = options.sizes.iter().map(usize::to_string).collect();
    steps.step("Measurement", || {
        process::run(
            npx("playwright test --config tools/measure.config.ts")
                .env("CHROMIUM_PATH", &chromium)
                .env(
                    "CAP_COUNCIL",
                    std::env::var_os("CAP_COUNCIL").unwrap_or(app::council().into()),
                )
                .env("CAP_APP", &site)
                .env("CAP_MEASURE", "bench")
                .env("CAP_RUNS", options.runs.to_string())
                .env("CAP_SIZES", sizes.join(",")),
        )
    })
}

/// The app at the root, and for each size a copy of it with data files of that size; the plain page in `plain`.
fn prepare(site: &Path, sizes: &[usize]) -> Result<(), TaskError> {
    let _ = std::fs::remove_dir_all(site);
    copy(&app::dist(), site)?;
    for &size in sizes {
        let folder = site.join(size.to_string());
        copy(&app::dist(), &folder)?;
        form::write(&folder, size)?;
        check::noted(&folder)?;
    }
    copy(&process::root().join("e2e/tools/plain"), &site.join("plain"))?;
    compress::folder(site).map(drop)
}

fn copy(from: &Path, to: &Path) -> Result<(), TaskError> {
    for file in inputs::files(from)? {
        let target = to.join(file.strip_prefix(from).unwrap_or(&file));
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder).map_err(TaskError::file(folder))?;
        }
        std::fs::copy(&file, &target).map_err(TaskError::file(&file))?;
    }
    Ok(())
}
