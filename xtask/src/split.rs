//! Divides the built browser program: the part that the first question needs, and the rest. Trunk calls it at the end
//! of every build (`Trunk.toml`), because the division has to come between the linker and wasm-bindgen, where Trunk
//! has no place for it: what Trunk made of the whole program is replaced.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use wasm_split_cli_support::Options;
use wasmparser::{Parser, Payload};

use crate::embed;
use crate::glue;
use crate::process::{self, TaskError};
use crate::release;
use crate::sheets;
use crate::tools::{WASM, WASM_BINDGEN};

/// The part's name, as the split point in `src/app/rest.rs` has it.
const REST: &str = "split_rest.wasm";
/// The programs of the worker: see `src/later`.
const LATER: [&str; 2] = ["later/later_bg.wasm", "later/keys_bg.wasm"];

/// What begins, and becomes a part of the page's script.
const BOOT: &str = "boot.js";
/// What runs before that.
const EARLY: &str = "early.js";
/// What takes the place of [`BOOT`] in other pages: `embed.js` begins there, and a sheet goes with each element.
const ELEMENT: &str =
    "import init from \"glue\";\nfunction dressed() {}\nexport { __wbg_init as default };\n";

/// Where Trunk has its files and what it was asked for.
pub struct Build {
    /// Folder that becomes `dist`.
    pub staging: PathBuf,
    /// Whether names of functions are taken out.
    pub release: bool,
}

impl Build {
    /// As Trunk says it to its hooks.
    ///
    /// # Errors
    /// Where it was not Trunk that called.
    pub fn from_trunk() -> Result<Self, TaskError> {
        let said = |name| {
            std::env::var(name)
                .map_err(|_| TaskError::Advice(format!("{name} is not set: Trunk runs this, not a person.")))
        };
        Ok(Self {
            staging: said("TRUNK_STAGING_DIR")?.into(),
            release: said("TRUNK_PROFILE")? == "release",
        })
    }
}

/// Divides the program that lies in cargo's output folder, puts the parts where Trunk put the whole, and lists what is
/// then in the folder.
///
/// # Errors
/// Where a file cannot be read or written, or the program has no split point.
pub fn run(build: &Build) -> Result<(), TaskError> {
    let folder = if build.release { "release" } else { "debug" };
    let linked = read(&process::target().join(WASM).join(folder).join("cap.wasm"))?;
    let page = build.staging.join("index.html");
    let html = String::from_utf8_lossy(&read(&page)?).into_owned();
    let whole = attribute(&html, "data-program").ok_or_else(no_program)?;
    let whole = whole.strip_suffix("_bg.wasm").ok_or_else(no_program)?.to_owned();
    let boot = build.staging.join(BOOT);
    let parts = Parts::named(&linked, &text(&boot)?)?;

    let work = process::target().join("split").join(folder);
    let _ = std::fs::remove_dir_all(&work);
    std::fs::create_dir_all(&work).map_err(TaskError::file(&work))?;
    parts.divide(&linked, &work)?;
    parts.bind(&work, build.release)?;

    for old in [format!("{whole}.js"), format!("{whole}_bg.wasm")] {
        let old = build.staging.join(old);
        std::fs::remove_file(&old).map_err(TaskError::file(&old))?;
    }
    let held = parts.hold(&work, build.release)?;
    parts.join(&work, &text(&boot)?)?;
    std::fs::remove_file(&boot).map_err(TaskError::file(&boot))?;
    for name in [parts.glue(), parts.element(), parts.program(), parts.rest()] {
        write(&build.staging.join(&name), &read(&work.join(&name))?)?;
    }
    if build.release {
        glue::minified(&build.staging.join(parts.glue()), true)?;
        glue::minified(&build.staging.join(parts.element()), true)?;
        glue::minified(&build.staging.join(EARLY), false)?;
    }
    if build.release {
        for name in LATER {
            let later = build.staging.join(name);
            write(&later, &without_names(&read(&later)?)?)?;
        }
    }
    let sheet = style(&html).ok_or_else(no_program)?;
    let program = embed::Program {
        glue: parts.element(),
        program: parts.program(),
        // The whole sheet: what names its classes is in the element's own script, too.
        style: text(&build.staging.join(sheet))?,
    };
    embed::write(&build.staging, &program)?;
    // `early.js` may ask for the rest in the place of the program's script, and holds it to the same digest.
    let data = format!("data-rest=\"{held}\" data-program=");
    let mut html = html.replace(&whole, &parts.stem).replace("data-program=", &data);
    if build.release {
        html = sheets::divide(&build.staging, &html, &parts.scripts(), &parts.rest())?;
    }
    write(&page, html.as_bytes())?;
    release::write(&build.staging)
}

