//! `cargo xtask bench`: a folder to measure: the built app with generated forms of several sizes, and beside it a hand-written
//! page that does the same work without a framework. Any server can serve it; `docs/performance.md` says what to look for.

mod form;

use std::path::Path;

use clap::Args;

use crate::app;
use crate::check;
use crate::compress;
use crate::inputs;
use crate::process::{self, Steps, TaskError};

/// What `bench` may be told.
#[derive(Args)]
pub struct Options {
    /// Numbers of questions.
    #[arg(long, value_delimiter = ',', default_values_t = [100, 300, 1_000, 3_000])]
    sizes: Vec<usize>,
    /// Takes `dist` as it is.
    #[arg(long)]
    built: bool,
}

/// Builds, and makes the folder.
///
/// # Errors
/// Where a step fails.
pub fn run(options: &Options) -> Result<(), TaskError> {
    let mut steps = Steps::new(if options.built { 1 } else { app::BUILD_STEPS + 1 });
    if !options.built {
        app::build(&mut steps)?;
    }
    let site = process::target().join("bench/site");
    steps.step("Generated forms beside the app", || {
        prepare(&site, &options.sizes)?;
        println!("      {}", site.display());
        Ok(())
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
