//! What day and what time it is in Europe/London, whatever the device's time zone.
//!
//! The rule in force since 1996: summer time from the last Sunday of March to the last Sunday of October, both at
//! 01:00 UTC.

use chrono::{Datelike, Days, NaiveDate};

use crate::json;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Days from 1 January of the year 1 to 1 January 1970, both counted.
const EPOCH_DAY: i64 = 719_163;

/// A civil date and time of day in London, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LondonTime {
    /// The date.
    pub date: NaiveDate,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

/// The time in London at an instant, in milliseconds since the Unix epoch. Instants beyond chrono's years stop at
/// its first and last day.
pub fn time(millis: i64) -> LondonTime {
    let local = millis.saturating_add(if is_summer(millis) { HOUR } else { 0 });
    let of_day = local.rem_euclid(DAY);
    LondonTime {
        date: utc_date(local),
        hour: (of_day / HOUR) as u8,
        minute: (of_day % HOUR / MINUTE) as u8,
    }
}

/// The date in London at an instant: "today".
pub fn date(millis: i64) -> NaiveDate {
    time(millis).date
}

/// The instant that an RFC 3339 text in UTC names, `2026-11-22T15:45:00Z`, in milliseconds since the Unix epoch. Parts
/// of a second beyond the third digit are dropped; a leap second counts as the second after. `None`: it is no such text.
pub fn instant(text: &str) -> Option<i64> {
    let (on, of_day) = text.split_once(['T', 't'])?;
    let of_day = of_day.strip_suffix(['Z', 'z'])?;
    let (clock, fraction) = of_day.split_once('.').unwrap_or((of_day, "0"));
    let &[h, i, b':', m, n, b':', s, t] = clock.as_bytes() else {
        return None;
    };
    let (hour, minute, second) = (two(h, i)?, two(m, n)?, two(s, t)?);
    if hour > 23 || minute > 59 || second > 60 || fraction.is_empty() {
        return None;
    }
    let mut millis = 0;
    for (at, digit) in fraction.bytes().enumerate() {
        let digit = two(b'0', digit)?;
        millis += [100, 10, 1].get(at).map_or(0, |weight| weight * digit);
    }
    Some(start_of(json::date(on)?) + hour * HOUR + minute * MINUTE + second * 1000 + millis)
}

fn two(tens: u8, ones: u8) -> Option<i64> {
    let digits = tens.is_ascii_digit() && ones.is_ascii_digit();
    digits.then(|| i64::from(tens - b'0') * 10 + i64::from(ones - b'0'))
}

fn is_summer(millis: i64) -> bool {
    let year = utc_date(millis).year();
    let one_o_clock = |month| last_sunday(year, month).map(|on| start_of(on) + HOUR);
    match (one_o_clock(3), one_o_clock(10)) {
        (Some(forward), Some(back)) => (forward..back).contains(&millis),
        _ => false,
    }
}

/// Of a month with 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_sunday())))
}

fn start_of(on: NaiveDate) -> i64 {
    (i64::from(on.num_days_from_ce()) - EPOCH_DAY) * DAY
}

