//! Which provision fits, what is missing, and the smallest change that would make an application ready.
//!
//! Nothing here decides: panels do. [`decision`] says how each requirement stands, [`explanation`] what would
//! change it. Both read the answers only through [`facts::Facts`].

mod answers;
pub mod decision;
pub mod explanation;
pub mod facts;
pub mod questions;
mod reads;
mod search;

#[cfg(test)]
mod twin;
