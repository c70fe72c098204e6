//! Wrong guesses slow down.
//!
//! The count is kept in a record beside the keyring, so that a reload does not clear it. [`Guesses::tried`] is to be
//! stored before a key is derived, and the record removed once one opens the keyring: closing the page in between then
//! saves nobody a guess. It holds up a person at this keyboard. It holds up nobody who deletes the record or takes a
//! copy of the keyring away: against those stand Argon2id and the passphrase alone.
//!
//! A clock that is set back starts the current wait anew from the time it then shows, so it shortens nothing, and
//! never makes anyone wait for longer than one wait. A clock that is set forward does end a wait: a page has no other.

pub use super::seal::ReadError;
use crate::json::{self, Node, Writer};

/// The only version of the format that this program writes.
pub const FORMAT: u32 = 1;

/// The key the record stands under in both stores.
pub const KEY: &str = "cap/guesses";

/// Wrong guesses that cost no wait: slips of the finger.
const FREE: u32 = 4;
/// The first wait, milliseconds; each one after is twice as long.
const FIRST: i64 = 15_000;
/// The longest wait, milliseconds: a quarter of an hour, which a person can sit out.
const LONGEST: i64 = 15 * 60_000;

/// Guesses since the keyring was last opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Guesses {
    /// How many.
    wrong: u32,
    /// When the last was, milliseconds since the Unix epoch.
    last: i64,
}

impl Guesses {
    /// What to take a record for that is there but cannot be read: the next wrong guess costs a wait.
    pub fn unreadable(now: i64) -> Self {
        Self {
            wrong: FREE,
            last: now,
        }
    }

    /// How many since the keyring was last opened.
    pub fn wrong(&self) -> u32 {
        self.wrong
    }

    /// One more guess, made now.
    #[must_use]
    pub fn tried(&self, now: i64) -> Self {
        Self {
            wrong: self.wrong.saturating_add(1),
            last: now,
        }
    }

    /// The same guesses by a clock that shows `now`. Store it where it differs: the clock was set back.
    #[must_use]
    pub fn by_clock(&self, now: i64) -> Self {
        Self {
            wrong: self.wrong,
            last: self.last.min(now),
        }
    }

    /// The earliest time of the next guess, milliseconds since the Unix epoch.
    pub fn next(&self) -> i64 {
        self.last.saturating_add(self.wait())
    }

    /// Milliseconds still to wait; 0: a guess may be made.
    pub fn left(&self, now: i64) -> i64 {
        self.by_clock(now).next().saturating_sub(now).max(0)
    }

    fn wait(&self) -> i64 {
        match self.wrong.checked_sub(FREE + 1) {
            None => 0,
            Some(doubled) => (FIRST << doubled.min(10)).min(LONGEST),
        }
    }

    /// The text to store.
    pub fn write(&self) -> String {
        let mut out = Writer::default();
        out.open('{');
        out.name("format").digits(&FORMAT.to_string());
        out.name("wrong").digits(&self.wrong.to_string());
        out.name("last").digits(&self.last.to_string());
        out.close('}');
        out.finish()
    }
}

/// Reads what a store gave back.
///
/// # Errors
/// A newer format, or text that this format does not write: where there is a keyring, count on from
/// [`Guesses::unreadable`].
pub fn read(text: &str) -> Result<Guesses, ReadError> {
    let json = json::parse_quietly(text).ok_or(ReadError::Damaged)?;
    match json::format(&json) {
        Some(FORMAT) => {}
        Some(newer) if newer > FORMAT => return Err(ReadError::Newer(newer)),
        _ => return Err(ReadError::Damaged),
    }
    json::read_quietly(&json, guesses).ok_or(ReadError::Damaged)
}

fn guesses(at: &Node<'_>) -> Guesses {
    at.object(&["format", "wrong", "last"]);
    Guesses {
        wrong: at.get("wrong").u32(),
        last: at.get("last").whole(i64::MIN, i64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn after(wrong: u32, now: i64) -> Guesses {
        (0..wrong).fold(Guesses::default(), |guesses, _| guesses.tried(now))
    }

    #[test]
    fn each_wrong_guess_after_the_fourth_doubles_the_wait_up_to_a_quarter_of_an_hour() {
        let check = |wrong, seconds: i64| {
            let guesses = after(wrong, 7_000);
            assert_eq!(guesses.left(7_000), seconds * 1_000, "{wrong} wrong guesses");
            assert_eq!(guesses.left(7_000 + seconds * 1_000), 0);
        };
        check(0, 0);
        check(1, 0);
        check(4, 0);
        check(5, 15);
        check(6, 30);
        check(7, 60);
        check(8, 120);
        check(9, 240);
        check(10, 480);
        check(11, 900);
        check(12, 900);
        check(10_000, 900);
    }

    #[test]
    fn a_count_that_cannot_be_read_is_neither_free_nor_a_lock() {
        let guesses = Guesses::unreadable(7);
        assert_eq!(guesses.left(7), 0);
        assert_eq!(guesses.tried(7).left(7), FIRST);
    }

    #[test]
    fn a_count_is_read_strictly() {
        let check = |text: &str, expected| assert_eq!(read(text), expected, "{text}");
        check(&after(3, 5).write(), Ok(after(3, 5)));
        check(r#"{"format":9,"x":1}"#, Err(ReadError::Newer(9)));
        check(r#"{"format":1,"wrong":-1,"last":0}"#, Err(ReadError::Damaged));
        check(r#"{"format":1,"wrong":1}"#, Err(ReadError::Damaged));
        check("", Err(ReadError::Damaged));
    }

    proptest! {
        #[test]
        fn a_clock_set_back_unlocks_no_faster_and_never_locks_out(
            wrong in 0_u32..20,
            last in any::<i64>(),
            now in any::<i64>(),
        ) {
            let guesses = Guesses { wrong, last };
            let left = guesses.left(now);
            prop_assert!((0..=LONGEST).contains(&left));
            if now < last {
                // As it would be if the guess had been made just now: at most bounded by the end of time itself.
                prop_assert_eq!(left, guesses.wait().min(i64::MAX.saturating_sub(now)));
                let stored = guesses.by_clock(now);
                prop_assert_eq!(stored.left(now.saturating_add(guesses.wait())), 0);
            }
        }

        #[test]
        fn waiting_only_shortens_a_wait(wrong in 0_u32..20, waited in 0_i64..2_000_000) {
            let guesses = after(wrong, 50);
            prop_assert_eq!(guesses.left(50 + waited), (guesses.wait() - waited).max(0));
        }

        #[test]
        fn a_count_reads_back(wrong: u32, last: i64) {
            let guesses = Guesses { wrong, last };
            prop_assert_eq!(read(&guesses.write()), Ok(guesses));
        }

        #[test]
        fn reading_any_text_gives_an_answer(text in any::<String>()) {
            let _ = read(&text);
        }
    }
}
