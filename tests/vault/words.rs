//! The list of words that ships.

use cap_application::vault::strength::{self, Level};
use cap_application::vault::words::three;

fn list() -> Vec<&'static str> {
    include_str!("../../public/words.txt").lines().collect()
}

#[test]
fn the_list_holds_2_048_different_short_words_in_order() {
    let words = list();
    assert_eq!(words.len(), 2_048);
    for pair in words.windows(2) {
        assert!(pair[0] < pair[1], "{pair:?}");
    }
    for word in words {
        assert!((4..=8).contains(&word.len()), "{word}");
        assert!(word.bytes().all(|letter| letter.is_ascii_lowercase()), "{word}");
    }
}

#[test]
fn every_word_can_be_offered_and_what_is_offered_is_good() {
    let words = list();
    for (at, word) in words.iter().enumerate() {
        let [high, low] = u16::try_from(at).unwrap().to_be_bytes();
        // The others are as short as any, and no part of the first: that would be saying it twice.
        let others = words.iter().enumerate();
        let others = others.filter(|(_, other)| other.len() == 4 && !word.contains(**other));
        let others: Vec<u8> = others
            .map(|(other, _)| u8::try_from(other).unwrap())
            .take(2)
            .collect();
        let offered = three(&words, [high, low, 0, others[0], 0, others[1]]);
        assert_eq!(offered.split('-').next(), Some(*word));
        assert_eq!(strength::assess(&offered), (Level::Good, None), "{offered}");
    }
}
