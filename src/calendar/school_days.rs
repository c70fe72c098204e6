//! School days and school weeks, where term dates are known. `None` is "not known".
//!
//! Schools keep up to five days of a year for training, each its own, so a count may be a few too high for one
//! school. Academies may keep other terms.

use chrono::{Datelike, Days, NaiveDate};

use super::file::{Calendar, Term};
use super::working_days::count_days;

/// Two terms further apart than this have one missing between them: longer than any summer holiday.
const LONGEST_SUMMER: i64 = 56;

/// A week in which schools are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchoolWeek {
    /// Its first school day, not before the day asked from.
    pub first: NaiveDate,
    /// Its last school day.
    pub last: NaiveDate,
}

impl Calendar {
    /// Whether a day is a school day.
    pub fn is_school_day(&self, on: NaiveDate) -> Option<bool> {
        let terms = self.terms();
        let next = terms.partition_point(|term| term.ends < on);
        let term = terms.get(next)?;
        if on >= term.starts {
            return self.is_working_day(on);
        }
        let before: &Term = terms.get(next.checked_sub(1)?)?;
        ((term.starts - before.ends).num_days() <= LONGEST_SUMMER).then_some(false)
    }

    /// How many school days lie after one day, up to and with another. None where the other is not later.
    pub fn school_days_between(&self, from: NaiveDate, to: NaiveDate) -> Option<u32> {
        count_days(from, to, |on| self.is_school_day(on))
    }

    /// So many school weeks, the first being the one that holds or follows a day. Weeks run from Monday; a week
    /// counts if it has a school day.
    pub fn school_weeks(&self, from: NaiveDate, count: usize) -> Option<Vec<SchoolWeek>> {
        let mut weeks = Vec::with_capacity(count);
        let mut monday =
            from.checked_sub_days(Days::new(u64::from(from.weekday().num_days_from_monday())))?;
        while weeks.len() < count {
            let mut week: Option<SchoolWeek> = None;
            for on in monday.iter_days().take(5).filter(|on| *on >= from) {
                if self.is_school_day(on)? {
                    week = Some(SchoolWeek {
                        first: week.map_or(on, |week| week.first),
                        last: on,
                    });
                }
            }
            weeks.extend(week);
            monday = monday.checked_add_days(Days::new(7))?;
        }
        Some(weeks)
    }

    /// Whether any day from one to another falls under term dates that are inferred, not published by Coventry.
    pub fn terms_are_inferred(&self, from: NaiveDate, to: NaiveDate) -> bool {
        self.terms()
            .iter()
            .any(|term| term.inferred && term.starts <= to && term.ends >= from)
    }
}

#[cfg(test)]
mod tests {
    use super::super::file::tests::shipped;
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_school_day_is_a_working_day_in_term() {
        let calendar = shipped();
        let table = [
            ("2024-09-02", Some(true)),
            ("2024-10-25", Some(true)),
            ("2024-10-26", Some(false)),
            ("2024-10-28", Some(false)),
            ("2024-12-20", Some(true)),
            ("2024-12-23", Some(false)),
            ("2025-05-05", Some(false)),
            ("2025-05-06", Some(true)),
            ("2025-07-21", Some(true)),
            ("2024-07-19", Some(true)),
            ("2024-07-22", Some(false)),
            ("2024-08-31", Some(false)),
            // Beyond the last term and before the first, nothing is known.
            ("2025-07-22", None),
            ("2026-11-23", None),
            ("2023-08-31", None),
            // A term is known, the bank holidays of its year are not.
            ("2023-11-08", None),
        ];
        for (day, expect) in table {
            assert_eq!(calendar.is_school_day(on(day)), expect, "{day}");
        }
    }

    #[test]
    fn school_days_are_counted_across_holidays() {
        let calendar = shipped();
        let table = [
            ("2024-10-25", "2024-11-04", Some(1)),
            ("2024-12-04", "2024-12-20", Some(12)),
            ("2025-05-02", "2025-05-09", Some(4)),
            ("2025-07-18", "2025-07-22", None),
        ];
        for (from, to, expect) in table {
            assert_eq!(
                calendar.school_days_between(on(from), on(to)),
                expect,
                "{from} to {to}"
            );
        }
    }

    #[test]
    fn ten_school_weeks_end_where_the_published_starts_say() {
        let calendar = shipped();
        let table = [
            ("2024-10-07", Some(("2024-12-02", "2024-12-20"))),
            ("2024-11-04", Some(("2025-01-06", "2025-01-24"))),
            ("2025-01-27", Some(("2025-03-24", "2025-04-11"))),
            ("2025-05-06", Some(("2025-06-30", "2025-07-18"))),
            ("2025-06-02", None),
        ];
        for (start, expect) in table {
            let weeks = calendar.school_weeks(on(start), 10);
            let ends = weeks.map(|weeks| (weeks[7].first, weeks[9].last));
            assert_eq!(
                ends,
                expect.map(|(first, last)| (on(first), on(last))),
                "from {start}"
            );
        }
    }

    #[test]
    fn a_first_week_begins_no_earlier_than_asked() {
        let calendar = shipped();
        let first = |from| calendar.school_weeks(on(from), 1).unwrap()[0];
        assert_eq!(
            first("2025-05-07"),
            SchoolWeek {
                first: on("2025-05-07"),
                last: on("2025-05-09")
            }
        );
        assert_eq!(
            first("2025-05-05"),
            SchoolWeek {
                first: on("2025-05-06"),
                last: on("2025-05-09")
            }
        );
        assert_eq!(
            first("2024-12-28"),
            SchoolWeek {
                first: on("2025-01-06"),
                last: on("2025-01-10")
            }
        );
    }

    #[test]
    fn what_rests_on_inferred_terms_is_known_to() {
        let calendar = shipped();
        assert!(calendar.terms_are_inferred(on("2024-08-30"), on("2024-09-02")));
        assert!(!calendar.terms_are_inferred(on("2024-06-03"), on("2024-07-19")));
    }
}
