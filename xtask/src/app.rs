//! Builds the app into `dist` and the council endpoint into cargo's output folder.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::compress;
use crate::inputs;
use crate::process::{self, Steps, TaskError};
use crate::sizes;
use crate::tools;

/// Steps that [`build_app`] takes.
pub const APP_STEPS: usize = 4;
/// Steps that [`build`] takes.
pub const BUILD_STEPS: usize = APP_STEPS + 1;

/// The built app.
pub fn dist() -> PathBuf {
    process::root().join("dist")
}

/// The endpoint's program, as it is served and delivered.
pub fn council() -> PathBuf {
    program("native/council")
}

/// The same as the native tests leave it, unoptimised: the tests in a browser take as long, and arithmetic that overflows is found out.
pub fn tested_council() -> PathBuf {
    program("debug/council")
}

fn program(name: &str) -> PathBuf {
    process::target()
        .join(name)
        .with_extension(std::env::consts::EXE_EXTENSION)
}

/// Everything that is served: the app in release mode with its compressed twins, and the endpoint.
pub fn build(steps: &mut Steps) -> Result<(), TaskError> {
    build_app(steps)?;
    build_council(steps)
}

/// The app alone, in release mode with its compressed twins.
pub fn build_app(steps: &mut Steps) -> Result<(), TaskError> {
    let path = prepare(steps)?;
    steps.step("The app, in release mode (a few minutes the first time)", || {
        release(&path)
    })?;
    steps.step("Compressed files beside it", || {
        let count = compress::folder(&dist())?;
        println!("      {count} files compressed");
        sizes::print(&dist())
    })
}

/// The same in the way that suits work on it: quick to build, and nothing compressed.
pub fn build_dev(steps: &mut Steps) -> Result<OsString, TaskError> {
    let path = prepare(steps)?;
    steps.step("The app, in development mode", || {
        process::run(&mut trunk("build", &path))
    })?;
    build_council(steps)?;
    Ok(path)
}

/// Trunk with the search path that [`build_dev`] gave.
pub fn trunk(task: &str, path: &OsString) -> Command {
    let mut trunk = process::command("trunk");
    // Found on the new path and not on this program's own.
    trunk.env("PATH", path).arg(task);
    // Trunk takes `NO_COLOR=1`, which people set, for a flag of its own and refuses it.
    trunk.env_remove("NO_COLOR");
    trunk
}

fn prepare(steps: &mut Steps) -> Result<OsString, TaskError> {
    let mut folders = vec![process::root().join("style/node_modules/.bin")];
    steps.step("Tools: the WebAssembly target, Trunk, wasm-bindgen", || {
        tools::ensure_wasm_target()?;
        folders.extend(tools::ensure_all(&[&tools::TRUNK, &tools::WASM_BINDGEN])?);
        Ok(())
    })?;
    steps.step("Style sheet sources, by npm", || tools::ensure_npm("style"))?;
    tools::search_path(&folders)
}

fn release(path: &OsString) -> Result<(), TaskError> {
    let now = inputs::fingerprint(&process::root())?;
    let stamp = dist().join(".stamp");
    if std::fs::read_to_string(&stamp).is_ok_and(|built| built == now) {
        println!("      nothing changed since it was built");
        return Ok(());
    }
    process::run(trunk("build", path).arg("--release"))?;
    std::fs::write(&stamp, now).map_err(TaskError::file(&stamp))
}

fn build_council(steps: &mut Steps) -> Result<(), TaskError> {
    steps.step("The council endpoint", || {
        let mut cargo = process::command("cargo");
        cargo.args([
            "build",
            "--profile",
            "native",
            "--package",
            "endpoint",
            "--bin",
            "council",
        ]);
        process::run(&mut cargo)
    })
}
