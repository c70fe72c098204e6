//! The browser's source of random bytes.

use std::cell::RefCell;

/// Bytes of a nonce.
const NONCE: usize = 24;

thread_local! {
    /// Nonces that were drawn and not used yet.
    static DRAWN: RefCell<Vec<[u8; NONCE]>> = const { RefCell::new(Vec::new()) };
}

/// Bytes nobody can guess. `None` where the browser has no such source.
pub fn bytes<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    fill(&mut bytes).then_some(bytes)
}

/// A nonce that is used for nothing else. Every key that is pressed seals a record, and to ask the browser takes longer than to seal
/// one: so many are drawn at once. They are public once they are used, so that nothing is lost by knowing them before.
pub fn nonce() -> Option<[u8; NONCE]> {
    DRAWN.with_borrow_mut(|drawn| {
        if drawn.is_empty() {
            let mut bytes = [[0; NONCE]; 32];
            if !fill(bytes.as_flattened_mut()) {
                return None;
            }
            drawn.extend(bytes);
        }
        drawn.pop()
    })
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
