//! References: `CAP-` and eight characters that cannot be misread or misheard for one another.

/// Digits and capital letters without 0 and O, 1, I and L, and U.
pub const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A new random reference, one of 30⁸ (656 thousand million).
///
/// # Errors
/// The operating system has no random bytes to give.
pub fn random() -> Result<String, getrandom::Error> {
    let mut reference = String::from("CAP-");
    let mut byte = [0_u8];
    while reference.len() < 12 {
        getrandom::fill(&mut byte)?;
        // Five bits give 0 to 31; those past the alphabet are thrown again, so that each letter is as likely.
        if let Some(letter) = ALPHABET.get(usize::from(byte[0] & 31)) {
            reference.push(char::from(*letter));
        }
    }
    Ok(reference)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn references_use_the_whole_alphabet_and_nothing_else() {
        let mut seen = BTreeSet::new();
        for _ in 0..1_000 {
            let reference = random().unwrap();
            assert_eq!(reference.len(), 12, "{reference}");
            seen.extend(reference.strip_prefix("CAP-").unwrap().bytes());
        }
        assert_eq!(seen, ALPHABET.iter().copied().collect());
    }
}
