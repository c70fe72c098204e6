//! The browser's source of random bytes.

/// Bytes nobody can guess. `None` where the browser has no such source.
pub fn bytes<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0_u8; N];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// 32 lower-case hexadecimal digits nobody can guess. `None` where the browser has no such source.
pub fn id() -> Option<String> {
    let bytes: [u8; 16] = bytes()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
