//! Applications on the device: what is stored, how it is read back, how it follows a changed form, how long it stays, and how it travels.

pub mod handover;
pub mod keep;
pub mod migrate;
#[cfg(test)]
mod migrate_tests;
pub mod read;
pub mod refused;
pub mod stored;
mod write;
