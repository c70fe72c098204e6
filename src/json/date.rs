//! Dates in ISO 8601, read without a general date parser.

use chrono::NaiveDate;

/// The date written as `YYYY-MM-DD`, with all its digits and nothing around them. `None`: it is not one.
pub fn date(text: &str) -> Option<NaiveDate> {
    let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else {
        return None;
    };
    NaiveDate::from_ymd_opt(
        number(&[a, b, c, d])?.cast_signed(),
        number(&[e, f])?,
        number(&[g, h])?,
    )
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| {
        digit
            .is_ascii_digit()
            .then(|| number * 10 + u32::from(digit - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_a_day_of_the_calendar_in_full_is_a_date() {
        let check = |text: &str, expect: Option<(i32, u32, u32)>| {
            let expect = expect.and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day));
            assert_eq!(date(text), expect, "{text}");
        };
        check("2026-09-01", Some((2026, 9, 1)));
        check("0001-01-01", Some((1, 1, 1)));
        check("2028-02-29", Some((2028, 2, 29)));
        for text in [
            "2026-02-29",
            "2026-13-01",
            "2026-9-1",
            " 2026-09-01",
            "2026-09-01 ",
            "2026/09/01",
            "+026-09-01",
            "２026-09-1",
            "",
        ] {
            check(text, None);
        }
    }

    proptest! {
        #[test]
        fn every_date_of_four_digit_years_reads_back(day in 1..3_652_059) {
            let on = NaiveDate::from_num_days_from_ce_opt(day).unwrap();
            prop_assert_eq!(date(&on.to_string()), Some(on));
        }

        #[test]
        fn no_text_breaks_it(text in "\\PC*") {
            let _ = date(&text);
        }
    }
}
