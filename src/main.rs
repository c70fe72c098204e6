//! The browser program that Trunk builds. Natively it only says how to start it.

/// Small code that takes the same time whatever is in use: what a page frees it soon uses again.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(target_family = "wasm")]
fn main() {
    cap_application::app::start();
}

#[cfg(not(target_family = "wasm"))]
fn main() {
    println!("This program runs in a browser. Start it with: cargo xtask serve");
}
