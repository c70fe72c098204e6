//! Civil dates in three boxes: day, month, year.

use crate::sorted::Map;

use chrono::{Datelike, NaiveDate};

use super::text;
use crate::calendar::words::MONTHS;
use crate::form::definition::DateSide;
use crate::form::fault::{DatePart, Fault};

/// Boxes of a date.
pub(super) const FIELDS: [&str; 3] = ["day", "month", "year"];

/// The date in the boxes. Takes leading noughts, and a month by name or its first letters (three at least).
pub(super) fn parse(fields: &Map<String>, side: DateSide, stated: NaiveDate) -> Result<NaiveDate, Fault> {
    let boxed = |part: DatePart| fields.get(part.field()).map_or("", |text| text.trim());
    let parts = [DatePart::Day, DatePart::Month, DatePart::Year];
    let missing: Vec<_> = parts.into_iter().filter(|&part| boxed(part).is_empty()).collect();
    if !missing.is_empty() {
        return Err(Fault::DateIncomplete { missing });
    }
    let [day, month, year] = parts.map(boxed);
    let day = digits(day)
        .filter(|day| (1..=31).contains(day))
        .ok_or(impossible(DatePart::Day))?;
    let month = month_number(month).ok_or(impossible(DatePart::Month))?;
    let date = NaiveDate::from_ymd_opt(year_number(year)?, month, day).ok_or(impossible(DatePart::Day))?;
    match side {
        DateSide::Past if date > stated => Err(Fault::DateInFuture { stated }),
        DateSide::Future if date < stated => Err(Fault::DateInPast { stated }),
        _ => Ok(date),
    }
}

fn impossible(part: DatePart) -> Fault {
    Fault::DateImpossible { part }
}

fn digits(text: &str) -> Option<u32> {
    text::is_digits(text).then(|| text.parse().ok()).flatten()
}

fn month_number(text: &str) -> Option<u32> {
    let named = |name: &&str| {
        text.len() >= 3
            && name
                .get(..text.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(text))
    };
    let by_name = || {
        (1..)
            .zip(MONTHS)
            .find(|(_, name)| named(name))
            .map(|(number, _)| number)
    };
    digits(text)
        .filter(|month| (1..=12).contains(month))
        .or_else(by_name)
}

/// Years of four digits, from 1000: `12` may be any century, `0012` is no year of ours.
fn year_number(text: &str) -> Result<i32, Fault> {
    if text::is_digits(text) && text.len() < 4 {
        return Err(Fault::DateYearShort);
    }
    let year = digits(text).filter(|year| text.len() == 4 && *year >= 1000);
    year.and_then(|year| i32::try_from(year).ok())
        .ok_or(impossible(DatePart::Year))
}

