//! What must be true of a form beyond its shape; every check reports all it finds.

mod conditions;
mod names;
mod reach;

pub use conditions::check_condition;
pub(super) use conditions::conditions;
pub(super) use names::names;
pub(super) use reach::reach;
