//! The list of a release: every file that the page needs at run time, with its digest, and one id over them all. The
//! service worker takes a release whole or not at all by it.

use std::collections::BTreeMap;
use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine};
use cap_application::settings::Settings;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::embed;
use crate::inputs;
use crate::process::TaskError;

/// The list, beside the page, for people and tools.
const LIST: &str = "release.json";
/// The service worker, which holds the same list.
const WORKER: &str = "sw.js";
/// Where it holds it.
const PLACE: &str = "const RELEASE = null;";

/// A release. Data files have no digest: a council may change one on the server without a build.
#[derive(Debug, Serialize)]
struct Release {
    /// Version of this format.
    format: u32,
    /// SHA-256 over names and digests of `files`, in hexadecimal digits.
    release: String,
    /// SHA-256 by path beside the page, in the form that a browser checks (`sha256-…`).
    files: BTreeMap<String, String>,
    /// What the page reads as data, by path beside the page.
    data: Vec<String>,
}

/// Writes the list of what lies in a folder, beside the page and into its service worker.
///
/// # Errors
/// Where a file cannot be read or written, or the worker has no place for the list.
pub fn write(folder: &Path) -> Result<(), TaskError> {
    let release = list(folder)?;
    let text = serde_json::to_string(&release)
        .map_err(|error| TaskError::Advice(format!("{LIST} cannot be written: {error}")))?;
    let worker = folder.join(WORKER);
    let script = std::fs::read_to_string(&worker).map_err(TaskError::file(&worker))?;
    if !script.contains(PLACE) {
        return Err(TaskError::Advice(format!("{WORKER} has no line \"{PLACE}\"")));
    }
    let script = script.replace(PLACE, &format!("const RELEASE = {text};"));
    std::fs::write(&worker, script).map_err(TaskError::file(&worker))?;
    let list = folder.join(LIST);
    std::fs::write(&list, text).map_err(TaskError::file(&list))
}

fn list(folder: &Path) -> Result<Release, TaskError> {
    let mut files = BTreeMap::new();
    for path in inputs::files(folder)? {
        let name = path
            .strip_prefix(folder)
            .unwrap_or(&path)
            .to_string_lossy()
            .replace('\\', "/");
        if is_program(&name) {
            let content = std::fs::read(&path).map_err(TaskError::file(&path))?;
            files.insert(
                name,
                format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(content))),
            );
        }
    }
    let settings = folder.join("settings.json");
    let text = std::fs::read_to_string(&settings).map_err(TaskError::file(&settings))?;
    let named: Settings = serde_json::from_str(&text).map_err(|error| {
        TaskError::Advice(format!("settings.json: {error}. See: cargo xtask check public"))
    })?;
    let mut data = vec!["settings.json".to_owned(), named.form.clone()];
    data.extend(named.rules().cloned());
    Ok(Release {
        format: 1,
        release: id(&files),
        files,
        data,
    })
}

/// Whether a file is part of the program: no data, no schema, no compressed twin, no stamp of a build, nothing for other
/// pages, and not the worker itself, which the browser keeps on its own.
fn is_program(name: &str) -> bool {
    let kind = name.rsplit_once('.').map_or("", |(_, kind)| kind);
    !["json", "br", "ts", "stamp"].contains(&kind) && name != WORKER && !embed::is_for_others(name)
}

fn id(files: &BTreeMap<String, String>) -> String {
    let mut sha = Sha256::new();
    for (name, digest) in files {
        sha.update(format!("{name} {digest}\n"));
    }
    sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: &str = include_str!("../../public/settings.json");
    const WORKER_SCRIPT: &str = include_str!("../../public/sw.js");

    fn built(page: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("index.html", page),
            ("index.html.br", "twin"),
            ("later/start.js", "start"),
            ("embed.js", "element"),
            ("embed-0.css", "its style"),
            ("icons/192.png", "picture"),
            ("form/application.json", "form"),
            ("form/form.schema.json", "schema"),
            (".stamp", "stamp"),
            ("settings.json", SETTINGS),
            (WORKER, WORKER_SCRIPT),
        ] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn what_is_needed_at_run_time_is_listed_and_nothing_else() {
        let release = list(built("<p>").path()).unwrap();
        let names: Vec<&str> = release.files.keys().map(String::as_str).collect();
        assert_eq!(names, ["icons/192.png", "index.html", "later/start.js"]);
        let data = ["settings.json", "form/application.json"];
        assert_eq!(release.data[..2], data, "{:?}", release.data);
        // printf '<p>' | openssl dgst -sha256 -binary | base64
        let page = "sha256-M/J5lGcXcoeikmB4ChB6yY6mPdYWX2f8wNdHZ9CoIJA=";
        assert_eq!(release.files["index.html"], page);
    }

    #[test]
    fn another_file_makes_another_release_and_other_data_does_not() {
        let id = |folder: &Path| list(folder).unwrap().release;
        let (one, other) = (built("<p>"), built("<b>"));
        assert_ne!(id(one.path()), id(other.path()));
        let before = id(one.path());
        std::fs::write(one.path().join("form/application.json"), "another form").unwrap();
        assert_eq!(id(one.path()), before);
        std::fs::rename(one.path().join("icons/192.png"), one.path().join("icons/512.png")).unwrap();
        assert_ne!(id(one.path()), before);
    }

    #[test]
    fn the_worker_holds_the_list_that_lies_beside_it() {
        let folder = built("<p>");
        write(folder.path()).unwrap();
        let read = |name| std::fs::read_to_string(folder.path().join(name)).unwrap();
        let (list, worker) = (read(LIST), read(WORKER));
        assert!(worker.contains(&format!("const RELEASE = {list};")), "{worker}");
        let again = write(folder.path()).unwrap_err().to_string();
        assert!(again.contains("no line"), "{again}");
    }
}
