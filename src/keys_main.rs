//! The program for keys alone: it runs in a worker as the one of `later_main.rs` does, and `public/later/start.js` chooses.

/// Called as the program is loaded; there is nothing to prepare.
fn main() {}

/// Performs a task: [`cap_application::later::derive`]. A panic is thrown as an error to the script that calls.
#[cfg(target_family = "wasm")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn perform(request: &str) -> String {
    cap_application::later::derive(request)
}
