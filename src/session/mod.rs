//! The whole application as data: `Session::update(message, now) -> effects`, and the slices a view may read.
//!
//! The view reads through [`view_model`] and writes through [`message::Message`]; nothing else crosses the line.

pub mod access;
pub mod config;
pub mod effect;
pub mod location;
pub mod message;
pub mod offline;
mod state;
mod turn;
mod update;
mod view;
pub mod view_model;

pub use self::state::{Now, Session};
