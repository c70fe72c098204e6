//! The style sheet in two: what the way to the first question needs, and all that any page does, which comes with the rest
//! of the program. The second holds the first too, so that the order of rules stays what it was.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::process::{self, TaskError};

/// Divides the sheet that the page names, in the folder in which Trunk has put it together. `scripts`: what may name a
/// class before the rest of the program is there. Gives the page that names both.
pub fn divide(folder: &Path, html: &str, scripts: &[String], rest: &str) -> Result<String, TaskError> {
    let (before, link, after) = link(html).ok_or_else(|| wrong("the page names no style sheet"))?;
    let whole = between(link, "href=").ok_or_else(|| wrong("its link names no file"))?;
    let sheet = folder.join(whole.trim_start_matches("./"));
    let mut using = vec!["index.html".to_owned()];
    using.extend_from_slice(scripts);
    let first = lean(folder, &sheet, "first", &using)?;
    using.push(rest.to_owned());
    let all = lean(folder, &sheet, "all", &using)?;
    std::fs::remove_file(&sheet).map_err(TaskError::file(&sheet))?;
    let link = format!("<link rel=stylesheet href={first}>");
    let page = [before, &link, after].concat();
    Ok(page.replace("data-program=", &format!("data-style={all} data-program=")))
}

fn wrong(what: &str) -> TaskError {
    TaskError::Advice(format!("The style sheet cannot be divided: {what}."))
}

/// The page's link to its sheet, and what stands before and after it.
fn link(html: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + html.get(from..)?.find("<link ")?;
        let end = start + html.get(start..)?.find('>')? + 1;
        let link = html.get(start..end)?;
        if link.contains("stylesheet") {
            return Some((html.get(..start)?, link, html.get(end..)?));
        }
        from = end;
    }
}

/// The value of an attribute, in quotes or without.
fn between<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(name)?;
    match value.strip_prefix('"') {
        Some(quoted) => Some(quoted.split_once('"')?.0),
        None => value.split([' ', '>']).next(),
    }
}

/// The rules of a sheet that these files can use, in a file of its own, which is named by its content.
fn lean(folder: &Path, sheet: &Path, name: &str, using: &[String]) -> Result<String, TaskError> {
    let node = process::find(&["node"]).ok_or_else(|| wrong("Node is not installed"))?;
    let out = folder.join(format!("{name}.css"));
    let mut lean = process::command(node);
    lean.arg(process::root().join("style/lean.mjs"))
        .arg(sheet)
        .arg(&out);
    lean.args(using.iter().map(|file| folder.join(file)));
    process::run_quietly(&mut lean)?;
    let content = std::fs::read(&out).map_err(TaskError::file(&out))?;
    let digits: String = Sha256::digest(content)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let named = format!("{name}-{digits}.css");
    std::fs::rename(&out, folder.join(&named)).map_err(TaskError::file(&out))?;
    Ok(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_is_found_as_trunk_writes_it() {
        let quoted =
            r#"<link rel="icon" href="a.svg"><link rel="stylesheet" href="./main-0.css" integrity="x"><p>"#;
        let minified = "<link href=a.svg rel=icon><link href=./main-0.css integrity=x rel=stylesheet><p>";
        for html in [quoted, minified] {
            let (before, tag, after) = link(html).unwrap();
            assert!(before.contains("a.svg") && !before.contains("main"), "{before}");
            assert_eq!((between(tag, "href="), after), (Some("./main-0.css"), "<p>"));
        }
        assert!(link("<link rel=icon href=a.svg><p>").is_none());
    }
}
