//! Whether the built app is still what its sources would give.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::process::TaskError;

/// Everything Trunk's output depends on, from the top of the workspace.
const INPUTS: [&str; 9] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "index.html",
    "public",
    "src",
    "style",
    ".cargo/config.toml",
];

/// A digest of the names and contents of all inputs: a file that came, went or changed gives another one.
/// Contents and not times, so that a fresh checkout or a restored cache is judged rightly.
pub fn fingerprint(root: &Path) -> Result<String, TaskError> {
    let mut hash = Sha256::new();
    for input in INPUTS {
        for file in files(&root.join(input))? {
            let content = std::fs::read(&file).map_err(TaskError::file(&file))?;
            let name = file
                .strip_prefix(root)
                .unwrap_or(&file)
                .to_string_lossy()
                .into_owned();
            hash.update(format!("{name}\0{}\0", content.len()));
            hash.update(&content);
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// All files in and under a path, sorted; packages that npm installed are left out. None where it is not there.
pub fn files(path: &Path) -> Result<Vec<PathBuf>, TaskError> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !path.is_dir() || path.ends_with("node_modules") {
        return Ok(Vec::new());
    }
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(path).map_err(TaskError::file(path))? {
        entries.push(entry.map_err(TaskError::file(path))?.path());
    }
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        found.extend(files(&entry)?);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changes_moves_or_goes_gives_another_fingerprint() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("src/deep")).unwrap();
        let mut seen = vec![fingerprint(root).unwrap()];
        let mut after = |what: &str| {
            let now = fingerprint(root).unwrap();
            assert!(!seen.contains(&now), "{what} went unseen");
            assert_eq!(now, fingerprint(root).unwrap());
            seen.push(now);
        };
        std::fs::write(root.join("src/deep/a.rs"), "1").unwrap();
        after("a new file");
        std::fs::write(root.join("src/deep/a.rs"), "2").unwrap();
        after("a change");
        std::fs::rename(root.join("src/deep/a.rs"), root.join("src/b.rs")).unwrap();
        after("a move");
        std::fs::write(root.join("src/c.rs"), "").unwrap();
        after("an empty file");
    }

    #[test]
    fn installed_packages_do_not_count() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("style/node_modules/x")).unwrap();
        let before = fingerprint(folder.path()).unwrap();
        std::fs::write(folder.path().join("style/node_modules/x/y.scss"), "1").unwrap();
        assert_eq!(fingerprint(folder.path()).unwrap(), before);
    }
}
