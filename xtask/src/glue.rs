//! What wasm-bindgen makes, made small: one script instead of three, short names between it and the program, and nothing
//! of what the framework exports for servers, which this page never calls.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{CustomSection, ExportSection, ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

use crate::inputs;
use crate::process::{self, TaskError};

/// Part of the names of classes that `wasm-streams` exports, in lower case. Leptos's server functions link that crate, and
/// no feature leaves them out.
const UNUSED: &str = "intounderlying";
/// Where wasm-bindgen finds what it has to write.
const METADATA: &str = "__wasm_bindgen_unstable";
/// How names of functions begin that stand for closures.
const CLOSURES: &str = "wasm_bindgen__convert__closures";

fn damaged(error: impl std::fmt::Display) -> TaskError {
    TaskError::Advice(format!("A part of the program is no WebAssembly: {error}"))
}

/// A linked program without the exports that nobody calls, so that wasm-bindgen leaves out what only they need.
pub fn without_unused(linked: &[u8]) -> Result<Vec<u8>, TaskError> {
    let mut kept = Module::new();
    for payload in Parser::new(0).parse_all(linked) {
        let payload = payload.map_err(damaged)?;
        match &payload {
            Payload::ExportSection(exports) => {
                let mut section = ExportSection::new();
                for export in exports.clone() {
                    let export = export.map_err(damaged)?;
                    if !export.name.contains(UNUSED) {
                        let kind = RoundtripReencoder.export_kind(export.kind).map_err(damaged)?;
                        section.export(export.name, kind, export.index);
                    }
                }
                kept.section(&section);
            }
            Payload::CustomSection(section) if section.name() == METADATA => {
                kept.section(&CustomSection {
                    name: METADATA.into(),
                    data: metadata(section.data())?.into(),
                });
            }
            _ => raw(&mut kept, linked, &payload),
        }
    }
    Ok(kept.finish())
}

fn raw(kept: &mut Module, module: &[u8], payload: &Payload<'_>) {
    if let Some((id, range)) = payload.as_section() {
        let data = &module[range.start as usize..range.end as usize];
        kept.section(&RawSection { id, data });
    }
}

/// Pairs of a version and what one use of the macro says, each after its length.
fn metadata(mut rest: &[u8]) -> Result<Vec<u8>, TaskError> {
    let mut kept = Vec::new();
    while !rest.is_empty() {
        let (version, after) = piece(rest)?;
        let (said, after) = piece(after)?;
        let unused = said
            .to_ascii_lowercase()
            .windows(UNUSED.len())
            .any(|part| part == UNUSED.as_bytes());
        if !unused {
            kept.extend([version, said].concat());
        }
        rest = after;
    }
    Ok(kept)
}

/// A piece with its length before it, and what follows.
fn piece(from: &[u8]) -> Result<(&[u8], &[u8]), TaskError> {
    let length = from
        .first_chunk()
        .map(|bytes| u32::from_le_bytes(*bytes) as usize + 4);
    length
        .and_then(|length| from.split_at_checked(length))
        .ok_or_else(|| damaged("what wasm-bindgen reads breaks off"))
}

/// A program in whose data no names of source files stand: they are for messages of panics, which this page never shows.
/// Blanks take their place, so that nothing moves. Texts lie there side by side without a sign between them: only what
/// begins where the sources of a build lie, or is the name of a file of ours, is one.
pub fn without_paths(program: &[u8]) -> Result<Vec<u8>, TaskError> {
    let root = process::root();
    let own = inputs::files(&root.join("src"))?;
    let own = own
        .iter()
        .filter_map(|file| file.strip_prefix(&root).ok()?.to_str());
    let own: Vec<String> = own.map(|name| name.replace('\\', "/")).collect();
    let mut roots = vec!["/rustc/".to_owned()];
    roots.extend(registry());
    let mut blank = program.to_vec();
    for payload in Parser::new(0).parse_all(program) {
        if let Payload::DataSection(section) = payload.map_err(damaged)? {
            let range = section.range();
            blank_paths(&mut blank[range.start as usize..range.end as usize], &roots, &own);
        }
    }
    Ok(blank)
}

/// Where cargo keeps the sources of crates.
fn registry() -> Option<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))?;
    Some(format!("{}/registry/src/", home.to_str()?))
}

fn blank_paths(data: &mut [u8], roots: &[String], own: &[String]) {
    const ENDING: &[u8] = b".rs";
    const LONGEST: usize = 250;
    let mut at = 0;
    while at < data.len() {
        let rest = &data[at..];
        let is_own = own.iter().find(|name| rest.starts_with(name.as_bytes()));
        let root = roots.iter().find(|root| rest.starts_with(root.as_bytes()));
        let foreign = root.and_then(|_| {
            let near = &rest[..rest.len().min(LONGEST)];
            let dot = near.windows(ENDING.len()).position(|part| part == ENDING)?;
            Some(dot + ENDING.len())
        });
        match is_own.map(String::len).or(foreign) {
            Some(length) => {
                data[at..at + length].fill(b' ');
                at += length;
            }
            None => at += 1,
        }
    }
}

