//! The interface in a real browser: what only a browser knows, such as focus, caret and events.
#![cfg(target_family = "wasm")]
// A test that finds no element has failed: that is what a panic is for.
#![allow(clippy::unwrap_used, clippy::panic)]

mod choices;
mod later;
mod pages;
mod program;
mod stage;
mod suggest;
mod typing;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
