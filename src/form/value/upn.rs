//! Unique pupil numbers: domain section 5.1 (UK Government Data Standards Catalogue, UniquePupilNumber 2.0).

use super::text;
use crate::form::fault::UpnFault;

/// Letters by their value; I, O and S have none.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

/// The number in upper case without spaces. The local authority and school in it are those that first issued it,
/// so none is asked for.
pub(super) fn parse(typed: &str) -> Result<String, UpnFault> {
    let upn = text::compact(typed);
    if upn.chars().count() != 13 {
        return Err(UpnFault::Length);
    }
    let (letter, sum) = letter_and_sum(upn.as_bytes()).ok_or(UpnFault::Shape)?;
    if LETTERS.get(sum % LETTERS.len()) == Some(&letter) {
        Ok(upn)
    } else {
        Err(UpnFault::CheckLetter)
    }
}

/// The check letter, and the sum of the other characters' values, each times its position from 2 to 13.
fn letter_and_sum(upn: &[u8]) -> Option<(u8, usize)> {
    let (&letter, rest) = upn.split_first()?;
    value(letter)?;
    let mut sum = 0;
    for (position, &byte) in (2..).zip(rest) {
        let digit = byte.is_ascii_digit().then(|| usize::from(byte - b'0'));
        // Only the last character may be a letter: the number is then a temporary one.
        sum += position * digit.or_else(|| value(byte).filter(|_| position == 13))?;
    }
    Some((letter, sum))
}

fn value(letter: u8) -> Option<usize> {
    LETTERS.iter().position(|&known| known == letter)
}

/// Whether a valid number is a temporary one.
pub(super) fn is_temporary(upn: &str) -> bool {
    upn.ends_with(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::*;
    use crate::form::definition::Kind;
    use crate::form::fault::{Advice, Fault};
    use crate::form::value::{Value, advise};

    fn check_upn(typed: &str, expect: Result<&str, UpnFault>) {
        check(&Kind::Upn, typed, expect.map_err(Fault::Upn));
    }

    #[test]
    fn the_vectors_of_the_standard_hold() {
        check_upn("B801200005001", Ok("B801200005001"));
        check_upn("A801200005001", Err(UpnFault::CheckLetter));
        check_upn("X80120000A001", Err(UpnFault::Shape));
        check_upn("P207000016049", Ok("P207000016049"));
        check_upn("H801200001001", Ok("H801200001001"));
        check_upn("K33199992600A", Ok("K33199992600A"));
    }

    #[test]
    fn the_vendors_misprinted_examples_are_refused() {
        // Printed with a sum of 267; it is 266, which gives P.
        check_upn("Q207000016049", Err(UpnFault::CheckLetter));
        check_upn("B207000016049", Err(UpnFault::CheckLetter));
    }

    #[test]
    fn spaces_and_case_do_not_matter() {
        check_upn(" b801 2000 05001 ", Ok("B801200005001"));
        check_upn("k33199992600a", Ok("K33199992600A"));
    }

    #[test]
    fn length_goes_before_shape() {
        check_upn("B80120000500", Err(UpnFault::Length));
        check_upn("B8012000050011", Err(UpnFault::Length));
        check_upn("no number", Err(UpnFault::Length));
        check_upn("3801200005001", Err(UpnFault::Shape));
        check_upn("I801200005001", Err(UpnFault::Shape));
        check_upn("O801200005001", Err(UpnFault::Shape));
        check_upn("S801200005001", Err(UpnFault::Shape));
        check_upn("K33199992600I", Err(UpnFault::Shape));
        check_upn("K33199992600O", Err(UpnFault::Shape));
        check_upn("K33199992600S", Err(UpnFault::Shape));
        check_upn("B80120000500１", Err(UpnFault::Shape));
        check_upn("B8012-0000500", Err(UpnFault::Shape));
    }

    #[test]
    fn every_other_check_letter_is_refused() {
        for &letter in LETTERS {
            let typed = format!("{}801200005001", char::from(letter));
            check_upn(
                &typed,
                if letter == b'B' {
                    Ok("B801200005001")
                } else {
                    Err(UpnFault::CheckLetter)
                },
            );
        }
    }

    #[test]
    fn a_temporary_number_is_taken_with_advice() {
        let advice = |upn: &str| advise(&Kind::Upn, &Value::Text(upn.into()));
        assert_eq!(advice("K33199992600A"), Some(Advice::TemporaryUpn));
        assert_eq!(advice("B801200005001"), None);
        assert_eq!(advise(&Kind::Name, &Value::Text("Ada".into())), None);
    }
}
