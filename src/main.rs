//! The browser program that Trunk builds. Natively it only says how to start it.

/// Called as the program is loaded: `public/boot.js` and `public/embed.js` say where it is to be.
#[cfg(target_family = "wasm")]
fn main() {}

/// [`cap_application::app::mount`].
#[cfg(target_family = "wasm")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn mount(window: web_sys::Window, embedded: bool) -> wasm_bindgen::JsValue {
    cap_application::app::mount(window, embedded)
}

#[cfg(not(target_family = "wasm"))]
fn main() {
    println!("This program runs in a browser. Start it with: cargo xtask serve");
}