/// The program and its script with short names for what each takes from the other: the long ones end in digits that no
/// compression makes smaller, and stand in both.
pub fn shortened(program: &[u8], script: &str) -> Result<(Vec<u8>, String), TaskError> {
    let mut names = BTreeMap::new();
    let mut kept = Module::new();
    for payload in Parser::new(0).parse_all(program) {
        let payload = payload.map_err(damaged)?;
        match &payload {
            Payload::ImportSection(imports) => {
                let mut section = ImportSection::new();
                for import in imports.clone().into_imports() {
                    let import = import.map_err(damaged)?;
                    let kind = RoundtripReencoder.entity_type(import.ty).map_err(damaged)?;
                    let module = short(&mut names, import.module);
                    let name = short(&mut names, import.name);
                    section.import(&module, &name, kind);
                }
                kept.section(&section);
            }
            Payload::ExportSection(exports) => {
                let mut section = ExportSection::new();
                for export in exports.clone() {
                    let export = export.map_err(damaged)?;
                    let kind = RoundtripReencoder.export_kind(export.kind).map_err(damaged)?;
                    let name = match export.name.starts_with(CLOSURES) {
                        true => short(&mut names, export.name),
                        false => export.name.to_owned(),
                    };
                    section.export(&name, kind, export.index);
                }
                kept.section(&section);
            }
            _ => raw(&mut kept, program, &payload),
        }
    }
    Ok((kept.finish(), replaced(script, &names)))
}

/// The short name of a long one: `$a`, `$b`. No name of wasm-bindgen's begins with this sign.
fn short(names: &mut BTreeMap<String, String>, long: &str) -> String {
    let mut left = names.len();
    names
        .entry(long.to_owned())
        .or_insert_with(|| {
            let mut name = "$".to_owned();
            loop {
                name.push(char::from(b"abcdefghijklmnopqrstuvwxyz"[left % 26]));
                left /= 26;
                if left == 0 {
                    break name;
                }
            }
        })
        .clone()
}

