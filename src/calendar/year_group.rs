//! Academic years, year groups and key stages (domain dossier, section 5.9).

use chrono::{Datelike, NaiveDate};

/// The year in which the academic year of a date began: it begins on 1 September.
pub fn academic_year(on: NaiveDate) -> i32 {
    on.year() - i32::from(on.month() < 9)
}

/// An academic year by the year it began in: 2024 is "2024-25".
pub fn academic_year_name(began: i32) -> String {
    format!("{began}-{:02}", (began + 1).rem_euclid(100))
}

/// The school year group on a date of someone born on another, 0 being reception. `None` outside 0 to 13.
///
/// Children born from 1 September to 31 August are one cohort; a few are taught out of it, so an answer may differ.
pub fn year_group(born: NaiveDate, on: NaiveDate) -> Option<u8> {
    let group = academic_year(on)
        .checked_sub(academic_year(born))?
        .checked_sub(5)?;
    u8::try_from(group).ok().filter(|group| *group <= 13)
}

/// The key stage of a year group. `None` for reception, which has none, and outside 1 to 13.
pub fn key_stage(year_group: u8) -> Option<u8> {
    match year_group {
        1..=2 => Some(1),
        3..=6 => Some(2),
        7..=9 => Some(3),
        10..=11 => Some(4),
        12..=13 => Some(5),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(born: &str, on: &str, expect: Option<u8>) {
        assert_eq!(
            year_group(born.parse().unwrap(), on.parse().unwrap()),
            expect,
            "{born} on {on}"
        );
    }

    #[test]
    fn a_cohort_runs_from_the_first_of_september_to_the_last_of_august() {
        check("2011-09-01", "2023-09-01", Some(7));
        check("2012-08-31", "2023-09-01", Some(7));
        check("2012-09-01", "2023-09-01", Some(6));
        check("2011-08-31", "2023-09-01", Some(8));
        check("2010-09-01", "2026-11-22", Some(11));
        check("2011-08-31", "2026-11-22", Some(11));
        check("2011-09-01", "2026-11-22", Some(10));
        check("2014-09-01", "2026-11-22", Some(7));
    }

    #[test]
    fn everyone_moves_up_on_the_first_of_september() {
        check("2011-09-01", "2024-08-31", Some(7));
        check("2011-09-01", "2024-09-01", Some(8));
        check("2012-08-31", "2024-08-31", Some(7));
        check("2012-08-31", "2024-09-01", Some(8));
    }

    #[test]
    fn a_leap_day_is_like_any_other() {
        check("2012-02-29", "2024-02-29", Some(7));
        check("2012-02-29", "2025-02-28", Some(8));
        check("2016-02-29", "2028-02-29", Some(7));
    }

    #[test]
    fn there_is_no_year_group_before_reception_or_after_thirteen() {
        check("2021-09-01", "2026-09-01", Some(0));
        check("2022-08-31", "2026-09-01", Some(0));
        check("2022-09-01", "2026-09-01", None);
        check("2008-09-01", "2027-08-31", Some(13));
        check("2008-08-31", "2027-08-31", None);
        check("2027-01-01", "2026-11-22", None);
    }

    #[test]
    fn an_academic_year_is_named_by_both_its_years() {
        assert_eq!(academic_year("2025-08-31".parse().unwrap()), 2024);
        assert_eq!(academic_year("2025-09-01".parse().unwrap()), 2025);
        assert_eq!(academic_year_name(2024), "2024-25");
        assert_eq!(academic_year_name(2099), "2099-00");
    }

    #[test]
    fn key_stages_are_those_of_the_national_curriculum() {
        let stages: Vec<_> = (0..=14).map(key_stage).collect();
        let expect =
            [0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 0].map(|stage| Some(stage).filter(|s| *s > 0));
        assert_eq!(stages, expect);
    }
}
