//! The session, played against a world of memory: two stores, an address, a council that can fail.

mod drafts;
mod sending;
mod travel;
mod world;
