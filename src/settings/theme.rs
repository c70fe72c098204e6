//! A council's colours and type for the form within its own pages, and whether they can be read: WCAG 2.2, 1.4.3 and 1.4.11.
//!
//! Natively only: the browser takes each as a custom property and nothing else, and `cargo xtask check` has looked before.

use crate::mistake::Mistake;
use crate::sorted::Map;

/// What can be set, and what it is where it is not: the colours of govuk-frontend 6.6.0, as `#rrggbb`.
pub const COLOURS: [(&str, &str); 19] = [
    ("brand_colour", "#1d70b8"),
    ("text_colour", "#0b0c0c"),
    ("inverse_text_colour", "#ffffff"),
    ("body_background_colour", "#ffffff"),
    ("secondary_text_colour", "#484949"),
    ("focus_colour", "#ffdd00"),
    ("focus_text_colour", "#0b0c0c"),
    ("error_colour", "#ca3535"),
    ("success_colour", "#0f7a52"),
    ("border_colour", "#cecece"),
    ("input_border_colour", "#0b0c0c"),
    ("hover_colour", "#cecece"),
    ("link_colour", "#1a65a6"),
    ("link_visited_colour", "#54319f"),
    ("link_hover_colour", "#0f385c"),
    ("link_active_colour", "#0b0c0c"),
    ("surface_background_colour", "#f4f8fb"),
    ("surface_text_colour", "#0b0c0c"),
    ("surface_border_colour", "#8eb8dc"),
];
/// The type: a list of fonts, as in a style sheet.
const FONT: &str = "font_family";

/// Which colour stands on which, and how much they have to differ at least: 4.5 for text, 3 for what only has a shape.
const PAIRS: [(&str, &str, f64); 14] = [
    ("text_colour", "body_background_colour", TEXT),
    ("secondary_text_colour", "body_background_colour", TEXT),
    ("link_colour", "body_background_colour", TEXT),
    ("link_visited_colour", "body_background_colour", TEXT),
    ("link_hover_colour", "body_background_colour", TEXT),
    ("link_active_colour", "body_background_colour", TEXT),
    ("error_colour", "body_background_colour", TEXT),
    ("inverse_text_colour", "brand_colour", TEXT),
    ("inverse_text_colour", "success_colour", TEXT),
    ("focus_text_colour", "focus_colour", TEXT),
    ("surface_text_colour", "surface_background_colour", TEXT),
    ("link_colour", "surface_background_colour", TEXT),
    ("input_border_colour", "body_background_colour", SHAPE),
    ("focus_text_colour", "body_background_colour", SHAPE),
];
const TEXT: f64 = 4.5;
const SHAPE: f64 = 3.0;

/// Everything that is wrong with a theme.
pub fn mistakes(file: &str, theme: &Map<String>) -> Vec<Mistake> {
    let wrong = |name: &str, problem: String, remedy: &str| Mistake {
        file: file.to_owned(),
        path: format!("theme.{name}"),
        problem,
        remedy: remedy.to_owned(),
    };
    let mut found = Vec::new();
    for (name, value) in theme.iter() {
        if name == FONT {
            if value.trim().is_empty() || value.contains(['{', '}', ';', '<', '(']) {
                let problem = "this is no list of fonts".to_owned();
                found.push(wrong(
                    name,
                    problem,
                    "Write it as in a style sheet: \"Open Sans\", sans-serif",
                ));
            }
        } else if COLOURS.iter().all(|(known, _)| known != name) {
            let names: Vec<&str> = COLOURS.iter().map(|(name, _)| *name).collect();
            let remedy = format!("Write one of {}, {FONT}", names.join(", "));
            found.push(wrong(name, "there is no such colour".to_owned(), &remedy));
        } else if luminance(value).is_none() {
            let problem = format!("\"{value}\" is no colour");
            found.push(wrong(
                name,
                problem,
                "Write # and six hexadecimal digits: #1d70b8",
            ));
        }
    }
    if !found.is_empty() {
        return found;
    }
    let colour = |name: &str| {
        let usual = COLOURS.iter().find(|(known, _)| *known == name);
        let usual = usual.map(|(_, value)| *value).unwrap_or_default();
        theme.get(name).map_or(usual, String::as_str).to_owned()
    };
    for (upper, lower, least) in PAIRS {
        if !theme.contains_key(upper) && !theme.contains_key(lower) {
            continue;
        }
        let (on, under) = (colour(upper), colour(lower));
        let contrast = contrast(&on, &under).unwrap_or_default();
        if contrast < least {
            let name = if theme.contains_key(upper) { upper } else { lower };
            // Rounded down: 4.499 is not 4.5.
            let contrast = (contrast * 100.0).floor() / 100.0;
            let problem =
                format!("{upper} {on} on {lower} {under} has a contrast of {contrast}:1, below {least}:1");
            found.push(wrong(
                name,
                problem,
                "Make one of them darker or the other lighter",
            ));
        }
    }
    found
}

