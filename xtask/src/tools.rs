//! The tools of the build at their pinned versions: from `PATH`, else from a cache, else built by cargo into it.
//!
//! Neither Trunk nor wasm-bindgen comes as a program from a public package registry, so that cargo has to compile
//! them once. Optimising them would cost more time than it ever gives back: it is switched off.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::thread;

use crate::debian;
use crate::process::{self, TaskError};

/// The target of the browser half.
pub const WASM: &str = "wasm32-unknown-unknown";

/// A tool that cargo installs.
pub struct Tool {
    /// The crate.
    pub name: &'static str,
    /// The one version that is used.
    pub version: &'static str,
    /// The program whose `--version` is looked at.
    program: &'static str,
    /// Further arguments for `cargo install`.
    arguments: &'static [&'static str],
}

/// Builds the app. Newer releases need a newer Rust; its lock file is sound.
pub const TRUNK: Tool = Tool {
    name: "trunk",
    version: "0.21.14",
    program: "trunk",
    arguments: &["--locked", "--no-default-features"],
};

/// Must equal the `wasm-bindgen` crate. Not `--locked`: its lock file names a release that registries may not have.
pub const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen-cli",
    version: "0.2.130",
    program: "wasm-bindgen",
    arguments: &[],
};

/// The folder that keeps tools between runs: `CAP_TOOLS`, else one in the user's cache.
fn cache() -> Result<PathBuf, TaskError> {
    let variable = |name| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let folder = || {
        let cache =
            variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")))?;
        Some(cache.join("cap-application/tools"))
    };
    variable("CAP_TOOLS").or_else(folder).ok_or_else(|| {
        TaskError::Advice("Set CAP_TOOLS to a folder that may hold build tools: HOME is not set.".to_owned())
    })
}

/// The folder with the tool's programs.
pub fn ensure(tool: &Tool) -> Result<PathBuf, TaskError> {
    if let Some(program) = process::find(&[tool.program]).filter(|program| is_version(program, tool)) {
        return Ok(program.parent().map(Path::to_owned).unwrap_or_default());
    }
    let home = cache()?.join(format!("{}-{}", tool.name, tool.version));
    let folder = home.join("bin");
    if !is_version(&folder.join(tool.program), tool) {
        println!(
            "      building {} {} once, several minutes, kept in {}",
            tool.name,
            tool.version,
            home.display()
        );
        install(tool, &home)?;
    }
    Ok(folder)
}

/// The folders of several tools. Those that are missing are built side by side: each ends with a crate or two that keep one core
/// busy, a minute and a half in Trunk's case.
///
/// # Errors
/// The first, in their order, that could not be had; the others are built to their end all the same.
pub fn ensure_all(tools: &[&'static Tool]) -> Result<Vec<PathBuf>, TaskError> {
    thread::scope(|scope| {
        let begun: Vec<_> = tools.iter().map(|tool| scope.spawn(|| ensure(tool))).collect();
        let ended = begun.into_iter().map(|one| {
            one.join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        ended.collect()
    })
}

fn is_version(program: &Path, tool: &Tool) -> bool {
    let said = process::read(process::command(program).arg("--version"));
    said.is_some_and(|line| line.split_whitespace().nth(1) == Some(tool.version))
}

fn install(tool: &Tool, home: &Path) -> Result<(), TaskError> {
    let mut cargo = process::command("cargo");
    cargo
        .args(["install", tool.name, "--version", tool.version, "--root"])
        .arg(home)
        .args(tool.arguments);
    cargo.env("CARGO_PROFILE_RELEASE_LTO", "off");
    cargo
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
    // The workspace's own output folder would otherwise be shared, and locked.
    cargo.env_remove("CARGO_TARGET_DIR");
    process::run(&mut cargo)
}

/// Makes sure of the WebAssembly target of the Rust that is in use.
pub fn ensure_wasm_target() -> Result<(), TaskError> {
    let library =
        process::read(process::command("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if library.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    need_rustup(&format!("the target {WASM}"))?;
    println!("      adding the target {WASM} by rustup");
    process::run(process::command("rustup").args(["target", "add", WASM]))
}

/// Makes sure of rustfmt and clippy.
pub fn ensure_components() -> Result<(), TaskError> {
    for (program, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        let said = process::read(process::command(program).arg("--version"));
        if said.is_none() {
            need_rustup(component)?;
            println!("      adding {component} by rustup");
            process::run(process::command("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

fn need_rustup(what: &str) -> Result<(), TaskError> {
    let advice =
        || format!("{what} is missing, and rustup, which adds it, is not installed: see https://rustup.rs");
    process::find(&["rustup"])
        .map(|_| ())
        .ok_or_else(|| TaskError::Advice(advice()))
}

/// Brings the npm packages of a folder to what its lock file says. Does nothing where they are.
pub fn ensure_npm(folder: &str) -> Result<(), TaskError> {
    let folder = process::root().join(folder);
    let changed = |file: PathBuf| file.metadata().and_then(|data| data.modified()).ok();
    let lock = changed(folder.join("package-lock.json"));
    if changed(folder.join("node_modules/.package-lock.json"))
        .is_some_and(|installed| Some(installed) >= lock)
    {
        return Ok(());
    }
    let [npm] = debian::ensure([&debian::NPM])?;
    let mut npm = process::command(npm);
    npm.arg("ci")
        .current_dir(folder)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::run(&mut npm)
}

/// `PATH` with these folders in front.
pub fn search_path(folders: &[PathBuf]) -> Result<OsString, TaskError> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&path));
    std::env::join_paths(all)
        .map_err(|error| TaskError::Advice(format!("a folder cannot stand in PATH: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(file: &str, text: &str) {
        let whole = std::fs::read_to_string(process::root().join(file)).unwrap();
        assert!(whole.contains(text), "{file} does not hold {text:?}");
    }

    #[test]
    fn every_file_that_names_a_tool_names_the_same_version() {
        let bindgen = WASM_BINDGEN.version;
        holds("Cargo.toml", &format!("wasm-bindgen = \"={bindgen}\""));
        holds(
            "Cargo.lock",
            &format!("name = \"wasm-bindgen\"\nversion = \"{bindgen}\""),
        );
        holds("Trunk.toml", &format!("wasm_bindgen = \"{bindgen}\""));
        let package: serde_json::Value = serde_json::from_str(
            &std::fs::read_to_string(process::root().join("style/package.json")).unwrap(),
        )
        .unwrap();
        let sass = package["devDependencies"]["sass"].as_str().unwrap();
        holds("Trunk.toml", &format!("sass = \"{sass}\""));
    }

    #[test]
    fn a_program_of_another_version_is_not_taken() {
        let other = Tool {
            name: "cargo",
            version: "0.0.1",
            program: "cargo",
            arguments: &[],
        };
        assert!(!is_version(Path::new("cargo"), &other));
    }

    #[test]
    fn no_lock_file_names_a_registry() {
        for folder in ["style", "e2e"] {
            let lock =
                std::fs::read_to_string(process::root().join(folder).join("package-lock.json")).unwrap();
            assert!(!lock.contains("\"resolved\""), "{folder}/package-lock.json");
        }
    }
}
