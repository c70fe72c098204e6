//! `cargo xtask dist`: one folder with everything that a council's web team puts up and keeps.
//!
//! | In it | What it is |
//! | --- | --- |
//! | `site/` | the files to upload, as they lie |
//! | `server/` | what a web server says with them: for nginx, for Apache, and as text |
//! | `cap-application-….tgz` | the same files as an npm package, with the element's types |
//! | `council` | the endpoint, built for the machine that it was made on |
//! | `*.cdx.json` | bills of materials (CycloneDX 1.5) of page and endpoint |
//! | `LICENCES.md` | the licences of everything in both |
//! | `SHA256SUMS` | digests of all of it, for `sha256sum --check` |

mod licences;
mod npm;
mod parts;
mod sbom;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::app;
use crate::embed;
use crate::inputs;
use crate::process::{self, Steps, TaskError};

/// What `dist` may be told.
#[derive(Args)]
pub struct Options {
    /// Folder to make; what is in it goes.
    #[arg(long, default_value = "target/upload")]
    out: PathBuf,
    /// Address of the folder on the web server, with a slash at both ends.
    #[arg(long, default_value = "/")]
    path: String,
    /// Origin of a site whose pages may hold the form in a frame; may be given several times.
    #[arg(long)]
    frame_ancestor: Vec<String>,
}

/// Steps after those of the build.
const STEPS: usize = 5;
/// What `dist` leaves in the folder to know its own by.
const SUMS: &str = "SHA256SUMS";

/// Builds everything and makes the folder.
pub fn run(options: &Options) -> Result<(), TaskError> {
    let out = process::root().join(&options.out);
    ensure_ours(&out)?;
    let mut steps = Steps::new(app::BUILD_STEPS + STEPS);
    app::build(&mut steps)?;
    steps.step("Files to upload", || {
        empty(&out)?;
        copy_site(&app::dist(), &out.join("site"))?;
        copy(&app::council(), &out.join("council"))
    })?;
    steps.step("What a web server says with them", || server(&out, options))?;
    steps.step("Bills of materials and licences", || papers(&out))?;
    steps.step("Package for npm", || npm::pack(&out))?;
    steps.step("Digests", || sums(&out))?;
    println!("\nEverything is in {}", out.display());
    Ok(())
}

/// A folder that holds something else is not emptied.
fn ensure_ours(out: &Path) -> Result<(), TaskError> {
    let occupied = std::fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    if occupied && !out.join(SUMS).exists() {
        return Err(TaskError::Advice(format!(
            "{} holds something that this command did not make: name another folder with --out",
            out.display()
        )));
    }
    Ok(())
}

fn empty(out: &Path) -> Result<(), TaskError> {
    if out.exists() {
        std::fs::remove_dir_all(out).map_err(TaskError::file(out))?;
    }
    std::fs::create_dir_all(out).map_err(TaskError::file(out))
}

/// Everything that a council serves; not the stamp that the build keeps for itself, nor the example of another page, which
/// belongs under a policy of its own.
fn copy_site(from: &Path, to: &Path) -> Result<(), TaskError> {
    for file in inputs::files(from)? {
        let name = file.strip_prefix(from).unwrap_or(&file);
        if name != Path::new(".stamp") && !name.starts_with(embed::EXAMPLE) {
            copy(&file, &to.join(name))?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), TaskError> {
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(TaskError::file(folder))?;
    }
    std::fs::copy(from, to).map(drop).map_err(TaskError::file(from))
}

/// The endpoint knows what it says itself with these files, and writes it down for others.
fn server(out: &Path, options: &Options) -> Result<(), TaskError> {
    for (server, file) in [
        ("nginx", "nginx.conf"),
        ("apache", "htaccess"),
        ("text", "headers.txt"),
    ] {
        let mut council = process::command(app::council());
        council
            .args(["headers", "--server", server, "--path", &options.path, "--app"])
            .arg(app::dist());
        for origin in &options.frame_ancestor {
            council.args(["--frame-ancestor", origin]);
        }
        let said = council.output().map_err(|source| TaskError::NotStarted {
            command: "council headers".to_owned(),
            source,
        })?;
        if !said.status.success() {
            let why = String::from_utf8_lossy(&said.stderr).trim().to_owned();
            return Err(TaskError::Advice(why));
        }
        write(&out.join("server").join(file), &said.stdout)?;
    }
    Ok(())
}

fn papers(out: &Path) -> Result<(), TaskError> {
    let style = parts::style()?;
    let mut page = parts::crates(&parts::PAGE)?;
    page.insert(style);
    let council = parts::crates(&parts::COUNCIL)?;
    let version = env!("CARGO_PKG_VERSION");
    let bill = |name: &str, bill: &Value| {
        let text = serde_json::to_string_pretty(bill)
            .map_err(|error| TaskError::Advice(format!("{name}: {error}")))?;
        write(&out.join(format!("{name}.cdx.json")), text.as_bytes())
    };
    bill("page", &sbom::cyclonedx("cap-application", version, page.iter()))?;
    bill("council", &sbom::cyclonedx("council", version, council.iter()))?;
    println!(
        "      {} parts in the page, {} in the endpoint",
        page.len(),
        council.len()
    );
    let own = process::root().join("LICENSE");
    let own = std::fs::read_to_string(&own).map_err(TaskError::file(&own))?;
    let all = page.union(&council);
    write(&out.join("LICENCES.md"), licences::text(all, &own)?.as_bytes())
}

fn write(path: &Path, content: &[u8]) -> Result<(), TaskError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(TaskError::file(folder))?;
    }
    std::fs::write(path, content).map_err(TaskError::file(path))
}

/// A line for each file, as `sha256sum` writes and checks them.
fn sums(out: &Path) -> Result<(), TaskError> {
    let mut text = String::new();
    for file in inputs::files(out)? {
        let content = std::fs::read(&file).map_err(TaskError::file(&file))?;
        let name = file
            .strip_prefix(out)
            .unwrap_or(&file)
            .to_string_lossy()
            .replace('\\', "/");
        for byte in Sha256::digest(content) {
            // Writing to a text cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        let _ = writeln!(text, "  {name}");
    }
    write(&out.join(SUMS), text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_something_else_in_it_is_left_alone() {
        let out = tempfile::tempdir().unwrap();
        assert!(ensure_ours(&out.path().join("none")).is_ok() && ensure_ours(out.path()).is_ok());
        std::fs::write(out.path().join("photographs"), "").unwrap();
        let error = ensure_ours(out.path()).unwrap_err().to_string();
        assert!(error.contains("--out"), "{error}");
        std::fs::write(out.path().join(SUMS), "").unwrap();
        assert!(ensure_ours(out.path()).is_ok());
    }

    #[test]
    fn the_stamp_and_the_example_stay_and_digests_are_those_of_sha256sum() {
        let (from, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        write(&from.path().join("later/a.js"), b"abc").unwrap();
        for left in [".stamp", "example-council-page/index.html"] {
            write(&from.path().join(left), b"x").unwrap();
        }
        copy_site(from.path(), &out.path().join("site")).unwrap();
        sums(out.path()).unwrap();
        let text = std::fs::read_to_string(out.path().join(SUMS)).unwrap();
        // printf abc | sha256sum
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(text, format!("{digest}  site/later/a.js\n"));
    }
}
