//! How strong a passphrase is, as far as a small program can tell.
//!
//! A piece that someone would guess first, however long, counts as little as two characters; of letters in a row that
//! may be one word, those after the fifth count two fifths; what is left counts in full. So three words do better than
//! one long one.
//!
//! It finds what is easy to guess in the ways it knows. It cannot tell that a passphrase is a pet's name, or stands in
//! a list of stolen ones: "good" means that nothing speaks against it.

use zeroize::Zeroizing;

use super::predictable::{Kind, piece};

/// Least length in characters.
pub const LEAST: usize = 12;

/// Least number of different characters.
const LEAST_DIFFERENT: usize = 6;
/// What counts is counted in fifths of a character.
const WHOLE: usize = 5;
/// It has to reach this to be used at all.
const FAIR: usize = 10 * WHOLE;
/// What three words of four letters reach.
const GOOD: usize = 13 * WHOLE;
/// A letter that others already stand before.
const AFTER_FIVE: usize = 2;
/// Nothing after so many characters makes it weaker.
const MOST: usize = 128;

/// How strong a passphrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not to be used.
    Weak,
    /// May be used; a better one is easy to find.
    Fair,
    /// Nothing speaks against it.
    Good,
}

/// The one thing to say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Fewer than [`LEAST`] characters.
    Short,
    /// The same few characters over and over.
    FewCharacters,
    /// It is mostly common words, or words of school and place.
    Common,
    /// It is mostly runs like `1234` or `qwerty`.
    Run,
    /// It is mostly a year and little else.
    Year,
    /// It says the same thing twice.
    Repeated,
    /// It is one long row of letters, which may be a word.
    OneWord,
    /// Nothing is wrong with it but its length.
    Longer,
}

impl Reason {
    /// What to say, in words: what is wrong and what to do.
    pub fn words(self) -> &'static str {
        match self {
            Self::Short => "Too short: use at least 12 characters, for example three words",
            Self::FewCharacters => {
                "The same few characters: use more different ones, for example three words"
            }
            Self::Common => "Easy to guess: it is mostly words that many people use. Add words that are not",
            Self::Run => {
                "Easy to guess: it is mostly characters in a row, like 1234 or qwerty. Use words instead"
            }
            Self::Year => "Easy to guess: it is mostly a year. Use three words instead",
            Self::Repeated => "Easy to guess: it repeats itself. Use different words",
            Self::OneWord => "One long word is easy to guess: use three, with spaces between them",
            Self::Longer => "Longer is stronger: add another word",
        }
    }
}

/// How strong a passphrase is, and why it is no stronger; there is no reason where it is [`Level::Good`].
pub fn assess(passphrase: &str) -> (Level, Option<Reason>) {
    let mut text = Zeroizing::new(Vec::with_capacity(MOST));
    text.extend(
        passphrase
            .chars()
            .take(MOST)
            .map(|letter| letter.to_ascii_lowercase()),
    );
    if text.len() < LEAST {
        return (Level::Weak, Some(Reason::Short));
    }
    if different(&text) < LEAST_DIFFERENT {
        return (Level::Weak, Some(Reason::FewCharacters));
    }
    let (counted, worst) = counted(&text);
    match counted {
        GOOD.. => (Level::Good, None),
        FAIR.. => (Level::Fair, Some(worst)),
        _ => (Level::Weak, Some(worst)),
    }
}

fn different(text: &[char]) -> usize {
    let first = |(at, letter)| !text[..at].contains(letter);
    text.iter().enumerate().filter(|place| first(*place)).count()
}

