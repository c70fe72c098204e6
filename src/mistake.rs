//! Mistakes in published data files, in words an officer can act on.

use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// One thing wrong with a data file.
#[derive(Clone, Debug, PartialEq, Eq)]
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

    /// Notes one; problem and remedy without a full stop.
    pub fn add(&mut self, path: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        self.found.push(Mistake {
            file: self.file.to_owned(),
            path: path.to_owned(),
            problem: problem.into(),
            remedy: remedy.into(),
        });
    }

    /// Notes that a text which people read is blank.
    pub fn filled(&mut self, path: &str, text: &str) {
        if text.trim().is_empty() {
            self.add(path, "the text is blank", "Write it");
        }
    }

    /// Notes an id that came before, and remembers the others in `seen`.
    pub fn unique<'t>(&mut self, seen: &mut std::collections::BTreeSet<&'t str>, path: &str, id: &'t str) {
        if !seen.insert(id) {
            self.add(
                path,
                format!("\"{id}\" stands here a second time"),
                "Give each its own id, or remove one",
            );
        }
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

#[derive(Deserialize)]
struct Head {
    format: u32,
}

/// Reads a data file of a known format version.
///
/// # Errors
/// The text is not JSON, is of another format version, or does not have the shape of `T`; the first such place,
/// because nothing after it can be read.
pub fn read<T: DeserializeOwned>(file: &str, text: &str, format: u32) -> Result<T, Vec<Mistake>> {
    let mut mistakes = Mistakes::new(file);
    match serde_json::from_str::<Head>(text) {
        Ok(head) if head.format > format => mistakes.add(
            "format",
            format!(
                "the file is of format {} and this program reads format {format}",
                head.format
            ),
            "Use a newer release of the program, or the older format",
        ),
        Ok(head) if head.format < format => mistakes.add(
            "format",
            format!("there is no format {}", head.format),
            format!("Write the file in format {format}"),
        ),
        _ => match serde_json::from_str(text) {
            Ok(value) => return Ok(value),
            Err(error) => mistakes.add(
                &format!("line {}, column {}", error.line(), error.column()),
                without_place(&error.to_string()),
                "Compare this place with the schema of the format",
            ),
        },
    }
    Err(mistakes.found)
}

/// The words of a serde_json error; line and column are said by the path.
fn without_place(words: &str) -> &str {
    words.rfind(" at line ").map_or(words, |end| &words[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[serde(rename = "format")]
        _format: u32,
        name: String,
    }

    fn check(text: &str, expect: &str) {
        let said = match read::<Sample>("sample.json", text, 2) {
            Ok(sample) => sample.name,
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
            "sample.json: line 2, column 6: unknown field `nam`, expected `format` or `name`. \
             Compare this place with the schema of the format.",
        );
        check(
            "{",
            "sample.json: line 1, column 1: EOF while parsing an object. \
             Compare this place with the schema of the format.",
        );
    }

    #[test]
    fn all_mistakes_are_kept() {
        let mut mistakes = Mistakes::new("sample.json");
        mistakes.filled("name", "  ");
        mistakes.filled("name", "written");
        let mut seen = std::collections::BTreeSet::new();
        mistakes.unique(&mut seen, "a", "one");
        mistakes.unique(&mut seen, "b", "one");
        let found = mistakes.or(()).unwrap_err();
        assert_eq!(
            found.iter().map(|m| m.path.as_str()).collect::<Vec<_>>(),
            ["name", "b"]
        );
    }
}
