//! Three random words: a passphrase to offer.

/// Three of the words, joined by hyphens, picked by random bytes: two each.
///
/// So that each word is as likely as another, only as many of the words take part as the largest power of two they
/// reach: all 2,048 of the list that ships, which is 33 bits, and at most 65,536. No words give an empty text.
///
/// ```
/// use cap_application::vault::words::three;
///
/// assert_eq!(three(&["apple", "river"], [0, 0, 0, 1, 0, 2]), "apple-river-apple");
/// ```
pub fn three(words: &[&str], random: [u8; 6]) -> String {
    let Some(power) = words.len().min(1 << 16).checked_ilog2() else {
        return String::new();
    };
    let mask = (1 << power) - 1;
    let mut passphrase = String::new();
    for pair in random.chunks_exact(2) {
        let picked = pair
            .iter()
            .fold(0, |number, byte| number << 8 | usize::from(*byte))
            & mask;
        if !passphrase.is_empty() {
            passphrase.push('-');
        }
        passphrase.push_str(words.get(picked).copied().unwrap_or_default());
    }
    passphrase
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_as_likely_as_another() {
        let words: Vec<String> = (0..1_500).map(|number| format!("w{number}")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut picked = vec![0; 1_500];
        for number in 0..=u16::MAX {
            let [high, low] = number.to_be_bytes();
            let passphrase = three(&words, [0, 0, high, low, 0, 0]);
            let word = passphrase.split('-').nth(1).unwrap();
            picked[words.iter().position(|other| *other == word).unwrap()] += 1;
        }
        assert_eq!(picked[..1_024], [64; 1_024]);
        assert_eq!(picked[1_024..], [0; 476]);
    }

    #[test]
    fn too_few_words_do_not_make_it_stop() {
        assert_eq!(three(&[], [9; 6]), "");
        assert_eq!(three(&["only"], [9; 6]), "only-only-only");
    }
}
