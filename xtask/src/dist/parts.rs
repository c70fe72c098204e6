//! What a program is made of: every crate that is linked into it, and what its style sheet comes from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::process::{self, TaskError};
use crate::tools;

/// Something of somebody else's that a program contains.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// Where it is published: `cargo` or `npm`, as package URLs spell it.
    pub registry: &'static str,
    /// Its name there.
    pub name: String,
    /// The version in use.
    pub version: String,
    /// SPDX expression of its licence.
    pub licence: String,
    /// SHA-256 of the package as published, in hexadecimal digits, where a lock file has it.
    pub digest: Option<String>,
    /// Who wrote it, as the package says; may be empty.
    pub authors: Vec<String>,
    /// The folder with its source, where its licence texts are.
    pub folder: PathBuf,
}

/// A program whose parts are asked for.
pub struct Program {
    /// The workspace's package.
    pub package: &'static str,
    /// The target it is built for; `None`: this machine's.
    pub target: Option<&'static str>,
    /// Cargo features it is built with.
    pub features: &'static str,
}

/// The page's program: both parts and the worker.
pub const PAGE: Program = Program {
    package: "cap-application",
    target: Some(tools::WASM),
    features: "split",
};

/// The council endpoint.
pub const COUNCIL: Program = Program {
    package: "endpoint",
    target: None,
    features: "",
};

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    authors: Vec<String>,
    manifest_path: PathBuf,
    source: Option<String>,
}

/// Every crate that is linked into a program, without those of the workspace, in order of name and version.
///
/// # Errors
/// Where cargo cannot say, or a crate names no licence.
pub fn crates(program: &Program) -> Result<BTreeSet<Part>, TaskError> {
    let mut tree = process::command("cargo");
    tree.args(["tree", "--locked", "--edges", "normal,no-proc-macro"])
        .args([
            "--prefix",
            "none",
            "--format",
            "{p}",
            "--package",
            program.package,
        ]);
    if let Some(target) = program.target {
        tree.args(["--target", target]);
    }
    if !program.features.is_empty() {
        tree.args(["--features", program.features]);
    }
    let linked = said(&mut tree)?;
    let mut metadata = process::command("cargo");
    metadata.args(["metadata", "--locked", "--format-version", "1"]);
    let known: Metadata = serde_json::from_str(&said(&mut metadata)?)
        .map_err(|error| TaskError::Advice(format!("cargo metadata cannot be read: {error}")))?;
    let lock = process::root().join("Cargo.lock");
    let digests = digests(&std::fs::read_to_string(&lock).map_err(TaskError::file(&lock))?);
    let named = names(&linked);
    let linked = known.packages.into_iter().filter(|package| {
        package.source.is_some() && named.contains(&(package.name.as_str(), package.version.as_str()))
    });
    linked.map(|package| part(package, &digests)).collect()
}

fn part(package: Package, digests: &BTreeMap<(String, String), String>) -> Result<Part, TaskError> {
    let Package {
        name,
        version,
        license,
        authors,
        manifest_path,
        ..
    } = package;
    let Some(licence) = license else {
        return Err(TaskError::Advice(format!(
            "{name} {version} names no licence: look at it, and do without it where it has none"
        )));
    };
    Ok(Part {
        registry: "cargo",
        // An older way to write OR.
        licence: licence.replace('/', " OR "),
        digest: digests.get(&(name.clone(), version.clone())).cloned(),
        name,
        version,
        authors,
        folder: manifest_path.parent().map(Path::to_owned).unwrap_or_default(),
    })
}

/// Names and versions in what `cargo tree` says: `name v1.2.3`, and more on the line for a crate of the workspace.
fn names(tree: &str) -> BTreeSet<(&str, &str)> {
    let named = tree.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        Some((words.next()?, words.next()?.strip_prefix('v')?))
    });
    named.collect()
}

/// Digests by name and version in a `Cargo.lock`.
fn digests(lock: &str) -> BTreeMap<(String, String), String> {
    let packages = lock.split("[[package]]").skip(1).filter_map(|package| {
        let value = |key: &str| {
            package
                .lines()
                .find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"'))
        };
        Some((
            (value("name")?.to_owned(), value("version")?.to_owned()),
            value("checksum")?.to_owned(),
        ))
    });
    packages.collect()
}

/// What the style sheet is made from. It is installed where there is something built.
///
/// # Errors
/// Where it is not, or does not say what it is.
pub fn style() -> Result<Part, TaskError> {
    #[derive(Deserialize)]
    struct Installed {
        version: String,
        license: String,
    }
    let folder = process::root().join("style/node_modules/govuk-frontend");
    let file = folder.join("package.json");
    let text = std::fs::read_to_string(&file).map_err(TaskError::file(&file))?;
    let installed: Installed = serde_json::from_str(&text)
        .map_err(|error| TaskError::Advice(format!("{}: {error}", file.display())))?;
    Ok(Part {
        registry: "npm",
        name: "govuk-frontend".to_owned(),
        version: installed.version,
        licence: installed.license,
        digest: None,
        authors: Vec::new(),
        folder,
    })
}

fn said(command: &mut std::process::Command) -> Result<String, TaskError> {
    let name = command.get_args().next().unwrap_or_default().to_owned();
    process::read(command)
        .ok_or_else(|| TaskError::Advice(format!("cargo {} failed: run it to see why", name.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_read_line_by_line() {
        let tree = "endpoint v0.1.0 (/somewhere/endpoint)\nserde v1.0.228\nserde v1.0.228 (*)\n\n";
        let expect = [("endpoint", "0.1.0"), ("serde", "1.0.228")];
        assert_eq!(names(tree), expect.into_iter().collect());
    }

    #[test]
    fn the_lock_file_gives_digests_of_what_is_published_and_of_nothing_else() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"registry\"\nchecksum = \"00ff\"\n\
                    dependencies = [\n \"b\",\n]\n\n[[package]]\nname = \"b\"\nversion = \"0.1.0\"\n";
        let digests = digests(lock);
        assert_eq!(digests.len(), 1);
        assert_eq!(digests[&("a".to_owned(), "1.0.0".to_owned())], "00ff");
    }

    #[test]
    fn the_page_is_made_of_what_its_manifest_names_for_a_browser_and_not_of_tools() {
        let parts = crates(&PAGE).unwrap();
        let has = |name: &str| parts.iter().any(|part| part.name == name);
        for linked in [
            "leptos",
            "chrono",
            "chacha20poly1305",
            "ed25519-dalek",
            "icalendar",
        ] {
            assert!(has(linked), "{linked}");
        }
        for tool in ["proptest", "rusqlite", "clap", "wasm-bindgen-macro"] {
            assert!(!has(tool), "{tool}");
        }
        let without = parts.iter().find(|part| part.digest.is_none());
        assert_eq!(without, None);
    }
}
