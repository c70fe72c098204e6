//! Records on the device that mean nothing without the passphrase.
//!
//! A random [`key::DataKey`] seals every record ([`seal`]). It stands itself, wrapped twice, in the [`keyring`]: once
//! under a key derived from the passphrase, once under one derived from a printed [`recovery`] code ([mod@derive], which
//! runs in a worker and in a program of its own: nothing else here may use it, so that the page need not load it).
//! What follows is policy: how [`strength`] of a passphrase is told, which [`words`] are offered, how wrong
//! [`guesses`] slow down, and when an idle screen [`lock`]s.
//!
//! `docs/threat-model.md` says what this protects against and what it does not. Random bytes and the time are
//! parameters; a nonce or salt has to be fresh for every call.

pub(crate) mod base64;
mod cipher;
pub mod derive;
pub mod guesses;
pub mod kdf;
pub mod key;
pub mod keyring;
pub mod lock;
pub mod parcel;
mod predictable;
pub mod recovery;
pub mod seal;
mod slot;
pub mod strength;
pub mod words;
