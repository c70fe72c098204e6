//! Coventry Alternative Provision's single application form, as a pure core and a thin browser shell.
//!
//! Where to start, in reading order:
//!
//! 1. [`form::definition`]: what the published form says (sections, pages, questions, conditions);
//! 2. [`form::instance`]: one application being filled in: answers, relevance, violations;
//! 3. [`programme`]: an edition's provisions, windows and requirement register;
//! 4. [`eligibility`]: which provision fits, what is missing and why;
//! 5. [`session`]: `Session::update(message, now) -> effects`, the whole application as data;
//! 6. [`later`]: what a second program does that is fetched when it is asked for;
//! 7. `browser` and `ui` (WebAssembly only): who performs the effects and who draws the view model.
//!
//! What a person can change without a compiler is read by [`json`], and what is wrong there said by [`mistake`].
//!
//! The pure half has no clock, no I/O and no randomness: time and random bytes are parameters.

// Cutting a text by bytes can stop the program, and what says so is 4 KB of what a browser loads.
#![cfg_attr(not(test), deny(clippy::string_slice))]

pub mod json;
pub mod sorted;

pub mod calendar;
pub mod files;
pub mod form;
pub mod mistake;
pub mod programme;
pub mod settings;

pub mod eligibility;

pub mod submission;

pub mod vault;

pub mod draft;

pub mod later;

pub mod session;

#[cfg(target_family = "wasm")]
pub mod browser;
#[cfg(target_family = "wasm")]
pub mod ui;

#[cfg(target_family = "wasm")]
pub mod app;

/// Of every program for a browser. Small code that takes the same time whatever is in use: what a page frees it soon uses
/// again.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