/// `YYYY-MM-DD`.
pub(super) fn iso(date: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// The boxes of a date written `YYYY-MM-DD`; whether there is such a date is not looked at.
pub(super) fn boxes(iso: &str) -> Option<Map<String>> {
    let mut parts = iso.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let lengths = (year.len(), month.len(), day.len()) == (4, 2, 2) && parts.next().is_none();
    let digits = [day, month, year].into_iter().all(text::is_digits);
    let owned = [day, month, year].map(str::to_owned);
    (lengths && digits).then(|| FIELDS.map(str::to_owned).into_iter().zip(owned).collect())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{boxes, date, stated};
    use super::*;
    use crate::form::definition::Kind;
    use crate::form::value::{Value, parse};

    fn check_side(side: DateSide, typed: [&str; 3], expect: Result<NaiveDate, Fault>) {
        let raw = boxes(&FIELDS, &typed);
        let parsed = parse(&Kind::Date { side }, &[], &raw, stated());
        assert_eq!(parsed, expect.map(|date| Some(Value::Date(date))), "{typed:?}");
    }

    fn check(typed: [&str; 3], expect: Result<NaiveDate, Fault>) {
        check_side(DateSide::Any, typed, expect);
    }

    #[test]
    fn a_date_is_taken_as_people_type_it() {
        let expect = Ok(date(2012, 3, 9));
        for day in ["9", "09", " 9 ", "009"] {
            check([day, "3", "2012"], expect.clone());
        }
        for month in ["3", "03", "March", "mar", "MAR", "marc", " march "] {
            check(["9", month, "2012"], expect.clone());
        }
        check(["1", "sept", "2012"], Ok(date(2012, 9, 1)));
        check(["29", "2", "2012"], Ok(date(2012, 2, 29)));
        check(["31", "dec", "9999"], Ok(date(9999, 12, 31)));
    }

    #[test]
    fn blank_boxes_are_named() {
        use DatePart::{Day, Month, Year};
        let check = |typed, missing| check(typed, Err(Fault::DateIncomplete { missing }));
        check(["9", "", "2012"], vec![Month]);
        check(["", "3", "2012"], vec![Day]);
        check(["9", "3", " "], vec![Year]);
        check(["", "", "2012"], vec![Day, Month]);
        // What is missing comes before what is wrong.
        check(["32", "13", ""], vec![Year]);
    }

    #[test]
    fn a_date_that_is_none_names_the_first_box_that_cannot_be_right() {
        use DatePart::{Day, Month, Year};
        let check = |typed, part| check(typed, Err(Fault::DateImpossible { part }));
        check(["30", "2", "2012"], Day);
        check(["29", "2", "2011"], Day);
        check(["31", "4", "2012"], Day);
        check(["32", "1", "2012"], Day);
        check(["0", "1", "2012"], Day);
        check(["９", "3", "2012"], Day);
        check(["+9", "3", "2012"], Day);
        check(["-9", "3", "2012"], Day);
        check(["99999999999999", "3", "2012"], Day);
        check(["9", "13", "2012"], Month);
        check(["9", "0", "2012"], Month);
        check(["9", "ma", "2012"], Month);
        check(["9", "marchy", "2012"], Month);
        check(["9", "mär", "2012"], Month);
        check(["9", "3", "20121"], Year);
        check(["9", "3", "0012"], Year);
        check(["9", "3", "２０１２"], Year);
        check(["9", "3", "year"], Year);
    }

    #[test]
    fn a_year_needs_four_digits() {
        for year in ["12", "2", "201"] {
            check(["9", "3", year], Err(Fault::DateYearShort));
        }
    }

    #[test]
    fn the_stated_date_itself_is_on_both_sides() {
        let (future, past) = (
            Fault::DateInFuture { stated: stated() },
            Fault::DateInPast { stated: stated() },
        );
        check_side(DateSide::Past, ["21", "11", "2026"], Ok(date(2026, 11, 21)));
        check_side(DateSide::Past, ["22", "11", "2026"], Ok(stated()));
        check_side(DateSide::Past, ["23", "11", "2026"], Err(future));
        check_side(DateSide::Future, ["21", "11", "2026"], Err(past));
        check_side(DateSide::Future, ["22", "11", "2026"], Ok(stated()));
        check_side(DateSide::Future, ["23", "11", "2026"], Ok(date(2026, 11, 23)));
        check_side(DateSide::Any, ["23", "11", "2126"], Ok(date(2126, 11, 23)));
    }

    #[test]
    fn a_date_is_written_for_programs() {
        assert_eq!(iso(date(2012, 3, 9)), "2012-03-09");
    }

    #[test]
    fn an_iso_date_has_four_two_and_two_digits() {
        assert!(super::boxes("2012-03-09").is_some());
        for text in [
            "2012-3-9",
            "2012-03",
            "2012-03-09-01",
            "12-03-2009",
            "2012-ma-09",
            "-2012-03-09",
            "",
        ] {
            assert_eq!(super::boxes(text), None, "{text}");
        }
    }
}
