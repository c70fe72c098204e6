//! Applications on the device: what is stored, how it is read back, and how long it stays.

pub mod keep;
pub mod read;
pub mod stored;
mod write;