/// A script with every long name in it replaced, where it stands as a whole word or as the name of a file.
fn replaced(script: &str, names: &BTreeMap<String, String>) -> String {
    let part_of_name = |letter: char| letter.is_ascii_alphanumeric() || "_./-".contains(letter);
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(part_of_name) {
        let (before, word) = rest.split_at(start);
        let end = word.find(|letter| !part_of_name(letter)).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        out.push_str(before);
        // `wasm.name` and `"./file.js"` alike.
        match word.strip_prefix("wasm.").and_then(|name| names.get(name)) {
            Some(short) => out.push_str(&["wasm.", short].concat()),
            None => out.push_str(names.get(word).map_or(word, String::as_str)),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The page's one script: what loads the rest, what wasm-bindgen wrote, and `boot.js`, which begins.
pub fn joined(links: &str, glue: &str, boot: &str) -> Result<String, TaskError> {
    let missing = |what: &str| TaskError::Advice(format!("The scripts cannot be joined: {what}"));
    let links =
        without_line(links, "import { initSync }").ok_or_else(|| missing("no initSync in the links"))?;
    let links = links.replace("export const", "const");
    // The style sheet comes in parallel with the rest of the program.
    let (before, after) = links
        .rsplit_once(", []));")
        .ok_or_else(|| missing("no list of what else is loaded in the links"))?;
    let links = [before, ", [dressed]));", after].concat();
    let glue =
        without_line(glue, "import * as import1 from").ok_or_else(|| missing("no import in the glue"))?;
    let glue = without_line(&glue, "export {").ok_or_else(|| missing("no export in the glue"))?;
    let boot = without_line(boot, "import init from").ok_or_else(|| missing("boot.js has no import"))?;
    let boot = boot.replace("await init(", "await __wbg_init(");
    Ok([
        links.as_str(),
        "const import1 = { __wasm_split_load_rest };",
        &glue,
        &boot,
    ]
    .join("\n"))
}

/// A script without its one line that begins like this.
fn without_line(script: &str, begins: &str) -> Option<String> {
    let (mut kept, mut left) = (String::with_capacity(script.len()), 0);
    for line in script.lines() {
        if line.trim_start().starts_with(begins) {
            left += 1;
        } else {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    (left == 1).then_some(kept)
}

/// A script without what only people read, by npm's terser. `module`: no other script sees its names.
pub fn minified(path: &Path, module: bool) -> Result<(), TaskError> {
    let terser = process::find(&["terser"])
        .ok_or_else(|| TaskError::Advice("terser is not in PATH: build by cargo xtask serve.".to_owned()))?;
    let mut terser = process::command(terser);
    terser
        .arg(path)
        .args(["--compress", "passes=2", "--mangle", "--output"]);
    terser.arg(path);
    if module {
        terser.arg("--module");
    }
    process::run_quietly(&mut terser)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_each_is_another() {
        let mut names = BTreeMap::new();
        let given: Vec<String> = (0..1_000)
            .map(|n| short(&mut names, &format!("long_{n}")))
            .collect();
        let known: std::collections::BTreeSet<_> = given.iter().collect();
        assert_eq!(
            (known.len(), short(&mut names, "long_7")),
            (1_000, given[7].clone())
        );
        assert!(given.iter().all(|name| name.len() <= 4), "{given:?}");
    }

    #[test]
    fn a_name_is_replaced_where_it_stands_as_a_whole() {
        let mut names = BTreeMap::new();
        for long in [
            "./cap_bg.js",
            "__wbg_now_0",
            "wasm_bindgen__convert__closures__h0",
        ] {
            short(&mut names, long);
        }
        let script = "const a = { \"./cap_bg.js\": b };\n__wbg_now_0: c,\n__wbg_now_01: d,\nwasm.wasm_bindgen__convert__closures__h0(e.f)";
        let expect = "const a = { \"$a\": b };\n$b: c,\n__wbg_now_01: d,\nwasm.$c(e.f)";
        assert_eq!(replaced(script, &names), expect);
    }

    #[test]
    fn what_the_program_takes_and_gives_keeps_its_kind_under_a_short_name() {
        let mut types = wasm_encoder::TypeSection::new();
        types.ty().function([wasm_encoder::ValType::I32], []);
        let mut imports = ImportSection::new();
        imports.import(
            "./cap_bg.js",
            "__wbg_now_0",
            wasm_encoder::EntityType::Function(0),
        );
        let mut exports = ExportSection::new();
        exports.export("memory_of", wasm_encoder::ExportKind::Func, 0);
        exports.export(
            "wasm_bindgen__convert__closures__h0",
            wasm_encoder::ExportKind::Func,
            0,
        );
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&exports);
        let (small, script) = shortened(&module.finish(), "__wbg_now_0: 1").unwrap();
        assert_eq!(script, "$b: 1");
        let text = String::from_utf8_lossy(&small).into_owned();
        assert!(
            text.contains("$a") && text.contains("memory_of") && text.contains("$c"),
            "{text:?}"
        );
        assert!(!text.contains("__wbg"), "{text:?}");
    }

    #[test]
    fn exports_for_servers_go_with_what_is_said_of_them() {
        let said = |text: &str| {
            let mut bytes = (text.len() as u32).to_le_bytes().to_vec();
            bytes.extend(text.as_bytes());
            bytes
        };
        let pairs = [said("v"), said("IntoUnderlyingSink"), said("v"), said("fetch")].concat();
        assert_eq!(metadata(&pairs).unwrap(), [said("v"), said("fetch")].concat());
        assert!(metadata(&pairs[..7]).is_err());
        let mut exports = ExportSection::new();
        exports.export("__wbg_intounderlyingsink_free", wasm_encoder::ExportKind::Func, 0);
        exports.export("main", wasm_encoder::ExportKind::Func, 0);
        let mut module = Module::new();
        module.section(&exports);
        let kept = without_unused(&module.finish()).unwrap();
        let text = String::from_utf8_lossy(&kept).into_owned();
        assert!(text.contains("main") && !text.contains("underlying"), "{text:?}");
    }

    #[test]
    fn names_of_source_files_become_blanks_and_nothing_else_does() {
        let check = |text: &str, expect: &str| {
            let mut data = text.as_bytes().to_vec();
            let (roots, own) = (
                ["/rustc/".to_owned(), "/a/cargo/".to_owned()],
                ["src/ui/mod.rs".to_owned()],
            );
            blank_paths(&mut data, &roots, &own);
            assert_eq!(
                String::from_utf8(data).unwrap(),
                expect.replace('~', &" ".repeat(13)),
                "{text}"
            );
        };
        check("emptysrc/ui/mod.rsform/a.json", "empty~form/a.json");
        check("x/rustc/0/a.rsli", "x~li");
        check("x/a/cargo/b.rs/later", "x~/later");
        // Texts side by side: what is no name of a source file stays, whatever follows it.
        check("/laterlisrc/ui/mod.rs", "/laterli~");
        check("src/other.rs/ a.rs", "src/other.rs/ a.rs");
    }

    #[test]
    fn three_scripts_are_one() {
        let links =
            "import { initSync } from \"./a.js\";\nexport const __wasm_split_load_rest = f((1\n, []));";
        let glue =
            "import * as import1 from \"./b.js\"\nuse(import1);\nexport { initSync, __wbg_init as default };";
        let boot = "import init from \"glue\";\nawait init({});";
        let all = joined(links, glue, boot).unwrap();
        assert!(!all.contains("import {") && !all.contains("export"), "{all}");
        assert!(
            all.contains("await __wbg_init({})") && all.contains(", [dressed]));"),
            "{all}"
        );
        assert!(joined(glue, glue, boot).is_err());
    }
}