fn utc_date(millis: i64) -> NaiveDate {
    let day = millis.div_euclid(DAY) + EPOCH_DAY;
    i32::try_from(day)
        .ok()
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .unwrap_or(if millis < 0 {
            NaiveDate::MIN
        } else {
            NaiveDate::MAX
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Milliseconds of a moment in UTC.
    fn utc(year: i32, month: u32, day: u32, hour: i64, minute: i64) -> i64 {
        start_of(NaiveDate::from_ymd_opt(year, month, day).unwrap()) + hour * HOUR + minute * MINUTE
    }

    fn check(millis: i64, expect: &str) {
        let at = time(millis);
        assert_eq!(format!("{} {:02}:{:02}", at.date, at.hour, at.minute), expect);
    }

    #[test]
    fn clocks_go_forward_and_back_at_one_in_the_morning_utc() {
        check(0, "1970-01-01 00:00");
        check(1_795_362_300_000, "2026-11-22 15:45");
        check(utc(2026, 3, 29, 0, 59), "2026-03-29 00:59");
        check(utc(2026, 3, 29, 1, 0), "2026-03-29 02:00");
        check(utc(2026, 10, 25, 0, 59), "2026-10-25 01:59");
        check(utc(2026, 10, 25, 1, 0), "2026-10-25 01:00");
        check(utc(2024, 3, 31, 0, 59) + 59_999, "2024-03-31 00:59");
        check(utc(2024, 3, 31, 1, 0), "2024-03-31 02:00");
        check(utc(2024, 10, 27, 1, 0) - 1, "2024-10-27 01:59");
        check(utc(2027, 10, 31, 1, 0), "2027-10-31 01:00");
    }

    #[test]
    fn a_summer_day_begins_an_hour_before_it_does_in_utc() {
        check(utc(2026, 7, 31, 22, 59), "2026-07-31 23:59");
        check(utc(2026, 7, 31, 23, 0), "2026-08-01 00:00");
        check(utc(2026, 12, 31, 23, 59), "2026-12-31 23:59");
        check(utc(2027, 1, 1, 0, 0), "2027-01-01 00:00");
        check(utc(2028, 2, 29, 12, 0), "2028-02-29 12:00");
        check(utc(1969, 12, 31, 12, 0), "1969-12-31 12:00");
    }

    #[test]
    fn an_impossible_instant_stops_at_the_ends_of_the_calendar() {
        assert_eq!(date(i64::MIN), NaiveDate::MIN);
        assert_eq!(date(i64::MAX), NaiveDate::MAX);
    }

    #[test]
    fn an_instant_is_read_in_utc_only() {
        let check = |text: &str, expect| assert_eq!(instant(text), expect, "{text}");
        check("1970-01-01T00:00:00Z", Some(0));
        check("2026-11-22T15:45:00Z", Some(1_795_362_300_000));
        check("2026-11-22t15:45:00.5z", Some(1_795_362_300_500));
        check("2026-11-22T15:45:00.123456789Z", Some(1_795_362_300_123));
        check("2026-12-31T23:59:60Z", Some(utc(2027, 1, 1, 0, 0)));
        for text in [
            "2026-11-22T15:45:00+00:00",
            "2026-11-22T15:45:00",
            "2026-11-22 15:45:00Z",
            "2026-11-22T15:45Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T15:60:00Z",
            "2026-11-22T15:45:61Z",
            "2026-11-22T15:45:00.Z",
            "2026-11-22T15:45:00.5xZ",
            "2026-11-31T15:45:00Z",
            "Z",
        ] {
            check(text, None);
        }
    }

    proptest! {
        #[test]
        fn instants_are_those_of_a_full_parser(millis in -60_000_000_000_000..200_000_000_000_000_i64) {
            let text = chrono::DateTime::from_timestamp_millis(millis).unwrap().format("%Y-%m-%dT%H:%M:%S%.3fZ");
            prop_assert_eq!(instant(&text.to_string()), Some(millis));
        }

        #[test]
        fn no_text_breaks_instant(text in "\\PC*") {
            let _ = instant(&text);
        }

        #[test]
        fn a_later_instant_is_never_on_an_earlier_date(from in any::<i64>(), on in 0..4_000 * DAY) {
            prop_assert!(date(from) <= date(from.saturating_add(on)));
        }

        #[test]
        fn london_is_nought_or_sixty_minutes_ahead(days in -30_000i64..60_000, of_day in 0..DAY) {
            let millis = days * DAY + of_day;
            let at = time(millis);
            let local = start_of(at.date) + i64::from(at.hour) * HOUR + i64::from(at.minute) * MINUTE;
            let ahead = local - millis.div_euclid(MINUTE) * MINUTE;
            prop_assert!(ahead == 0 || ahead == HOUR, "{ahead}");
            let month = utc_date(millis).month();
            prop_assert!(ahead == HOUR || !(4..=9).contains(&month));
            prop_assert!(ahead == 0 || (3..=10).contains(&month));
        }
    }
}
