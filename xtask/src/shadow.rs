//! The style sheet of the stand-alone page as an element in another page can use it, within its shadow root.
//!
//! * `rem` there is the other page's: it becomes a multiple of `--cap-rem`, which `style/embed.css` sets.
//! * What depends on the window's width depends on the element's: `@media` becomes `@container`.
//! * What stands at `:root` stands at the element's own root, and each colour and the type can be set from outside.

/// What begins the element's sheet.
const FIRST: &str = include_str!("../../style/embed.css");
/// Rules of its own come last too, where they replace rules of the page's sheet: they are more specific.
const ROOT: &str = ".cap-root";

/// The element's style sheet.
pub fn sheet(page: &str) -> String {
    let mut out = format!("@charset \"UTF-8\";{}", FIRST);
    let page = page.trim_start_matches('\u{feff}');
    let page = page.strip_prefix("@charset \"UTF-8\";").unwrap_or(page);
    let mut rest = page;
    // What stands before the next `{`, `}` or `;` of the sheet: a selector, or the beginning of a declaration.
    while let Some(end) = end_of_part(rest) {
        let (part, after) = rest.split_at(end);
        let (mark, after) = after.split_at(1);
        out.push_str(&match mark {
            "{" => prelude(part),
            _ => declaration(part),
        });
        out.push_str(mark);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Where the next brace or semicolon is that stands in no string, comment or pair of brackets.
fn end_of_part(text: &str) -> Option<usize> {
    let (mut quote, mut depth, mut comment) = (None, 0_usize, false);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (byte, next) = (bytes[at], bytes.get(at + 1));
        match (comment, quote) {
            (true, _) if byte == b'*' && next == Some(&b'/') => {
                comment = false;
                at += 1;
            }
            (true, _) => {}
            (_, Some(open)) if byte == b'\\' && open != 0 => at += 1,
            (_, Some(open)) if byte == open => quote = None,
            (_, Some(_)) => {}
            (_, None) => match byte {
                b'/' if next == Some(&b'*') => comment = true,
                b'"' | b'\'' => quote = Some(byte),
                b'\\' => at += 1,
                b'(' => depth += 1,
                b')' => depth = depth.saturating_sub(1),
                b'{' | b'}' | b';' if depth == 0 => return Some(at),
                _ => {}
            },
        }
        at += 1;
    }
    None
}

fn prelude(part: &str) -> String {
    let is_width = |condition: &str| {
        let condition = condition.trim();
        condition.starts_with("(min-width:") || condition.starts_with("(max-width:")
    };
    if let Some(conditions) = part.trim_start().strip_prefix("@media") {
        let apart = conditions.replace(")and", ") and");
        if apart.split(" and ").all(is_width) {
            return format!("@container cap {}", apart.trim());
        }
        return part.to_owned();
    }
    part.replace(":root", ROOT)
}

fn declaration(part: &str) -> String {
    let Some((name, value)) = part.split_once(':') else {
        return part.to_owned();
    };
    let value = value.trim_start();
    let own = name.trim().strip_prefix("--govuk-");
    if let Some(own) = own.filter(|own| own.ends_with("-colour") && !value.starts_with("var(")) {
        return format!("{name}:var(--cap-{own},{value})");
    }
    let from_outside = ["inherit", "monospace", "var("];
    if name.trim() == "font-family" && !from_outside.iter().any(|kind| value.starts_with(kind)) {
        let (fonts, important) = match value.strip_suffix("!important") {
            Some(fonts) => (fonts.trim_end(), "!important"),
            None => (value, ""),
        };
        return format!("{name}:var(--cap-font-family,{fonts}){important}");
    }
    format!("{name}:{}", without_rem(value))
}

/// Each length in `rem` as a multiple of `--cap-rem`. Strings stay as they are.
fn without_rem(value: &str) -> String {
    let Some(open) = value.find(['"', '\'']) else {
        return lengths(value);
    };
    let (before, string) = value.split_at(open);
    let (mut escaped, mut end) = (false, string.len());
    for (at, letter) in string.char_indices().skip(1) {
        if !escaped && string.starts_with(letter) {
            end = at + 1;
            break;
        }
        escaped = !escaped && letter == '\\';
    }
    let (string, after) = string.split_at(end);
    [lengths(before).as_str(), string, &without_rem(after)].concat()
}

fn lengths(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some(at) = rest.find("rem") {
        let (before, after) = (&rest[..at], &rest[at + 3..]);
        let digits = before
            .trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.')
            .len();
        let sign = before[..digits]
            .strip_suffix('-')
            .filter(|left| !left.ends_with(|letter: char| letter.is_alphanumeric() || letter == '-'))
            .map_or(digits, str::len);
        let is_length = digits < at
            && !before[..digits].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
            && !after.starts_with(|letter: char| letter.is_alphanumeric() || letter == '-');
        if is_length {
            out.push_str(&before[..sign]);
            out.push_str(&format!("calc({}*var(--cap-rem))", &before[sign..]));
        } else {
            out.push_str(before);
            out.push_str("rem");
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expected: &str) {
        let made = sheet(page);
        assert!(made.ends_with(&format!("}}\n{expected}")), "{page}\n{made}");
    }

    #[test]
    fn sizes_no_longer_follow_the_page() {
        check(
            "a{font-size:1.1875rem}",
            "a{font-size:calc(1.1875*var(--cap-rem))}",
        );
        check(
            "a{margin:0 -.5rem 1rem;x:calc(2rem + 1px)}",
            "a{margin:0 calc(-.5*var(--cap-rem)) calc(1*var(--cap-rem));x:calc(calc(2*var(--cap-rem)) + 1px)}",
        );
        check("a{font:1rem \"1rem\"}", "a{font:calc(1*var(--cap-rem)) \"1rem\"}");
        check(".a1rem{content:remark 2remx}", ".a1rem{content:remark 2remx}");
    }

    #[test]
    fn widths_are_the_elements_and_media_stay_media() {
        check(
            "@media(min-width: 40.0625em){a{b:c}}",
            "@container cap (min-width: 40.0625em){a{b:c}}",
        );
        check(
            "@media(min-width: 4em)and (max-width: 5em){a{b:c}}",
            "@container cap (min-width: 4em) and (max-width: 5em){a{b:c}}",
        );
        for same in [
            "@media print{a{b:c}}",
            "@media screen and (forced-colors: active){a{b:c}}",
            "@supports (a: b){a{b:c}}",
        ] {
            check(same, same);
        }
    }

    #[test]
    fn colours_and_type_can_be_set_from_outside() {
        check(
            ":root{--govuk-brand-colour: #1d70b8;--govuk-x: 1}",
            ".cap-root{--govuk-brand-colour:var(--cap-brand-colour,#1d70b8);--govuk-x:1}",
        );
        check(
            ":root{--govuk-text-colour: var(--other, #000)}",
            ".cap-root{--govuk-text-colour:var(--other, #000)}",
        );
        check(
            "a{font-family:system-ui,sans-serif;b:c}p{font-family:inherit}",
            "a{font-family:var(--cap-font-family,system-ui,sans-serif);b:c}p{font-family:inherit}",
        );
    }

    #[test]
    fn strings_and_addresses_are_left_alone() {
        for same in [
            "a{content:\"};1rem\\\"{\";b:c}",
            "a{background:url(data:image/svg+xml;x)}",
            "/* 1rem; { */a{b:c}",
            "a{content:'\\'1rem' \"1rem\"}",
            "a:hover{b:c}",
        ] {
            check(same, same);
        }
    }
}