/// Names of the parts.
struct Parts {
    stem: String,
}

impl Parts {
    /// Everything the parts depend on stands in the name, so that a name never means other bytes: the linked program,
    /// the script that begins, and the tools, whose versions the lock files hold.
    fn named(linked: &[u8], boot: &str) -> Result<Self, TaskError> {
        let mut hash = Sha256::new();
        hash.update(linked);
        hash.update(boot);
        hash.update(ELEMENT);
        for lock in ["Cargo.lock", "style/package-lock.json"] {
            hash.update(read(&process::root().join(lock))?);
        }
        let digits: String = hash
            .finalize()
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Ok(Self {
            stem: format!("cap-{digits}"),
        })
    }

    fn glue(&self) -> String {
        format!("{}.js", self.stem)
    }

    fn program(&self) -> String {
        format!("{}_bg.wasm", self.stem)
    }

    /// The script for elements in other pages: the same without what begins in a page of its own.
    fn element(&self) -> String {
        self.glue().replace("cap-", "embed-")
    }

    /// What may name a class before the rest is there.
    fn scripts(&self) -> [String; 3] {
        [self.glue(), self.program(), EARLY.to_owned()]
    }

    fn links(&self) -> String {
        format!("{}-links.js", self.stem)
    }

    fn rest(&self) -> String {
        format!("{}-rest.wasm", self.stem)
    }

    fn divide(&self, linked: &[u8], work: &Path) -> Result<(), TaskError> {
        let (links, glue) = (format!("./{}", self.links()), format!("./{}", self.glue()));
        let first = work.join("first.wasm");
        let mut options = Options::new(linked);
        options.output_dir = work;
        options.main_out_path = &first;
        options.link_name = &links;
        options.main_module = &glue;
        let split = wasm_split_cli_support::transform(options)
            .map_err(|error| TaskError::Advice(format!("The program cannot be divided: {error:#}")))?;
        if split.split_modules != [work.join(REST)] {
            return Err(TaskError::Advice(format!(
                "The program was divided into other parts than {REST}: {:?}",
                split.split_modules
            )));
        }
        let linked = glue::without_unused(&read(&first)?)?;
        write(&first, &linked)?;
        let rest = work.join(self.rest());
        std::fs::rename(work.join(REST), &rest).map_err(TaskError::file(&rest))?;
        let links = work.join(self.links());
        let script = String::from_utf8_lossy(&read(&links)?).replace(REST, &self.rest());
        write(&links, script.as_bytes())
    }

    /// The rest as it travels, and its digest in the script that fetches it: a browser takes no other. Gives the digest.
    fn hold(&self, work: &Path, release: bool) -> Result<String, TaskError> {
        let (rest, links) = (work.join(self.rest()), work.join(self.links()));
        let mut content = read(&rest)?;
        if release && !named() {
            content = without_names(&content)?;
            write(&rest, &content)?;
        }
        let script = text(&links)?;
        let address = format!("new URL(\"./{}\", import.meta.url)", self.rest());
        let asks = format!("fetch({address}");
        let [before, after] = script.split(&asks).collect::<Vec<_>>()[..] else {
            return Err(TaskError::Advice(
                "The script between the parts fetches them in another way.".to_owned(),
            ));
        };
        let digest = embed::integrity(&content);
        let asks = format!("(window.capAhead ?? fetch)({address}, {{ integrity: \"{digest}\" }}");
        write(&links, [before, &asks, after].concat().as_bytes())?;
        Ok(digest)
    }

    /// One script for the page and one for elements, and short names between them and the program.
    fn join(&self, work: &Path, boot: &str) -> Result<(), TaskError> {
        let (glue, program) = (work.join(self.glue()), work.join(self.program()));
        let (links, made, whole) = (text(&work.join(self.links()))?, text(&glue)?, read(&program)?);
        let script = |begins| glue::shortened(&whole, &glue::joined(&links, &made, begins)?);
        let (small, page) = script(boot)?;
        // Names go by their order in the program: they are the same in both scripts.
        let (_, element) = script(ELEMENT)?;
        write(&program, &glue::without_paths(&small)?)?;
        write(&work.join(self.element()), element.as_bytes())?;
        write(&glue, page.as_bytes())
    }

