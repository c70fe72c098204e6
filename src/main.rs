//! The browser program that Trunk builds. Natively it only says how to start it.

#[cfg(target_family = "wasm")]
fn main() {
    cap_application::app::start();
}

#[cfg(not(target_family = "wasm"))]
fn main() {
    println!("This program runs in a browser. Start it with: cargo xtask serve");
}
