//! What each message does to a session: a file for each kind of happening.

mod access;
mod answers;
pub(super) mod changes;
mod checker;
mod handover;
mod hold;
mod items;
mod keep;
mod load;
mod navigate;
mod reply;
mod save;
mod send;
