//! The second program that Trunk builds: it runs in a worker, and `public/later/start.js` calls it.

/// Small code that takes the same time whatever is in use: what a page frees it soon uses again.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Called as the program is loaded; there is nothing to prepare.
fn main() {}

/// Performs a task: [`cap_application::later::perform`]. A panic is thrown as an error to the script that calls.
#[cfg(target_family = "wasm")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn perform(request: &str) -> String {
    cap_application::later::perform(request)
}
