//! `cargo xtask bench`: the built app with generated forms of several sizes, measured beside a hand-written page that does
//! the same work without a framework. What is measured, and how, stands in `docs/performance.md`, into which it writes.

mod form;
mod generated;
mod report;

use std::path::Path;

use clap::Args;

use self::report::Figures;
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
    /// Numbers of questions.
    #[arg(long, value_delimiter = ',', default_values_t = [100, 300, 1_000, 3_000])]
    sizes: Vec<usize>,
    /// Takes `dist` as it is.
    #[arg(long)]
    built: bool,
    /// Makes the folder that is to be measured, which any server can serve, and measures nothing.
    #[arg(long)]
    prepare: bool,
    /// How often everything is measured.
    #[arg(long, default_value_t = 5)]
    runs: u32,
}

/// Builds, makes the folder, measures it, and writes what was found.
///
/// # Errors
/// Where a step fails.
pub fn run(options: &Options) -> Result<(), TaskError> {
    let built = if options.built { 0 } else { app::BUILD_STEPS };
    let mut steps = Steps::new(built + if options.prepare { 1 } else { 4 });
    if !options.built {
        app::build(&mut steps)?;
    }
    let folder = process::target().join("bench");
    let site = folder.join("site");
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
    let found = folder.join("figures.json");
    let sizes: Vec<String> = options.sizes.iter().map(usize::to_string).collect();
    steps.step("Measuring (about three minutes a run)", || {
        let mut playwright = npx("playwright test --config tools/measure.config.ts");
        playwright
            .env("CHROMIUM_PATH", &chromium)
            .env("CAP_COUNCIL", app::council())
            .env("CAP_APP", &site)
            .env("CAP_MEASURE", "bench")
            .env("CAP_SIZES", sizes.join(","))
            .env("CAP_RUNS", options.runs.to_string())
            .env("CAP_FIGURES", &found);
        process::run(&mut playwright)
    })?;
    steps.step("Table and curve in docs", || {
        let figures = Figures::read(&found)?;
        println!("{}", figures.table());
        figures.write()
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
    let plain = site.join("plain");
    copy(&process::root().join("e2e/tools/plain"), &plain)?;
    // For the plain page that looks as the app does.
    for file in inputs::files(&app::dist())? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("all-") && name.ends_with(".css") {
            std::fs::copy(&file, plain.join("app.css")).map_err(TaskError::file(&file))?;
        }
    }
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