/// Contrast of two colours by WCAG 2.2, 1 to 21. `None`: one of them is no colour.
pub fn contrast(one: &str, other: &str) -> Option<f64> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

/// Relative luminance by WCAG 2.2, 0 to 1.
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let value = u32::from_str_radix(digits, 16).ok()?;
    let part = |shift: u32| {
        let share = f64::from((value >> shift) & 0xff) / 255.0;
        match share <= 0.04045 {
            true => share / 12.92,
            false => ((share + 0.055) / 1.055).powf(2.4),
        }
    };
    Some(0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(theme: &[(&str, &str)], expected: &[&str]) {
        let theme: Map<String> = theme
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let found: Vec<String> = mistakes("settings.json", &theme)
            .iter()
            .map(|mistake| format!("{}: {}", mistake.path, mistake.problem))
            .collect();
        assert_eq!(found, expected, "{theme:?}");
    }

    #[test]
    fn contrast_is_what_the_guidelines_say() {
        // WCAG 2.2's own extremes, and a well-known grey: #767676 on white just passes, #777777 just fails.
        assert_eq!(contrast("#000000", "#ffffff"), Some(21.0));
        assert_eq!(contrast("#808080", "#808080"), Some(1.0));
        assert!(contrast("#767676", "#ffffff").unwrap() >= 4.5);
        assert!(contrast("#777777", "#ffffff").unwrap() < 4.5);
        for no_colour in ["", "red", "#fff", "#12345g", "#1234567", "#+12345"] {
            assert_eq!(contrast(no_colour, "#ffffff"), None, "{no_colour}");
        }
    }

    #[test]
    fn the_usual_colours_can_be_read() {
        let all: Vec<(&str, &str)> = COLOURS.to_vec();
        check(&all, &[]);
        check(&[], &[]);
    }

    #[test]
    fn what_cannot_be_read_or_is_not_known_is_refused() {
        check(
            &[
                ("brand_colour", "#003366"),
                ("font_family", "\"Open Sans\", sans-serif"),
            ],
            &[],
        );
        check(
            &[("link_colour", "#777777")],
            &[
                "theme.link_colour: link_colour #777777 on body_background_colour #ffffff has a contrast of 4.47:1, below 4.5:1",
                "theme.link_colour: link_colour #777777 on surface_background_colour #f4f8fb has a contrast of 4.19:1, below 4.5:1",
            ],
        );
        check(
            &[("brand_colour", "#ffdd00")],
            &[
                "theme.brand_colour: inverse_text_colour #ffffff on brand_colour #ffdd00 has a contrast of 1.34:1, below 4.5:1",
            ],
        );
        check(
            &[("brand_color", "#003366")],
            &["theme.brand_color: there is no such colour"],
        );
        check(
            &[("brand_colour", "navy")],
            &["theme.brand_colour: \"navy\" is no colour"],
        );
        check(
            &[("font_family", "x;}*{")],
            &["theme.font_family: this is no list of fonts"],
        );
    }
}
