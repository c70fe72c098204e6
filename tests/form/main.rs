//! The form engine on small forms made for one truth each, and on the form that ships.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod evaluation;
mod mistakes;
mod properties;
mod registers;
mod stage;
