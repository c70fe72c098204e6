//! The form engine: a published definition, the answers to it, and what follows from both.
//!
//! Words are those of W3C XForms: a question is *relevant* or not, *required* or not, and has *constraints*;
//! an answer that breaks one is a *violation*. There is no presentation in here.

pub mod answer;
pub mod condition;
pub mod definition;
pub mod fault;
pub mod value;
pub mod words;
