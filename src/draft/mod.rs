//! Applications on the device: what is stored, and how it is read back.

pub mod read;
pub mod stored;
mod write;