/// How much counts, and what took most away.
fn counted(text: &[char]) -> (usize, Reason) {
    let (mut counted, mut at, mut in_a_row) = (0, 0, 0);
    let mut lost = [0_usize; REASONS.len()];
    while at < text.len() {
        let (length, counts, why) = match piece(text, at) {
            Some((length, Kind::Repeat)) => (length, 0, Kind::Repeat as usize),
            Some((length, kind)) => (length, 2 * WHOLE, kind as usize),
            // What stands between words is the same each time.
            None if between(text[at]) && text[..at].iter().any(|letter| between(*letter)) => (1, 0, LONGER),
            None if in_a_row >= 5 && text[at].is_ascii_lowercase() => (1, AFTER_FIVE, ONE_WORD),
            None => (1, WHOLE, LONGER),
        };
        let single = length == 1 && text[at].is_ascii_lowercase();
        in_a_row = if single { in_a_row + 1 } else { 0 };
        lost[why] += (length * WHOLE).saturating_sub(counts);
        counted += counts;
        at += length;
    }
    lost[LONGER] = 0;
    let mut worst = LONGER;
    for (why, amount) in lost.iter().enumerate() {
        if *amount > lost[worst] {
            worst = why;
        }
    }
    (counted, REASONS[worst])
}

/// In the order of [`Kind`], then those that are no kind of piece.
const REASONS: [Reason; 6] = [
    Reason::Common,
    Reason::Run,
    Reason::Year,
    Reason::Repeated,
    Reason::OneWord,
    Reason::Longer,
];
const ONE_WORD: usize = 4;
const LONGER: usize = 5;

fn between(letter: char) -> bool {
    letter.is_ascii_punctuation() || letter.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(passphrase: &str, level: Level, reason: Option<Reason>) {
        assert_eq!(assess(passphrase), (level, reason), "{passphrase}");
    }

    #[test]
    fn what_is_easy_to_guess_is_weak_and_says_why() {
        check("", Level::Weak, Some(Reason::Short));
        check("river-apple", Level::Weak, Some(Reason::Short));
        check("aaaaaaaaaaaaaaaa", Level::Weak, Some(Reason::FewCharacters));
        check("abababababababab", Level::Weak, Some(Reason::FewCharacters));
        check("password1234", Level::Weak, Some(Reason::Common));
        check("P@55w0rd2026!", Level::Weak, Some(Reason::Common));
        check("Coventry2026!", Level::Weak, Some(Reason::Common));
        check("Wyken-School-2026", Level::Weak, Some(Reason::Common));
        check("CoventryCityCouncil", Level::Weak, Some(Reason::Common));
        check("headteacher-senco", Level::Weak, Some(Reason::Common));
        check("qwertyuiop123", Level::Weak, Some(Reason::Run));
        check("1234567890abcdef", Level::Weak, Some(Reason::Run));
        check("gravel/gravel/gravel", Level::Weak, Some(Reason::Repeated));
        check("extraordinary", Level::Weak, Some(Reason::OneWord));
        check("strawberries", Level::Weak, Some(Reason::OneWord));
        check("Sunday 12 July 2026", Level::Weak, Some(Reason::Common));
    }

    #[test]
    fn what_is_partly_easy_to_guess_is_fair() {
        check("kestrel-Coventry-95", Level::Fair, Some(Reason::Common));
        check("gravel-gravel-4x7q", Level::Fair, Some(Reason::Repeated));
        check("xk7mq2vp9rtw", Level::Fair, Some(Reason::Longer));
        check("kestrel gravel", Level::Fair, Some(Reason::OneWord));
        check("kestrelgravelteapot", Level::Fair, Some(Reason::OneWord));
    }

    #[test]
    fn three_words_are_good() {
        check("kestrel gravel teapot", Level::Good, None);
        check("lamp-fern-dusk", Level::Good, None);
        check("żółw idzie powoli", Level::Good, None);
    }

    #[test]
    fn every_reason_says_what_to_do() {
        for reason in [
            Reason::Short,
            Reason::FewCharacters,
            Reason::Common,
            Reason::Run,
            Reason::Year,
            Reason::Repeated,
            Reason::OneWord,
            Reason::Longer,
        ] {
            let words = reason.words();
            assert!(
                ["se ", "Add ", "add "].iter().any(|what| words.contains(what)),
                "{words}"
            );
        }
    }

    proptest! {
        #[test]
        fn more_of_anything_new_never_makes_it_weak(word in "[a-z]{13}", passphrase in any::<String>()) {
            let (level, _) = assess(&passphrase);
            prop_assert!(passphrase.chars().count() >= LEAST || level == Level::Weak);
            // Whatever it is, it gets an answer in reasonable time.
            let _ = assess(&passphrase.repeat(20));
            let _ = assess(&word);
        }
    }
}
