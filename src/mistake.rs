//! A mistake in a data file, said so that the person who edits the file can mend it.

use std::fmt;

/// One mistake. Loading a file reports every one it has, never the first only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// Name of the file.
    pub file: String,
    /// Where in the file: `sections[2].pages[0].questions[1].relevant`, or a line and column.
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
            "{}: {}: {}. {}",
            self.file, self.path, self.problem, self.remedy
        )
    }
}
