//! Asks the linker for what dividing the browser program takes (see the feature `split`), and for a small stack.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let split = std::env::var_os("CARGO_FEATURE_SPLIT").is_some();
    let wasm = std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm");
    if split && wasm {
        println!("cargo::rustc-link-arg-bin=cap=--emit-relocs");
        // A quarter of what the linker gives unasked, which every open page would hold for nothing.
        println!("cargo::rustc-link-arg-bin=cap=-zstack-size=262144");
    }
}
