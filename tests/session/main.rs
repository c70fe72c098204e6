//! The session, played against a world of memory: two stores, an address, a council that can fail.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod access;
mod changes;
mod checker;
mod clock;
mod drafts;
mod early;
mod handover;
mod keeping;
mod locked;
mod offline;
mod outbox;
mod papers;
mod refused;
mod sealing;
mod sending;
mod travel;
mod unkept;
mod world;
