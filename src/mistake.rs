//! Mistakes in published data files, in words an officer can act on.

use std::cmp::Ordering;
use std::fmt::{self, Arguments};

use crate::json::{self, Json, Node, Slip};

/// One thing wrong with a data file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// Name of the file.
    pub file: String,
    /// Where in the file: `windows[3].deadline`, or `line 12, column 5` where the text itself does not read.
    pub path: String,
    /// What is wrong.
    pub problem: String,
    /// How to mend it.
    pub remedy: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}: {}: {}. {}.",
            self.file, self.path, self.problem, self.remedy
        )
    }
}

/// The mistakes found in one file so far.
#[derive(Debug)]
pub struct Mistakes<'a> {
    file: &'a str,
    found: Vec<Mistake>,
}

impl<'a> Mistakes<'a> {
    /// None yet, in the file of this name.
    pub fn new(file: &'a str) -> Self {
        Self {
            file,
            found: Vec::new(),
        }
    }

    /// Notes one; problem and remedy without a full stop. All three are put into words here only, so that nothing is
    /// spent on files without mistakes.
    #[cold]
    #[inline(never)]
    pub fn add(&mut self, path: Arguments<'_>, problem: Arguments<'_>, remedy: Arguments<'_>) {
        self.found.push(Mistake {
            file: self.file.to_owned(),
            path: path.to_string(),
            problem: problem.to_string(),
            remedy: remedy.to_string(),
        });
    }

    fn slip(&mut self, slip: Slip) {
        self.add(
            format_args!("{}", slip.path),
            format_args!("{}", slip.problem),
            format_args!("{}", slip.remedy),
        );
    }

    /// Notes that a text which people read is blank.
    #[inline(never)]
    pub fn filled(&mut self, path: Arguments<'_>, text: &str) {
        if text.trim().is_empty() {
            self.add(path, format_args!("the text is blank"), format_args!("Write it"));
        }
    }

    /// Notes an id that came before, and remembers the others in `seen`.
    #[inline(never)]
    pub fn unique<'t>(&mut self, seen: &mut Vec<&'t str>, path: Arguments<'_>, id: &'t str) {
        if seen.contains(&id) {
            self.add(
                path,
                format_args!("\"{id}\" stands here a second time"),
                format_args!("Give each its own id, or remove one"),
            );
        } else {
            seen.push(id);
        }
    }

    /// Whether nothing was found so far.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The value if nothing was found.
    ///
    /// # Errors
    /// Everything that was found.
    pub fn or<T>(self, value: T) -> Result<T, Vec<Mistake>> {
        if self.found.is_empty() {
            Ok(value)
        } else {
            Err(self.found)
        }
    }
}

/// Reads a data file of a known format version.
///
/// # Errors
/// The text is not JSON, or is of another format version; else every place that does not have the shape that `shape`
/// reads.
pub fn read<T>(file: &str, text: &str, format: u32, shape: fn(&Node<'_>) -> T) -> Result<T, Vec<Mistake>> {
    let mut mistakes = Mistakes::new(file);
    let Some(json) = tree(text, format, &mut mistakes) else {
        return Err(mistakes.found);
    };
    json::read(&json, shape).map_err(|slips| {
        slips.into_iter().for_each(|slip| mistakes.slip(slip));
        mistakes.found
    })
}

/// The same without a word about what is wrong.
pub fn read_quietly<T>(text: &str, format: u32, shape: fn(&Node<'_>) -> T) -> Option<T> {
    read_tree_quietly(&json::parse_quietly(text)?, format, shape)
}

/// The same of a text that is a tree already.
pub fn read_tree_quietly<T>(json: &Json<'_>, format: u32, shape: fn(&Node<'_>) -> T) -> Option<T> {
    let known = json::format(json) == Some(format);
    json::read_quietly(json, shape).filter(|_| known)
}

/// The text as a tree, if it is one of the known format or does not say its format rightly.
fn tree<'t>(text: &'t str, known: u32, mistakes: &mut Mistakes<'_>) -> Option<Json<'t>> {
    let json = match json::parse(text) {
        Ok(json) => json,
        Err(slip) => {
            mistakes.slip(slip);
            return None;
        }
    };
    let found = json::format(&json).unwrap_or(known);
    match found.cmp(&known) {
        Ordering::Equal => return Some(json),
        Ordering::Greater => mistakes.add(
            format_args!("format"),
            format_args!("the file is of format {found} and this program reads format {known}"),
            format_args!("Use a newer release of the program, or the older format"),
        ),
        Ordering::Less => mistakes.add(
            format_args!("format"),
            format_args!("there is no format {found}"),
            format_args!("Write the file in format {known}"),
        ),
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(at: &Node<'_>) -> String {
        at.object(&["format", "name"]);
        at.get("format").u32();
        at.get("name").text()
    }

    fn check(text: &str, expect: &str) {
        let said = match read("sample.json", text, 2, sample) {
            Ok(name) => name,
            Err(mistakes) => mistakes
                .iter()
                .map(Mistake::to_string)
                .collect::<Vec<_>>()
                .join("\n"),
        };
        assert_eq!(said, expect, "{text}");
    }

    #[test]
    fn a_file_is_read_or_says_where_it_cannot_be() {
        check(r#"{"format": 2, "name": "as it should be"}"#, "as it should be");
        check(
            r#"{"format": 3, "anything": []}"#,
            "sample.json: format: the file is of format 3 and this program reads format 2. \
             Use a newer release of the program, or the older format.",
        );
        check(
            r#"{"format": 1}"#,
            "sample.json: format: there is no format 1. Write the file in format 2.",
        );
        check(
            "{\"format\": 2,\n \"nam\": \"x\"}",
            "sample.json: nam: there is no \"nam\" here. Take it away, or use one of: format, name.\n\
             sample.json: name: it is missing. Add a text in quotes.",
        );
        check(
            r#"{"format": "two", "name": 5}"#,
            "sample.json: format: it is a text, not a whole number. Write a whole number.\n\
             sample.json: name: it is a number, not a text in quotes. Write a text in quotes.",
        );
        check(
            "[2]",
            "sample.json: the whole file: it is a list, not an object in { }. Write an object in { }.",
        );
        check(
            "{",
            "sample.json: line 1, column 2: it ends in the middle. \
             Mend the comma, quote or bracket there or just before.",
        );
    }

    #[test]
    fn all_mistakes_are_kept() {
        let mut mistakes = Mistakes::new("sample.json");
        mistakes.filled(format_args!("name"), "  ");
        mistakes.filled(format_args!("name"), "written");
        let mut seen = Vec::new();
        mistakes.unique(&mut seen, format_args!("a"), "one");
        mistakes.unique(&mut seen, format_args!("b"), "one");
        let found = mistakes.or(()).unwrap_err();
        assert_eq!(
            found.iter().map(|m| m.path.as_str()).collect::<Vec<_>>(),
            ["name", "b"]
        );
    }
}
