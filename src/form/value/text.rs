//! Text: cleaned of what cannot be seen, trimmed, held to a length.

use crate::form::fault::Fault;

/// Most characters of a name or of free text beside suggestions. The form cannot set it; it only stops a slip
/// of the clipboard.
pub(super) const LINE_MAX: u32 = 200;

/// Without characters that take no room and come along when text is pasted: control characters, byte order and
/// direction marks, zero-width spaces, soft hyphens. White space stays.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .filter(|&c| c.is_whitespace() || !is_invisible(c))
        .collect()
}

fn is_invisible(c: char) -> bool {
    let marks = matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}');
    c.is_control() || marks || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

/// One line: trimmed, every run of white space a single space.
pub(super) fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Several lines: trimmed, line ends as `\n`, inner runs of spaces kept.
pub(super) fn lines(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    let mut before = ' ';
    for character in text.trim().chars() {
        match character {
            '\r' => lines.push('\n'),
            // The second half of a line end that stands there already.
            '\n' if before == '\r' => {}
            other => lines.push(other),
        }
        before = character;
    }
    lines
}

/// A code such as a postcode: without white space, ASCII letters in upper case.
pub(super) fn compact(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// Digits `0` to `9` only; holds for an empty text.
pub(super) fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text, if it has at most `max` Unicode scalar values.
pub(super) fn within(text: String, max: u32) -> Result<String, Fault> {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if length > max {
        Err(Fault::TooLong {
            max,
            over: length - max,
        })
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::form::definition::Kind;
    use crate::form::fault::Fault;

    #[test]
    fn one_line_is_trimmed_and_single_spaced() {
        let check = |typed, expect| check(&Kind::Text { max_chars: 10 }, typed, expect);
        check("  Ada  \t Lovel ", Ok("Ada Lovel"));
        check("two\nlines", Ok("two lines"));
        check("\u{a0}nbsp\u{a0}", Ok("nbsp"));
        check("a\u{200b}b\u{0}c\u{202d}", Ok("abc"));
        check("1234567890", Ok("1234567890"));
        check("12345678901", Err(Fault::TooLong { max: 10, over: 1 }));
    }

    #[test]
    fn length_is_counted_in_scalar_values_after_trimming() {
        let check = |typed, expect| check(&Kind::LongText { max_chars: 4 }, typed, expect);
        check("   éèêë   ", Ok("éèêë"));
        check("😀😀😀😀", Ok("😀😀😀😀"));
        check("😀😀😀😀😀😀", Err(Fault::TooLong { max: 4, over: 2 }));
        check("a\r\nb", Ok("a\nb"));
    }

    #[test]
    fn long_text_keeps_inner_spaces_and_lines() {
        let check = |typed, expect| check(&Kind::LongText { max_chars: 100 }, typed, expect);
        check(" one  two\r\n\r\n  three\rfour ", Ok("one  two\n\n  three\nfour"));
    }

    #[test]
    fn a_name_may_be_in_any_script_and_is_held_to_a_length() {
        let check = |typed: &str, expect| check(&Kind::Name, typed, expect);
        check(" Zoë  O’Neill-Šimić ", Ok("Zoë O’Neill-Šimić"));
        check("李小龍", Ok("李小龍"));
        check(&"x".repeat(203), Err(Fault::TooLong { max: 200, over: 3 }));
    }
}
