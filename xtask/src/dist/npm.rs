//! The files as an npm package, so that a web team can take them from a registry of its own.

use std::path::Path;

use serde_json::{Value, json};

use crate::debian;
use crate::process::{self, TaskError};

/// The module that defines the element, and its types.
const MODULE: &str = "embed.js";
const TYPES: &str = "embed.d.ts";

/// Makes `cap-application-VERSION.tgz` in the folder, of the `site` that is in it.
///
/// # Errors
/// Where the site has no element, or npm cannot pack it.
pub fn pack(out: &Path) -> Result<(), TaskError> {
    let site = out.join("site");
    for file in [MODULE, TYPES] {
        if !site.join(file).is_file() {
            return Err(TaskError::Advice(format!("{file} is not among the built files")));
        }
    }
    let within = out.join("package");
    super::copy_site(&site, &within.join("site"))?;
    let root = process::root();
    super::copy(&root.join("LICENSE"), &within.join("LICENSE"))?;
    super::copy(&out.join("LICENCES.md"), &within.join("LICENCES.md"))?;
    super::copy(&root.join("docs/embedding.md"), &within.join("README.md"))?;
    let manifest = format!("{:#}\n", manifest(env!("CARGO_PKG_VERSION")));
    super::write(&within.join("package.json"), manifest.as_bytes())?;
    let [npm] = debian::ensure([&debian::NPM])?;
    let mut pack = process::command(npm);
    pack.args(["pack", "--silent", "--pack-destination"])
        .arg(out)
        .current_dir(&within);
    process::run(&mut pack)?;
    std::fs::remove_dir_all(&within).map_err(TaskError::file(&within))
}

/// The files stay together in one folder: the module finds the others beside itself.
fn manifest(version: &str) -> Value {
    json!({
        "name": "cap-application",
        "version": version,
        "description": "Coventry Alternative Provision's single application form, as a custom element",
        "license": "MIT",
        "type": "module",
        "exports": {
            ".": { "types": format!("./site/{TYPES}"), "default": format!("./site/{MODULE}") },
            "./site/*": "./site/*",
        },
        "types": format!("./site/{TYPES}"),
        "sideEffects": true,
        "files": ["site", "LICENCES.md"],
    })
}
