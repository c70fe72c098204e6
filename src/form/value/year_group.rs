//! School year groups: 0 is reception, then years 1 to 13. Which one a child is in is the calendar's business.

use super::{number, text};
use crate::form::fault::Fault;

/// The last year group.
const LAST: u8 = 13;

/// The year group in "9", "Year 9", "Yr 9", "Y9", "R" or "Reception".
pub(super) fn parse(typed: &str) -> Result<f64, Fault> {
    let typed = text::line(typed).to_ascii_uppercase();
    if ["R", "YR", "YEAR R", "RECEPTION"].contains(&typed.as_str()) {
        return Ok(0.0);
    }
    let bare = ["YEAR", "YR", "Y"]
        .into_iter()
        .find_map(|word| typed.strip_prefix(word))
        .unwrap_or(&typed);
    let bare = bare.trim_start();
    let year = text::is_digits(bare).then(|| bare.parse::<u8>().ok()).flatten();
    year.filter(|year| *year <= LAST)
        .map(f64::from)
        .ok_or(Fault::NotAYearGroup)
}

/// "Reception" or "Year 9".
pub fn name(year: f64) -> String {
    if year == 0.0 {
        "Reception".to_owned()
    } else {
        format!("Year {}", number::decimal(year))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, checked};
    use super::*;
    use crate::form::definition::Kind;
    use crate::form::value::Value;

    fn kind() -> Kind {
        Kind::YearGroup {
            born: "date_of_birth".into(),
        }
    }

    #[test]
    fn a_year_group_is_taken_as_people_type_it() {
        let check =
            |typed, year| assert_eq!(checked(&kind(), typed), Ok(Some(Value::Number(year))), "{typed}");
        for typed in [
            "9", "09", " 9 ", "Year 9", "year  9", "YEAR9", "Y9", "y 9", "Yr 9",
        ] {
            check(typed, 9.0);
        }
        for typed in ["R", "r", "Reception", "YR", "Year R", "0"] {
            check(typed, 0.0);
        }
        check("13", 13.0);
        check("Year 1", 1.0);
    }

    #[test]
    fn what_is_no_year_group_is_refused() {
        let typed = [
            "14", "Year 14", "-1", "9.5", "nine", "Year", "Y", "Nursery", "９", "9 Year", "1 3", "999", "+9",
        ];
        for typed in typed {
            check(&kind(), typed, Err(Fault::NotAYearGroup));
        }
    }
}
