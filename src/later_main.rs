//! The second program that Trunk builds: it runs in a worker, and `public/later/start.js` calls it.

/// Called as the program is loaded; there is nothing to prepare.
fn main() {}

/// Performs a task: [`cap_application::later::perform`]. A panic is thrown as an error to the script that calls.
#[cfg(target_family = "wasm")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn perform(request: &str) -> String {
    cap_application::later::perform(request)
}
