//! The printed recovery code: 28 letters and numbers in seven groups of four.
//!
//! The first 26 are drawn at random from Crockford's 32 (0 to 9 and the alphabet without I, L, O and U): 130 bits. The
//! last two are check letters over GF(32), a Reed-Solomon code, so that any two wrong letters, or two swapped ones,
//! are known for a slip of the pen before anything is derived from them.

use zeroize::Zeroizing;

/// Letters drawn at random.
const DRAWN: usize = 26;
/// All letters.
const LENGTH: usize = DRAWN + 2;
const GROUP: usize = 4;

/// Crockford's base32; a letter's place is its number.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A recovery code; wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Zeroizing<[u8; LENGTH]>);

/// Why what was typed is not a recovery code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Something is missing, or too much.
    #[error("Enter all 28 letters and numbers of the recovery code. You have entered {0}")]
    Length(usize),
    /// No recovery code has it.
    #[error("\u{201c}{0}\u{201d} is not in any recovery code. Compare what you typed with the printed code")]
    Letter(char),
    /// The check letters do not fit.
    #[error(
        "One or more letters or numbers are not as printed. Compare each group of four with the printed code"
    )]
    Mistyped,
}

impl RecoveryCode {
    /// A new code out of random bytes, of which five bits each are used.
    pub fn new(random: &[u8; DRAWN]) -> Self {
        let mut code = Zeroizing::new([0; LENGTH]);
        for (number, byte) in code.iter_mut().zip(random) {
            *number = byte & 31;
        }
        // The remainder of the code polynomial divided by (x + 2)(x + 4) = x² + 6x + 8.
        let (mut high, mut low) = (0, 0);
        for number in &code[..DRAWN] {
            let factor = high ^ number;
            (high, low) = (low ^ times(factor, 6), times(factor, 8));
        }
        code[DRAWN] = high;
        code[DRAWN + 1] = low;
        Self(code)
    }

    /// Reads what a person typed: in either case, with any spaces and hyphens, O for 0, and I or L for 1.
    ///
    /// # Errors
    /// It cannot be a recovery code, or there is a slip in it.
    pub fn read(typed: &str) -> Result<Self, ReadError> {
        let mut code = Zeroizing::new([0; LENGTH]);
        let mut length = 0;
        for letter in typed.chars().filter(|letter| !between(*letter)) {
            let number = number(letter).ok_or(ReadError::Letter(letter))?;
            if let Some(place) = code.get_mut(length) {
                *place = number;
            }
            length += 1;
        }
        if length != LENGTH {
            return Err(ReadError::Length(length));
        }
        // Both roots of the divisor have to be roots of the code.
        let whole = [2, 4].iter().all(|root| {
            let value = code.iter().fold(0, |value, number| times(value, *root) ^ number);
            value == 0
        });
        if whole {
            Ok(Self(code))
        } else {
            Err(ReadError::Mistyped)
        }
    }

    /// As it is printed: `0AB1-…`.
    pub fn printed(&self) -> Zeroizing<String> {
        let mut printed = Zeroizing::new(String::with_capacity(LENGTH + LENGTH / GROUP));
        for (at, number) in self.0.iter().enumerate() {
            if at > 0 && at % GROUP == 0 {
                printed.push('-');
            }
            printed.push(char::from(LETTERS[usize::from(number & 31)]));
        }
        printed
    }

    /// What the wrapping key is derived from.
    pub fn secret(&self) -> &[u8] {
        &*self.0
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("RecoveryCode")
    }
}

/// Spaces, hyphens and what paper and programs make of them.
fn between(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '-' | '_' | '.' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}'
        )
}

fn number(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = LETTERS.iter().position(|known| char::from(*known) == letter)?;
    u8::try_from(place).ok()
}

/// The product in GF(32) = GF(2)\[x\] / (x⁵ + x² + 1), in which 2 is a generator: its powers tell 31 places apart.
fn times(mut left: u8, right: u8) -> u8 {
    let mut product = 0;
    for bit in 0..5 {
        if right >> bit & 1 == 1 {
            product ^= left;
        }
        left <<= 1;
        if left & 32 != 0 {
            left ^= 0b10_0101;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn() -> impl Strategy<Value = RecoveryCode> {
        any::<[u8; DRAWN]>().prop_map(|random| RecoveryCode::new(&random))
    }

    #[test]
    fn a_code_is_printed_in_seven_groups() {
        let mut random = [0; DRAWN];
        for (number, byte) in (0..).zip(&mut random) {
            *byte = number;
        }
        let code = RecoveryCode::new(&random);
        let printed = code.printed();
        assert!(
            printed.starts_with("0123-4567-89AB-CDEF-GHJK-MNPQ-RS"),
            "{}",
            *printed
        );
        assert_eq!(printed.split('-').map(str::len).collect::<Vec<_>>(), [4; 7]);
        assert_eq!(format!("{code:?}"), "RecoveryCode");
    }

    #[test]
    fn what_is_not_a_code_is_told_apart_from_a_slip() {
        let check = |typed: &str, expected| assert_eq!(RecoveryCode::read(typed), Err(expected), "{typed}");
        check("", ReadError::Length(0));
        check("0123-4567", ReadError::Length(8));
        check(&"0".repeat(29), ReadError::Length(29));
        check("0123-456U", ReadError::Letter('U'));
        check("0123 456é", ReadError::Letter('é'));
        check(&format!("1{}", "0".repeat(27)), ReadError::Mistyped);
    }

    proptest! {
        #[test]
        fn a_printed_code_reads_back_however_it_is_typed(code in drawn(), lower: bool, gap in "[ -]{0,3}") {
            let mut typed = code.printed().replace('-', &gap).replace('0', "o").replace('1', "l");
            if lower {
                typed = typed.to_lowercase();
            }
            prop_assert_eq!(RecoveryCode::read(&typed), Ok(code));
        }

        #[test]
        fn any_two_swapped_or_wrong_letters_are_a_slip(
            code in drawn(),
            at in 0..LENGTH,
            other in 0..LENGTH,
            by in 1_u8..32,
            other_by in 0_u8..32,
        ) {
            prop_assume!(at != other);
            let mut wrong = code.clone();
            wrong.0[at] ^= by;
            wrong.0[other] ^= other_by;
            prop_assert_eq!(RecoveryCode::read(&wrong.printed()), Err(ReadError::Mistyped));
        }

        #[test]
        fn nothing_typed_makes_it_stop(typed in any::<String>()) {
            if let Ok(code) = RecoveryCode::read(&typed) {
                prop_assert_eq!(RecoveryCode::read(&code.printed()), Ok(code));
            }
        }
    }

    #[test]
    fn any_one_wrong_letter_is_a_slip() {
        let code = RecoveryCode::new(&[0x5b; DRAWN]);
        for at in 0..LENGTH {
            for by in 1..32 {
                let mut wrong = code.clone();
                wrong.0[at] ^= by;
                assert_eq!(RecoveryCode::read(&wrong.printed()), Err(ReadError::Mistyped));
            }
        }
    }
}
