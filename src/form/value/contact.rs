//! Telephone numbers and e-mail addresses: domain section 5.6. Both are kept as typed but for spaces.

use super::text;
use crate::form::fault::Fault;

/// The longest address a mail server must take (RFC 5321, section 4.5.3.1.3, less its angle brackets).
const EMAIL_MAX: u32 = 254;

/// A number of the United Kingdom or abroad, single-spaced.
pub(super) fn telephone(typed: &str) -> Result<String, Fault> {
    let number = text::line(typed);
    let letters = number
        .find(|c: char| c.is_ascii_alphabetic())
        .unwrap_or(number.len());
    let (main, extension) = number.split_at_checked(letters).unwrap_or((&number, ""));
    let valid =
        (extension.is_empty() || is_extension(extension)) && dialled(main).is_some_and(|it| can_ring(&it));
    if valid {
        Ok(number)
    } else {
        Err(Fault::NotATelephone)
    }
}

/// "ext 12", "Ext. 12", "x12": schools have switchboards.
fn is_extension(typed: &str) -> bool {
    let rest = typed.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let word = typed.strip_suffix(rest).unwrap_or("");
    let digits = rest.trim_start_matches(['.', ':', ' ']);
    let known = ["x", "ext", "extension", "extn"]
        .into_iter()
        .any(|name| word.eq_ignore_ascii_case(name));
    known && (1..=6).contains(&digits.len()) && text::is_digits(digits)
}

/// The keys to press, a plus in front where there is one.
fn dialled(typed: &str) -> Option<String> {
    let mut keys = String::new();
    for c in typed.chars() {
        match c {
            '0'..='9' => keys.push(c),
            '+' if keys.is_empty() => keys.push(c),
            ' ' | '(' | ')' | '-' | '.' | '\u{2010}'..='\u{2013}' => {}
            _ => return None,
        }
    }
    Some(keys)
}

fn can_ring(keys: &str) -> bool {
    let Some(abroad) = keys.strip_prefix('+').or_else(|| keys.strip_prefix("00")) else {
        return keys.starts_with('0') && (10..=11).contains(&keys.len());
    };
    match abroad.strip_prefix("44") {
        // +44 (0)24 … is wrong but common.
        Some(home) => (9..=10).contains(&home.strip_prefix('0').unwrap_or(home).len()),
        // E.164: up to 15 digits, no country code begins with 0.
        None => !abroad.starts_with('0') && (7..=15).contains(&abroad.len()),
    }
}

/// One @ with something on both sides, and no space. More would refuse addresses that work.
pub(super) fn email(typed: &str) -> Result<String, Fault> {
    let typed = typed.trim();
    let sides = typed.split_once('@');
    let valid = sides.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
    if valid && !typed.contains(char::is_whitespace) {
        text::within(typed.to_owned(), EMAIL_MAX)
    } else {
        Err(Fault::NotAnEmail)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::form::definition::Kind;
    use crate::form::fault::Fault;

    #[test]
    fn a_telephone_number_is_kept_as_typed_but_for_spaces() {
        let check = |typed, expect| check(&Kind::Telephone, typed, Ok(expect));
        check("01632 960001", "01632 960001");
        check("  01632   960 001 ", "01632 960 001");
        check("(01632) 960-001", "(01632) 960-001");
        check("01632.960.001", "01632.960.001");
        check("01632\u{2013}960001", "01632\u{2013}960001");
        check("\u{202a}07700 900982\u{202c}", "07700 900982");
        check("016329 60001", "016329 60001");
        check("0163296000", "0163296000");
        check("+44 7700 900982", "+44 7700 900982");
        check("+44 (0)1632 960001", "+44 (0)1632 960001");
        check("(+44) 1632 960001", "(+44) 1632 960001");
        check("0044 1632 960001", "0044 1632 960001");
        check("+353 1 496 0000", "+353 1 496 0000");
        check("00 48 22 123 45 67", "00 48 22 123 45 67");
        check("01632 960001 ext. 12", "01632 960001 ext. 12");
        check("01632 960001 x12", "01632 960001 x12");
    }

    #[test]
    fn what_no_telephone_can_ring_is_refused() {
        let typed = [
            "960001",
            "012345678",
            "012345678901",
            "+44 123",
            "+44 12345678901",
            "+0 1234 5678",
        ];
        let more = [
            "ring me",
            "01632 96000O",
            "０１６３２ ９６０００１",
            "01632+960001",
            "++441632960001",
        ];
        let ends = [
            "01632 960001 ext",
            "01632 960001 home 1",
            "ext 12",
            "+1234567890123456",
            "000000000000",
            "+",
        ];
        for typed in typed.into_iter().chain(more).chain(ends) {
            check(&Kind::Telephone, typed, Err(Fault::NotATelephone));
        }
    }

    #[test]
    fn an_email_address_has_one_at_and_two_sides() {
        let long = format!("{}@example.org", "a".repeat(250));
        check(
            &Kind::Email,
            " Office@School.Example ",
            Ok("Office@School.Example"),
        );
        check(&Kind::Email, "o'neill+cap@localhost", Ok("o'neill+cap@localhost"));
        check(&Kind::Email, "ünï@例え.example", Ok("ünï@例え.example"));
        for typed in [
            "office",
            "@school.example",
            "office@",
            "a@b@c",
            "a b@school.example",
            "a@school. example",
            "@",
        ] {
            check(&Kind::Email, typed, Err(Fault::NotAnEmail));
        }
        check(&Kind::Email, &long, Err(Fault::TooLong { max: 254, over: 8 }));
    }
}
