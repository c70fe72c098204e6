//! Checks of an edition's application windows and every date in them.

use std::fmt::Arguments;

use super::definition::{EditionFile, Intake, PrintedDate, Window};
use crate::calendar::file::{Calendar, is_weekend};
use crate::calendar::words;
use crate::mistake::Mistakes;

pub(super) fn check(file: &EditionFile, calendar: &Calendar, mistakes: &mut Mistakes<'_>) {
    let mut seen = Vec::new();
    for (index, window) in file.windows.iter().enumerate() {
        let path = format_args!("windows[{index}]");
        mistakes.unique(&mut seen, format_args!("{path}.id"), &window.id);
        check_dates(window, path, calendar, mistakes);
        check_order(window, path, mistakes);
        check_intakes(window, path, file, mistakes);
        let deadline = window.deadline.on;
        if deadline < file.starts || deadline > file.ends {
            mistakes.add(
                format_args!("{path}.deadline"),
                format_args!("it is outside the edition"),
                format_args!("Move the window to the edition of its academic year, or put the date right"),
            );
        }
        if let Some(before) = index.checked_sub(1).and_then(|at| file.windows.get(at)) {
            check_neighbours(before, window, path, mistakes);
        }
    }
}

/// Every date of a window.
fn check_dates(window: &Window, path: Arguments<'_>, calendar: &Calendar, mistakes: &mut Mistakes<'_>) {
    let mut check = |date: &PrintedDate, path: Arguments<'_>| check_printed(date, path, calendar, mistakes);
    check(&window.deadline, format_args!("{path}.deadline"));
    for (index, meeting) in window.meetings.iter().enumerate() {
        check(meeting, format_args!("{path}.meetings[{index}]"));
    }
    for (index, intake) in window.takes.iter().enumerate() {
        if let Some(start) = &intake.starts {
            check(start, format_args!("{path}.takes[{index}].starts"));
        }
    }
}

#[inline(never)]
fn check_printed(date: &PrintedDate, path: Arguments<'_>, calendar: &Calendar, mistakes: &mut Mistakes<'_>) {
    let (in_words, weekday) = (words::date(date.on), words::weekday(date.on));
    if date.weekday != weekday {
        mistakes.add(
            path,
            format_args!("{in_words} is a {weekday}, not a {}", date.weekday),
            format_args!("Find out which of the two is meant"),
        );
    }
    if date.note.is_none() {
        let closed = if is_weekend(date.on) {
            Some(weekday)
        } else {
            calendar.bank_holiday(date.on).flatten()
        };
        if let Some(closed) = closed {
            mistakes.add(
                path,
                format_args!("{in_words} is a day off: {closed}"),
                format_args!("Put the date right, or say in its \"note\" why it is so"),
            );
        }
    }
}

fn check_order(window: &Window, path: Arguments<'_>, mistakes: &mut Mistakes<'_>) {
    let mut last = window.deadline.on;
    for (index, meeting) in window.meetings.iter().enumerate() {
        if meeting.on <= last {
            mistakes.add(
                format_args!("{path}.meetings[{index}]"),
                format_args!("it is not after {}", words::date(last)),
                format_args!("Put the deadline before the meetings and the meetings in order"),
            );
        }
        last = last.max(meeting.on);
    }
    for (index, intake) in window.takes.iter().enumerate() {
        if intake.starts.as_ref().is_some_and(|start| start.on <= last) {
            mistakes.add(
                format_args!("{path}.takes[{index}].starts"),
                format_args!(
                    "it is not after {}, the last date of the window",
                    words::date(last)
                ),
                format_args!("Give the start that this window feeds"),
            );
        }
    }
}

fn check_neighbours(before: &Window, window: &Window, path: Arguments<'_>, mistakes: &mut Mistakes<'_>) {
    let last = before
        .meetings
        .iter()
        .map(|meeting| meeting.on)
        .fold(before.deadline.on, Ord::max);
    let path = format_args!("{path}.deadline");
    if window.deadline.on == before.deadline.on {
        mistakes.add(
            path,
            format_args!("the window before has the same deadline"),
            format_args!("Make one window of the two"),
        );
    } else if window.deadline.on < before.deadline.on {
        mistakes.add(
            path,
            format_args!("it is before the deadline of the window before"),
            format_args!("Put the windows in order"),
        );
    } else if window.deadline.on <= last {
        mistakes.add(
            path,
            format_args!("the window before lasts to {}", words::date(last)),
            format_args!("Put the dates right: a deadline comes after the last meeting of the window before"),
        );
    }
}

fn check_intakes(window: &Window, path: Arguments<'_>, file: &EditionFile, mistakes: &mut Mistakes<'_>) {
    if window.takes.is_empty() {
        mistakes.add(
            format_args!("{path}.takes"),
            format_args!("it takes no provision"),
            format_args!("Add one, or remove the window"),
        );
    }
    let mut seen = Vec::new();
    for (index, intake) in window.takes.iter().enumerate() {
        let path = format_args!("{path}.takes[{index}]");
        mistakes.unique(&mut seen, format_args!("{path}.provision"), &intake.provision);
        check_intake(intake, path, file, mistakes);
    }
}

fn check_intake(intake: &Intake, path: Arguments<'_>, file: &EditionFile, mistakes: &mut Mistakes<'_>) {
    let id = &intake.provision;
    match file.provisions.iter().find(|provision| provision.id == *id) {
        None => mistakes.add(
            format_args!("{path}.provision"),
            format_args!("there is no provision \"{id}\""),
            format_args!("Use the id of one in this file"),
        ),
        Some(provision) if !provision.windowed => mistakes.add(
            format_args!("{path}.provision"),
            format_args!("\"{id}\" takes applications at any time"),
            format_args!("Remove it here, or set \"windowed\" to true there"),
        ),
        Some(_) => {}
    }
    if intake.starts.is_some() && intake.starts_in_words.is_some() {
        mistakes.add(
            path,
            format_args!("the start is given twice"),
            format_args!("Keep \"starts\" or \"starts_in_words\", not both"),
        );
    }
}
