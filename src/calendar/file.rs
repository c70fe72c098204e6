//! The published calendar format, version 1: what `public/programme/calendar.json` may say, and its check.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::year_group::academic_year;
use super::{read, words};
use crate::mistake::{self, Mistake, Mistakes};

/// The only version of the calendar format this program reads.
pub const FORMAT: u32 = 1;

/// The longest holiday there may be between two terms of one academic year, in days.
const LONGEST_HOLIDAY: i64 = 28;
/// England has at least so many bank holidays in a year.
const BANK_HOLIDAYS: usize = 8;

/// The calendar file.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarFile {
    /// Version of this format; see [`FORMAT`].
    pub format: u32,
    /// Last year whose bank holidays are all listed. Holidays proclaimed for one occasion cannot be worked out, so
    /// nothing is said beyond it.
    pub known_to: i32,
    /// England's bank holidays as they are kept, in order, substitute days in place of those on a weekend.
    pub bank_holidays: Vec<BankHoliday>,
    /// School terms in order, a half-term holiday making two of one. A year that is begun is listed without a gap,
    /// as far as it is known.
    pub terms: Vec<Term>,
}

/// A bank holiday.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BankHoliday {
    /// The day off work.
    pub on: NaiveDate,
    /// Its name: "Good Friday".
    pub name: String,
}

/// Weeks in which schools are open, without a holiday between.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// First day.
    pub starts: NaiveDate,
    /// Last day.
    pub ends: NaiveDate,
    /// Where the dates come from.
    pub note: String,
    /// `true`: not Coventry's published dates but an inference; whatever rests on it says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inferred: bool,
}

/// A checked calendar: what is known of working days and school days.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    file: CalendarFile,
}

impl Calendar {
    /// Reads and checks the calendar file.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn load(file_name: &str, text: &str) -> Result<Self, Vec<Mistake>> {
        let calendar = Self::open(file_name, text)?;
        let mut mistakes = Mistakes::new(file_name);
        check_bank_holidays(&calendar.file, &mut mistakes);
        check_terms(&calendar.file.terms, &mut mistakes);
        mistakes.or(calendar)
    }

    /// Reads a calendar file that was checked.
    ///
    /// # Errors
    /// It does not have the shape of one: every place where it has not.
    pub fn open(file_name: &str, text: &str) -> Result<Self, Vec<Mistake>> {
        let file = mistake::read(file_name, text, FORMAT, read::calendar)?;
        Ok(Self { file })
    }

    /// The last year whose bank holidays are known.
    pub fn known_to(&self) -> i32 {
        self.file.known_to
    }

    /// The bank holiday on a day. `Some(None)`: there is none; `None`: not known.
    pub fn bank_holiday(&self, on: NaiveDate) -> Option<Option<&str>> {
        let list = &self.file.bank_holidays;
        let known_from = list.first()?.on.year();
        (known_from..=self.file.known_to).contains(&on.year()).then(|| {
            let at = list.binary_search_by_key(&on, |holiday| holiday.on).ok()?;
            list.get(at).map(|holiday| holiday.name.as_str())
        })
    }

    pub(super) fn terms(&self) -> &[Term] {
        &self.file.terms
    }
}

/// Whether a day is a Saturday or Sunday.
pub fn is_weekend(on: NaiveDate) -> bool {
    matches!(on.weekday(), Weekday::Sat | Weekday::Sun)
}

fn check_bank_holidays(file: &CalendarFile, mistakes: &mut Mistakes) {
    let list = &file.bank_holidays;
    for (index, holiday) in list.iter().enumerate() {
        let path = format_args!("bank_holidays[{index}]");
        mistakes.filled(format_args!("{path}.name"), &holiday.name);
        if is_weekend(holiday.on) {
            mistakes.add(
                path,
                format_args!("{} is on a weekend", words::day(holiday.on)),
                format_args!("Give the day kept in its place"),
            );
        }
        if index > 0 && list[index - 1].on >= holiday.on {
            mistakes.add(
                path,
                format_args!("it is not later than the one before"),
                format_args!("Put the dates in order, each once"),
            );
        }
    }
    let first = list.first().map_or(file.known_to, |holiday| holiday.on.year());
    let last = list.last().map_or(file.known_to, |holiday| holiday.on.year());
    for year in first..=file.known_to.min(first + 100) {
        if list.iter().filter(|holiday| holiday.on.year() == year).count() < BANK_HOLIDAYS {
            mistakes.add(
                format_args!("bank_holidays"),
                format_args!(
                    "{year} has fewer than {BANK_HOLIDAYS}, yet \"known_to\" is {}",
                    file.known_to
                ),
                format_args!("Add those that are missing, or set \"known_to\" to an earlier year"),
            );
        }
    }
    if last > file.known_to {
        mistakes.add(
            format_args!("known_to"),
            format_args!("there are bank holidays in {last}"),
            format_args!("Set it to {last} if all of that year's are listed, or remove them"),
        );
    }
}

