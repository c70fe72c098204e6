//! Who is ready to apply for what, on which date: the shipped form, programmes and calendar together.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod cases;
mod changes;
mod properties;
mod support;
mod windows;
