//! Dates as an iCalendar file (RFC 5545), by the `icalendar` crate.
//!
//! Every entry is given as whole days (`VALUE=DATE`): our sources print dates without hours, and a calendar shows a
//! day as that day wherever it is opened, so that no time zone can move it. `X-WR-TIMEZONE` only says where the
//! calendar is from. The crate would read a clock and make random UIDs for what has no stamp or no UID: ours have both,
//! so the same entries at the same moment give the same bytes.

use chrono::{DateTime, Datelike, NaiveDate};
use icalendar::{Calendar, Component, Event, EventLike, Property};

use super::Entry;

/// Who made the file (RFC 5545, 3.7.3).
const PRODUCT: &str = "-//Coventry Alternative Provision//cap-application//EN";
/// Name of the calendar, for programs that show one.
const NAME: &str = "Alternative provision dates";
/// What makes a UID unique beyond this service (RFC 5545, 3.8.4.7).
const ORIGIN: &str = "@cap-application.coventry";
/// Most octets of a line (RFC 5545, 3.1).
const LINE: usize = 75;

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// No entry: a calendar has at least one component (RFC 5545, 3.6).
    #[error("There is no date to put in the file.")]
    NoEntry,
    /// The last day is before the first.
    #[error("{on} to {until} ends before it begins.")]
    Backwards {
        /// First day.
        on: NaiveDate,
        /// Last day.
        until: NaiveDate,
    },
    /// A year, or the device's, that four digits cannot write.
    #[error("The file can only hold dates of the years 1 to 9999.")]
    Year,
}

/// The text of a file with these entries, in their order, made at `now` (milliseconds since the Unix epoch).
///
/// # Errors
/// Where an entry or the moment cannot stand in a file.
pub fn file(now: i64, entries: &[Entry]) -> Result<String, CalendarError> {
    if entries.is_empty() {
        return Err(CalendarError::NoEntry);
    }
    let mut calendar = Calendar::empty();
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", PRODUCT),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", NAME),
        ("X-WR-TIMEZONE", "Europe/London"),
    ] {
        calendar.append_property(Property::new(name, value));
    }
    for entry in entries {
        calendar.push(event(now, entry)?);
    }
    Ok(folded(&calendar.to_string()))
}

fn event(now: i64, entry: &Entry) -> Result<Event, CalendarError> {
    let made = DateTime::from_timestamp_millis(now).ok_or(CalendarError::Year)?;
    let last = entry.until.unwrap_or(entry.on);
    if last < entry.on {
        return Err(CalendarError::Backwards {
            on: entry.on,
            until: last,
        });
    }
    // The day after the last: an end is the first moment that no longer belongs (RFC 5545, 3.6.1).
    let end = last.succ_opt().ok_or(CalendarError::Year)?;
    let years = [made.year(), entry.on.year(), end.year()];
    if years.iter().any(|year| !(1..=9999).contains(year)) {
        return Err(CalendarError::Year);
    }
    let mut event = Event::new();
    event
        .uid(&(line(&entry.uid) + ORIGIN))
        .timestamp(made)
        .starts(entry.on)
        .ends(end)
        .summary(&line(&entry.summary))
        // A deadline takes nobody's time: the day stays free for other things.
        .add_property("TRANSP", "TRANSPARENT");
    if !entry.description.is_empty() {
        event.description(&lines(&entry.description));
    }
    Ok(event)
}

/// A text that the crate writes rightly. It writes `\n` as an escape but a carriage return as it is, and some readers
/// take that for the end of the property: so every line break becomes `\n`. Other control characters may not be in a
/// text at all (RFC 5545, 3.1); a tab may.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|letter| match letter {
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\n' | '\t' => Some(letter),
            _ => (!letter.is_control()).then_some(letter),
        })
        .collect()
}

/// The same on one line.
fn line(text: &str) -> String {
    lines(text).replace('\n', " ")
}

/// The crate folds lines but forgets the space that begins a continued one, so that a last line may be one octet too
/// long: such a line is folded again.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive("\r\n") {
        let end = line.strip_suffix("\r\n").unwrap_or(line).len();
        if end > LINE {
            let (before, after) = line.split_at(line.floor_char_boundary(LINE));
            out.extend([before, "\r\n ", after]);
        } else {
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
