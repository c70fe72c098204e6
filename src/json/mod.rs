//! Reading JSON by hand: a text becomes a tree once, and [`Node`] reads values out of it, noting every mistake on the
//! way instead of stopping at the first.
//!
//! A reader is a function from a node to a value. Where something is missing or of another type it notes a [`Slip`]
//! and gives a placeholder, so that the rest is read too; [`read`] hands the value out only where nothing was noted.
//! There is one copy of this code for all formats: derived readers would be a third of what a browser has to load.

mod date;
mod node;
mod notes;
mod parser;
mod plain;
mod tree;
mod write;

#[cfg(test)]
mod agreement_tests;
#[cfg(test)]
mod parser_tests;
#[cfg(test)]
mod tests;

pub use date::date;
pub use node::{Node, Slip, format, read, read_quietly};
pub use tree::{Json, parse, parse_around, parse_quietly};
pub use write::Writer;
