//! The browser's source of random bytes.

/// Bytes nobody can guess. `None` where the browser has no such source.
pub fn bytes<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    fill(&mut bytes).then_some(bytes)
}

fn fill(bytes: &mut [u8]) -> bool {
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(bytes).is_ok())
}

/// 32 lower-case hexadecimal digits nobody can guess. `None` where the browser has no such source.
pub fn id() -> Option<String> {
    let bytes: [u8; 16] = bytes()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
