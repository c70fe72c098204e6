//! The architecture's rules about the source itself, held by reading it.
#![allow(clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

/// A module may use those before it, and itself.
const ORDER: [&str; 16] = [
    "sorted",
    "json",
    "mistake",
    "calendar",
    "form",
    "programme",
    "settings",
    "files",
    "eligibility",
    "submission",
    "vault",
    "draft",
    "later",
    "session",
    "browser",
    "app",
];

/// Most lines that are not blank in a Rust file.
const LONGEST: usize = 450;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The first part of a path below `src`, without its ending.
fn module(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).expect("below src");
    let first = below.components().next().expect("a name");
    first
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned()
}

/// Names after every `crate::` in a line.
fn used(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
        &rest[..end.unwrap_or(rest.len())]
    })
}

#[test]
fn modules_use_only_those_before_them() {
    let rank = |name: &str| match name {
        // Beside `browser`: neither knows the other, and only `app` joins them.
        "ui" => ORDER.iter().position(|other| *other == "browser"),
        _ => ORDER.iter().position(|other| *other == name),
    };
    for path in sources(&root().join("src")) {
        let own = module(&path);
        let Some(own_rank) = rank(&own) else { continue };
        if path
            .file_stem()
            .is_some_and(|stem| stem.to_string_lossy().ends_with("tests"))
        {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source");
        // A module's own tests may look further.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for name in code.flat_map(used).filter(|name| *name != own) {
            let allowed = rank(name).is_some_and(|other| other < own_rank);
            assert!(allowed, "{}: `{own}` may not use `{name}`", path.display());
        }
    }
}

#[test]
fn only_the_browser_half_names_the_browser() {
    for path in sources(&root().join("src")) {
        if ["browser", "ui", "app", "main", "later_main", "keys_main", "lib"]
            .contains(&module(&path).as_str())
        {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source");
        for name in [
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "leptos",
            "gloo_",
            "std::time",
            "Utc::now",
        ] {
            assert!(!text.contains(name), "{} names {name}", path.display());
        }
    }
}

#[test]
fn the_interface_knows_no_storage_and_no_network() {
    for path in sources(&root().join("src/ui")) {
        let text = fs::read_to_string(&path).expect("a source");
        for name in ["gloo_storage", "local_storage", "Idb", "fetch("] {
            assert!(!text.contains(name), "{} names {name}", path.display());
        }
        // Only what draws names elements; a control may look at the key that was pressed.
        let code = text.replace("use web_sys::{Event, KeyboardEvent};", "");
        let draws = path.to_string_lossy().contains("/ui/html");
        assert!(
            draws || !code.contains("web_sys"),
            "{} names web_sys",
            path.display()
        );
    }
}

#[test]
fn no_file_is_too_long() {
    for folder in ["src", "tests", "endpoint/src", "endpoint/tests", "xtask/src"] {
        for path in sources(&root().join(folder)) {
            let text = fs::read_to_string(&path).expect("a source");
            let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
            assert!(lines <= LONGEST, "{} has {lines} lines", path.display());
        }
    }
}
