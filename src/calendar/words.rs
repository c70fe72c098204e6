//! Dates and times in words, in the GOV.UK style.

use chrono::{Datelike, NaiveDate};

use super::london::LondonTime;

/// The months' names, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "Nov".
pub fn month_in_short(on: NaiveDate) -> &'static str {
    let month = MONTHS[on.month0() as usize];
    month.get(..3).unwrap_or(month)
}

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// "Wednesday".
pub fn weekday(on: NaiveDate) -> &'static str {
    WEEKDAYS[on.weekday().num_days_from_monday() as usize]
}

/// Whether a text is the English name of a day from Monday to Friday.
pub fn is_weekday(text: &str) -> bool {
    WEEKDAYS[..5].contains(&text)
}

/// "22 November 2026".
pub fn date(on: NaiveDate) -> String {
    format!("{} {} {}", on.day(), MONTHS[on.month0() as usize], on.year())
}

/// "Wednesday 18 September 2024".
pub fn day(on: NaiveDate) -> String {
    format!("{} {}", weekday(on), date(on))
}

/// "22 November 2026 at 3:45pm"; noon and midnight are "midday" and "midnight".
pub fn moment(at: LondonTime) -> String {
    format!("{} at {}", date(at.date), time(at.hour, at.minute))
}

fn time(hour: u8, minute: u8) -> String {
    let half = if hour < 12 { "am" } else { "pm" };
    let twelve = (hour + 11) % 12 + 1;
    match (hour, minute) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (_, 0) => format!("{twelve}{half}"),
        _ => format!("{twelve}:{minute:02}{half}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_in_twelve_hours() {
        let table = [
            (0, 0, "midnight"),
            (0, 1, "12:01am"),
            (1, 0, "1am"),
            (11, 59, "11:59am"),
            (12, 0, "midday"),
            (12, 5, "12:05pm"),
            (13, 0, "1pm"),
            (15, 45, "3:45pm"),
            (23, 59, "11:59pm"),
        ];
        for (hour, minute, expect) in table {
            assert_eq!(time(hour, minute), expect);
        }
    }

    #[test]
    fn dates_are_written_without_leading_noughts() {
        let on = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(day(on(2024, 9, 18)), "Wednesday 18 September 2024");
        assert_eq!(date(on(2026, 11, 22)), "22 November 2026");
        assert_eq!(day(on(2028, 2, 29)), "Tuesday 29 February 2028");
        assert_eq!(day(on(2025, 5, 4)), "Sunday 4 May 2025");
        assert_eq!(
            moment(LondonTime {
                date: on(2026, 11, 22),
                hour: 15,
                minute: 45
            }),
            "22 November 2026 at 3:45pm"
        );
    }
}
