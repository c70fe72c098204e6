//! What an element in another page is made of: `embed.js`, under a name that never changes, knows the files behind it by
//! name and digest, and they have a hash in theirs.

use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine};
use serde::Serialize;
use sha2::{Digest, Sha256, Sha384};
use std::collections::BTreeMap;

use crate::process::TaskError;
use crate::shadow;

/// The element's script.
const SCRIPT: &str = "embed.js";
/// Where it holds what it is made of.
const PLACE: &str = "const BUILD = null;";

/// Files of the program, by their names beside the page.
pub struct Program {
    /// The script between it and the browser.
    pub glue: String,
    /// The first part of the program.
    pub program: String,
    /// The text of the page's style sheet.
    pub style: String,
}

/// As `embed.js` reads it.
#[derive(Serialize)]
struct Build<'a> {
    glue: &'a str,
    program: &'a str,
    style: String,
    /// SHA-384 by name, in the form that a browser checks.
    files: BTreeMap<&'a str, String>,
}

/// Makes the element's style sheet and completes its script.
///
/// # Errors
/// Where a file cannot be read or written, or the script has no place for the names.
pub fn write(folder: &Path, program: &Program) -> Result<(), TaskError> {
    let style = shadow::sheet(&program.style);
    let name = format!("embed-{}.css", hash(style.as_bytes()));
    let path = folder.join(&name);
    std::fs::write(&path, style).map_err(TaskError::file(&path))?;
    let Program { glue, program, .. } = program;
    let mut files = BTreeMap::new();
    for file in [glue, program, &name] {
        let path = folder.join(file);
        let content = std::fs::read(&path).map_err(TaskError::file(&path))?;
        files.insert(file.as_str(), integrity(&content));
    }
    let build = Build {
        glue,
        program,
        style: name.clone(),
        files,
    };
    let names = serde_json::to_string(&build)
        .map_err(|error| TaskError::Advice(format!("{SCRIPT} cannot be written: {error}")))?;
    let path = folder.join(SCRIPT);
    let script = text(&path)?;
    if !script.contains(PLACE) {
        return Err(TaskError::Advice(format!("{SCRIPT} has no line \"{PLACE}\"")));
    }
    let script = script.replace(PLACE, &format!("const BUILD = {names};"));
    std::fs::write(&path, script).map_err(TaskError::file(&path))
}

/// The folder with pages that show how another page holds the form.
pub const EXAMPLE: &str = "example-council-page";

/// Whether a file is for other pages, or for the page within one, and nothing that the stand-alone page fetches.
pub fn is_for_others(name: &str) -> bool {
    name.starts_with("embed")
        || Path::new(name).starts_with(EXAMPLE)
        || [
            "frame.js",
            "framed.js",
            "records.js",
            "carry.html",
            "carry.js",
            "carry.css",
        ]
        .contains(&name)
}

/// The digest that a browser holds a file to.
pub fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

/// 16 hexadecimal digits: a name with them is kept for ever.
fn hash(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn text(path: &Path) -> Result<String, TaskError> {
    std::fs::read_to_string(path).map_err(TaskError::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_names_what_lies_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        let script = include_str!("../../public/embed.js");
        for (name, text) in [("g.js", "glue"), ("p.wasm", "program"), (SCRIPT, script)] {
            put(name, text);
        }
        let program = Program {
            glue: "g.js".to_owned(),
            program: "p.wasm".to_owned(),
            style: "a{b:c}".to_owned(),
        };
        write(folder.path(), &program).unwrap();
        let made = std::fs::read_to_string(folder.path().join(SCRIPT)).unwrap();
        let line = made.lines().find(|line| line.starts_with("const BUILD")).unwrap();
        let build: serde_json::Value =
            serde_json::from_str(line.trim_start_matches("const BUILD = ").trim_end_matches(';')).unwrap();
        // printf glue | openssl dgst -sha384 -binary | base64
        let glue = "sha384-OQbpQaJL4O579hGvzBmML/8pgAWF5AO3MV2W+sJNoPxYBrIh5sYlxhRs3CI7K+FV";
        assert_eq!(build["files"]["g.js"], glue, "{build}");
        let style = build["style"].as_str().unwrap();
        assert!(style.len() == "embed-0123456789abcdef.css".len() && is_for_others(style));
        assert!(folder.path().join(style).exists() && build["files"][style].is_string());
        assert!(
            write(folder.path(), &program)
                .unwrap_err()
                .to_string()
                .contains("no line")
        );
    }
}
