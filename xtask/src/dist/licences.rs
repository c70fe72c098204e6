//! The licences of what a program contains, as their texts ask: beside every copy of it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::parts::Part;
use crate::process::TaskError;

/// How files with a licence or a notice are named.
const NAMES: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "UNLICENSE", "NOTICE"];

/// One text with every licence, each of them once, under the names of all that it goes for.
///
/// # Errors
/// Where a text cannot be read, or a package has none and is not under the MIT licence, whose words are at hand.
pub fn text<'a>(parts: impl Iterator<Item = &'a Part>, own: &str) -> Result<String, TaskError> {
    let mut whose = BTreeMap::<String, Vec<String>>::new();
    for part in parts {
        for text in texts(part, own)? {
            let name = format!("{} {} ({})", part.name, part.version, part.licence);
            whose.entry(text).or_default().push(name);
        }
    }
    let mut all = format!("# This program\n\n{}\n", own.trim());
    // Those of most packages first.
    let mut whose: Vec<_> = whose.into_iter().collect();
    whose.sort_by_key(|(_, names)| std::cmp::Reverse(names.len()));
    for (text, names) in whose {
        // Writing to a text cannot fail.
        let _ = write!(all, "\n# {}\n\n{text}\n", names.join(", "));
    }
    Ok(all)
}

/// The texts that a package carries.
fn texts(part: &Part, own: &str) -> Result<Vec<String>, TaskError> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(&part.folder).map_err(TaskError::file(&part.folder))?;
    for entry in entries.flatten() {
        if is_licence(&entry.path()) && entry.path().is_file() {
            let bytes = std::fs::read(entry.path()).map_err(TaskError::file(&entry.path()))?;
            found.push(
                String::from_utf8_lossy(&bytes)
                    .replace("\r\n", "\n")
                    .trim()
                    .to_owned(),
            );
        }
    }
    found.sort();
    if found.is_empty() {
        found.push(instead(part, own)?);
    }
    Ok(found)
}

/// For a package that says under which licence it is and carries no text: the words of that licence, with its authors.
fn instead(part: &Part, own: &str) -> Result<String, TaskError> {
    let mit = part.licence.split(" OR ").any(|choice| choice.trim() == "MIT");
    let words = own.split_once("Permission is hereby granted").filter(|_| mit);
    let Some((_, words)) = words else {
        return Err(TaskError::Advice(format!(
            "{} {} is under {} and carries no text of it: add the text to xtask/src/dist/licences.rs",
            part.name, part.version, part.licence
        )));
    };
    let authors = match part.authors.as_slice() {
        [] => format!("the authors of {}", part.name),
        named => named.join(", "),
    };
    Ok(format!(
        "MIT License\n\nCopyright (c) {authors}\n\nPermission is hereby granted{}",
        words.trim_end()
    ))
}

fn is_licence(path: &Path) -> bool {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_uppercase();
    NAMES.iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = include_str!("../../../LICENSE");

    fn part(name: &str, licence: &str, files: &[(&str, &str)]) -> (tempfile::TempDir, Part) {
        let folder = tempfile::tempdir().unwrap();
        for (file, text) in files {
            std::fs::write(folder.path().join(file), text).unwrap();
        }
        let part = Part {
            registry: "cargo",
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: licence.to_owned(),
            digest: None,
            authors: vec!["Robin Example".to_owned()],
            folder: folder.path().to_owned(),
        };
        (folder, part)
    }

    #[test]
    fn a_text_stands_once_under_all_that_it_goes_for() {
        let (_a, one) = part(
            "one",
            "MIT",
            &[("LICENSE-MIT", "Same words\r\n"), ("README", "no")],
        );
        let (_b, two) = part(
            "two",
            "ISC",
            &[("licence.txt", "Same words"), ("COPYING", "Other words")],
        );
        let all = text([&one, &two].into_iter(), OWN).unwrap();
        assert_eq!(all.matches("Same words").count(), 1, "{all}");
        assert!(
            all.contains("# one 1.0.0 (MIT), two 1.0.0 (ISC)\n\nSame words\n"),
            "{all}"
        );
        assert!(all.contains("# two 1.0.0 (ISC)\n\nOther words\n"), "{all}");
        assert!(!all.contains("no\n"), "{all}");
    }

    #[test]
    fn a_package_without_a_text_gets_that_of_the_mit_licence_where_it_may_be_taken() {
        let (_a, mit) = part("mit", "MIT OR Apache-2.0", &[]);
        let all = text([&mit].into_iter(), OWN).unwrap();
        assert!(
            all.contains("Copyright (c) Robin Example\n\nPermission is hereby granted, free"),
            "{all}"
        );
        let (_b, other) = part("other", "MPL-2.0", &[]);
        let error = text([&other].into_iter(), OWN).unwrap_err().to_string();
        assert!(error.starts_with("other 1.0.0 is under MPL-2.0"), "{error}");
    }
}
