//! Applications on the device: what is stored, how it is read back, how long it stays, and how it travels.

pub mod handover;
pub mod keep;
pub mod read;
pub mod stored;
mod write;
