//! What is sent to the council, and what comes back: design section 5.

mod digest;
pub mod envelope;
pub mod read;
mod signed;
pub mod write;

pub use digest::{digest, idempotency_key};
pub use signed::{SIGNED, signed_text};