fn check_terms(terms: &[Term], mistakes: &mut Mistakes) {
    for (index, term) in terms.iter().enumerate() {
        let path = format_args!("terms[{index}]");
        mistakes.filled(format_args!("{path}.note"), &term.note);
        if term.ends < term.starts {
            mistakes.add(
                path,
                format_args!("it ends before it starts"),
                format_args!("Put the two dates right"),
            );
        }
        let Some(before) = index.checked_sub(1).and_then(|at| terms.get(at)) else {
            continue;
        };
        let apart = (term.starts - before.ends).num_days();
        if apart <= 0 {
            mistakes.add(
                path,
                format_args!("it does not start after the one before has ended"),
                format_args!("Put the terms in order"),
            );
        } else if apart > LONGEST_HOLIDAY && academic_year(before.ends) == academic_year(term.starts) {
            mistakes.add(
                path,
                format_args!("it starts {apart} days after the one before"),
                format_args!("Add the term that is missing between"),
            );
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../public/programme/calendar.json");

    /// The calendar that is shipped.
    pub(crate) fn shipped() -> Calendar {
        Calendar::load("calendar.json", SHIPPED).unwrap()
    }

    fn check(change: impl Fn(&mut CalendarFile), expect: &[&str]) {
        let mut file = shipped().file;
        change(&mut file);
        let text = serde_json::to_string(&file).unwrap();
        let said: Vec<String> = match Calendar::load("calendar.json", &text) {
            Ok(_) => Vec::new(),
            Err(mistakes) => mistakes
                .iter()
                .map(|m| format!("{}: {}", m.path, m.problem))
                .collect(),
        };
        assert_eq!(said, expect);
    }

    #[test]
    fn the_shipped_calendar_knows_five_years_of_bank_holidays() {
        let calendar = shipped();
        let on = |text: &str| calendar.bank_holiday(text.parse().unwrap());
        assert_eq!(calendar.known_to(), 2028);
        assert_eq!(on("2024-01-01"), Some(Some("New Year\u{2019}s Day")));
        assert_eq!(on("2026-12-26"), Some(None));
        assert_eq!(on("2026-12-28"), Some(Some("Boxing Day (substitute day)")));
        assert_eq!(on("2028-12-31"), Some(None));
        assert_eq!(on("2029-01-01"), None);
        assert_eq!(on("2023-12-25"), None);
    }

    #[test]
    fn every_mistake_in_a_calendar_is_said() {
        check(|_| {}, &[]);
        check(
            |file| {
                file.bank_holidays[0].on = "2024-01-06".parse().unwrap();
                file.bank_holidays[2].name.clear();
                file.bank_holidays.swap(4, 5);
                file.known_to = 2029;
                file.terms[1].ends = "2023-11-01".parse().unwrap();
                file.terms.remove(8);
            },
            &[
                "bank_holidays[0]: Saturday 6 January 2024 is on a weekend",
                "bank_holidays[2].name: the text is blank",
                "bank_holidays[5]: it is not later than the one before",
                "bank_holidays: 2029 has fewer than 8, yet \"known_to\" is 2029",
                "terms[1]: it ends before it starts",
                "terms[2]: it starts 68 days after the one before",
                "terms[8]: it starts 66 days after the one before",
            ],
        );
        check(
            |file| {
                file.known_to = 2027;
                file.terms.swap(0, 1);
            },
            &[
                "known_to: there are bank holidays in 2028",
                "terms[1]: it does not start after the one before has ended",
                "terms[2]: it starts 73 days after the one before",
            ],
        );
        check(
            |file| file.bank_holidays.clear(),
            &["bank_holidays: 2028 has fewer than 8, yet \"known_to\" is 2028"],
        );
    }
}
