//! What is sent to the council, and what comes back: design section 5.

pub mod envelope;
