//! What a view may ask of a session, a file for each kind of page. Nothing here changes anything.

mod access;
mod applications;
mod at_stake;
pub(super) mod changes;
mod check;
pub(super) mod checker;
mod copy;
mod guidance;
pub(super) mod handover;
mod keep;
mod offline;
pub(super) mod page;
mod proof;
pub(super) mod readiness;
pub(super) mod refused;
pub(super) mod sending;
mod status;
mod tasks;
mod timeline;