    fn bind(&self, work: &Path, release: bool) -> Result<(), TaskError> {
        let program = process::find(&["wasm-bindgen"]).ok_or_else(|| {
            let (name, version) = (WASM_BINDGEN.name, WASM_BINDGEN.version);
            TaskError::Advice(format!(
                "{name} {version} is not in PATH: build by cargo xtask serve."
            ))
        })?;
        let mut bindgen = process::command(program);
        bindgen.args([
            "--target",
            "web",
            "--no-typescript",
            // The parts share memory, table and stack through them.
            "--keep-lld-exports",
            "--out-name",
            &self.stem,
            "--out-dir",
        ]);
        bindgen.arg(work).arg(work.join("first.wasm"));
        if release && !named() {
            bindgen.args(["--remove-name-section", "--remove-producers-section"]);
        }
        process::run_quietly(&mut bindgen)
    }
}

/// Whether names of functions stay, so that a profile of the release program can be read: see `docs/performance.md`.
fn named() -> bool {
    std::env::var_os("CAP_NAMES").is_some()
}

fn text(path: &Path) -> Result<String, TaskError> {
    Ok(String::from_utf8_lossy(&read(path)?).into_owned())
}

fn no_program() -> TaskError {
    TaskError::Advice("index.html names no program: see `pattern_script` in Trunk.toml.".to_owned())
}

/// The page's one style sheet.
fn style(html: &str) -> Option<String> {
    let links = html.split("<link").skip(1);
    let mut sheets = links.filter_map(|link| attribute(link.split('>').next()?, "href"));
    sheets.find(|name| name.ends_with(".css")).map(str::to_owned)
}

/// The value of an attribute, in quotes or, as Trunk minifies it, without.
fn attribute<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = html.split_once(&format!("{name}="))?;
    let value = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?.0,
        None => rest.split([' ', '>']).next()?,
    };
    Some(value.trim_start_matches("./"))
}

/// A module without its custom sections but the one that says which WebAssembly features it uses.
fn without_names(module: &[u8]) -> Result<Vec<u8>, TaskError> {
    let damaged = |error| TaskError::Advice(format!("A part of the program is no WebAssembly: {error}"));
    let mut kept = wasm_encoder::Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(damaged)?;
        let custom =
            matches!(&payload, Payload::CustomSection(section) if section.name() != "target_features");
        if let Some((id, range)) = payload.as_section().filter(|_| !custom) {
            let data = &module[range.start as usize..range.end as usize];
            kept.section(&wasm_encoder::RawSection { id, data });
        }
    }
    Ok(kept.finish())
}

fn read(path: &Path) -> Result<Vec<u8>, TaskError> {
    std::fs::read(path).map_err(TaskError::file(path))
}

fn write(path: &Path, content: &[u8]) -> Result<(), TaskError> {
    std::fs::write(path, content).map_err(TaskError::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_functions_go_and_everything_else_stays() {
        let mut module = wasm_encoder::Module::new();
        let custom = |name: &'static str| wasm_encoder::CustomSection {
            name: name.into(),
            data: b"x".as_slice().into(),
        };
        let memories = wasm_encoder::RawSection {
            id: 5,
            data: &[1, 0, 1],
        };
        module.section(&memories);
        module.section(&custom("target_features"));
        let wanted = module.clone().finish();
        module.section(&custom("name"));
        module.section(&custom("producers"));
        assert_eq!(without_names(&module.finish()).unwrap(), wanted);
        assert!(without_names(b"no module").is_err());
    }

    #[test]
    fn the_program_is_found_in_the_page() {
        let page = r#"<script src="./cap-0.js" data-program="./cap-0_bg.wasm"></script>"#;
        assert_eq!(attribute(page, "data-program"), Some("cap-0_bg.wasm"));
        for minified in [
            "<script data-program=./cap-0_bg.wasm src=x>",
            "<script data-program=cap-0_bg.wasm></script>",
        ] {
            assert_eq!(attribute(minified, "data-program"), Some("cap-0_bg.wasm"));
        }
        assert_eq!(attribute("<p>", "data-program"), None);
        let page =
            r#"<link rel=icon href=icon.svg><link rel="stylesheet" href="./main-0.css" integrity="x"/>"#;
        assert_eq!(style(page).as_deref(), Some("main-0.css"));
    }
}
