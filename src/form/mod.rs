//! The form engine: a published definition, the answers to it, and what follows from both.
//!
//! Words are those of W3C XForms: a question is *relevant* or not, *required* or not, and has *constraints*;
//! an answer that breaks one is a *violation*. There is no presentation in here.

pub mod answer;
pub mod check;
pub mod condition;
pub mod definition;
mod evaluate;
pub mod fault;
pub mod first;
mod graph;
pub mod instance;
pub mod load;
pub mod model;
pub mod read;
pub mod references;
pub mod route;
pub mod value;
pub mod violation;
pub mod wire;
pub mod words;
