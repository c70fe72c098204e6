//! Working days in England: Monday to Friday, but not bank holidays. `None` is "not known".

use chrono::NaiveDate;

use super::file::{Calendar, is_weekend};

impl Calendar {
    /// Whether a day is a working day.
    pub fn is_working_day(&self, on: NaiveDate) -> Option<bool> {
        if is_weekend(on) {
            Some(false)
        } else {
            self.bank_holiday(on).map(|holiday| holiday.is_none())
        }
    }

    /// The n-th working day after a day; the day itself does not count, so that 0 gives it back.
    pub fn working_day_after(&self, from: NaiveDate, n: u32) -> Option<NaiveDate> {
        let mut on = from;
        for _ in 0..n {
            on = on.succ_opt()?;
            while !self.is_working_day(on)? {
                on = on.succ_opt()?;
            }
        }
        Some(on)
    }

    /// How many working days lie after one day, up to and with another. None where the other is not later.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> Option<u32> {
        count_days(from, to, |on| self.is_working_day(on))
    }
}

/// How many days after `from`, up to and with `to`, are of a sort.
pub(super) fn count_days(
    from: NaiveDate,
    to: NaiveDate,
    is: impl Fn(NaiveDate) -> Option<bool>,
) -> Option<u32> {
    let mut count = 0;
    for on in from.iter_days().skip(1).take_while(|on| *on <= to) {
        count += u32::from(is(on)?);
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::super::file::tests::shipped;
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn three_working_days_after_each_thursday_of_2024_25_are_as_worked_out_by_hand() {
        let calendar = shipped();
        let table = [
            ("2024-09-26", "2024-10-01"),
            ("2024-10-24", "2024-10-29"),
            ("2024-11-28", "2024-12-03"),
            ("2024-12-19", "2024-12-24"),
            ("2025-01-30", "2025-02-04"),
            ("2025-02-27", "2025-03-04"),
            ("2025-03-27", "2025-04-01"),
            ("2025-05-01", "2025-05-07"),
            ("2025-05-22", "2025-05-28"),
        ];
        for (thursday, due) in table {
            assert_eq!(
                calendar.working_day_after(on(thursday), 3),
                Some(on(due)),
                "after {thursday}"
            );
        }
    }

    #[test]
    fn weekends_and_bank_holidays_are_stepped_over() {
        let calendar = shipped();
        let table = [
            ("2024-12-24", 1, Some("2024-12-27")),
            ("2024-12-31", 1, Some("2025-01-02")),
            ("2026-12-24", 1, Some("2026-12-29")),
            ("2027-12-24", 1, Some("2027-12-29")),
            ("2025-04-17", 1, Some("2025-04-22")),
            ("2025-04-19", 0, Some("2025-04-19")),
            ("2028-02-28", 1, Some("2028-02-29")),
            ("2028-12-28", 1, Some("2028-12-29")),
            ("2028-12-29", 1, None),
            ("2023-12-29", 1, Some("2024-01-02")),
            ("2023-12-28", 1, None),
        ];
        for (from, n, expect) in table {
            assert_eq!(
                calendar.working_day_after(on(from), n),
                expect.map(on),
                "{n} after {from}"
            );
        }
    }

    #[test]
    fn nothing_is_counted_backwards() {
        let calendar = shipped();
        assert_eq!(
            calendar.working_days_between(on("2025-01-10"), on("2025-01-10")),
            Some(0)
        );
        assert_eq!(
            calendar.working_days_between(on("2025-01-10"), on("2025-01-03")),
            Some(0)
        );
        assert_eq!(
            calendar.working_days_between(on("2025-01-10"), on("2025-01-13")),
            Some(1)
        );
        assert_eq!(
            calendar.working_days_between(on("2028-12-28"), on("2029-01-03")),
            None
        );
    }

    proptest! {
        #[test]
        fn counting_undoes_stepping(start in 0u64..1_500, n in 1u32..40) {
            let calendar = shipped();
            let from = on("2024-01-01") + Days::new(start);
            let to = calendar.working_day_after(from, n).unwrap();
            prop_assert_eq!(calendar.is_working_day(to), Some(true));
            prop_assert_eq!(calendar.working_days_between(from, to), Some(n));
            prop_assert_eq!(calendar.working_days_between(from, to.pred_opt().unwrap()), Some(n - 1));
        }

        #[test]
        fn stepping_twice_is_stepping_once(start in 0u64..1_500, n in 0u32..20, m in 0u32..20) {
            let calendar = shipped();
            let from = on("2024-01-01") + Days::new(start);
            let half = calendar.working_day_after(from, n).unwrap();
            prop_assert_eq!(calendar.working_day_after(half, m), calendar.working_day_after(from, n + m));
        }
    }
}
