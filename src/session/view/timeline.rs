//! What lies ahead of an application: in words, as rows, and as places on a line to be drawn.

use chrono::{Datelike, NaiveDate};

use crate::calendar::words;
use crate::later::Entry;
use crate::programme::definition::Provision;
use crate::programme::timeline::{Event, EventKind, PlacementWeek, Reach, Timeline};
use crate::session::view_model::{Bar, Drawing, Mark, TimelineRow, TimelineView};

/// Thousandths of the width that stay free at each end, so that no mark is cut off.
const MARGIN: i64 = 50;
/// Thousandths of the width between two marks of one lane: a mark is wide, even on the narrowest screen.
const APART: i64 = 90;

/// Which deadline can be reached, and how long that is.
pub(in crate::session) fn reach_in_words(timeline: &Timeline) -> String {
    let deadline = || {
        timeline
            .events
            .iter()
            .find(|event| event.kind == EventKind::Deadline)
    };
    match (&timeline.reach, deadline()) {
        (Reach::AnyTime, _) => "You can apply at any time.".to_owned(),
        (
            Reach::Window {
                days, school_days, ..
            },
            Some(deadline),
        ) => {
            let left = match (days, school_days) {
                (0, _) => "this is the last day".to_owned(),
                (_, None) => format!("{} left", count(*days, "day")),
                (_, Some(school)) => format!(
                    "{} left ({})",
                    count(*days, "day"),
                    count(i64::from(*school), "school day")
                ),
            };
            format!("Apply by {}: {left}.", words::day(deadline.on))
        }
        (Reach::AllClosed { last }, _) => format!(
            "The last window closed on {}. Ask CAP for the next deadline.",
            words::day(*last)
        ),
        _ => "No dates are published here. Ask CAP for the next deadline.".to_owned(),
    }
}

fn count(n: i64, what: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {what}{plural}")
}

/// The name that a date keeps in every calendar, whenever and wherever its file is made.
/// It names no date, so that a date which is corrected moves the entry that was saved before.
pub(in crate::session) fn entry_uid(edition: &str, window: &str, what: &str) -> String {
    [edition, "/", window, "/", what].concat()
}

/// The dates ahead, for a calendar. A deadline is the same entry as on the deadlines page.
fn entries(timeline: &Timeline, edition: &str, provision: &Provision) -> Vec<Entry> {
    let Reach::Window { id, .. } = &timeline.reach else {
        return Vec::new();
    };
    let mut meetings = 0;
    let entry = |event: &Event| {
        let of = |kind: &str| format!("{}-{kind}", provision.id);
        let uid = match event.kind {
            EventKind::Deadline => "deadline".to_owned(),
            EventKind::Meeting => {
                meetings += 1;
                format!("meeting-{meetings}")
            }
            EventKind::OutcomeDue => of("outcome"),
            EventKind::Start => of("start"),
            EventKind::BackToSchool => of("back"),
            EventKind::End => of("end"),
        };
        Entry {
            uid: entry_uid(edition, id, &uid),
            on: event.on,
            until: None,
            summary: match event.kind {
                EventKind::Deadline | EventKind::Meeting => format!("Alternative provision: {}", event.label),
                _ => format!("{}: {}", provision.name, event.label),
            },
            description: event.note.clone().unwrap_or_default(),
        }
    };
    timeline.events.iter().map(entry).collect()
}

/// All of it. `today`: the stated date is today's.
pub(in crate::session) fn view(
    timeline: &Timeline,
    edition: &str,
    provision: &Provision,
    today: bool,
) -> TimelineView {
    let now = TimelineRow {
        when: words::day(timeline.on),
        what: if today { "Today" } else { "The date you plan for" }.to_owned(),
        note: None,
    };
    let mut rows = vec![now];
    rows.extend(timeline.events.iter().map(|event| TimelineRow {
        when: words::day(event.on),
        what: event.label.to_owned(),
        note: event.note.clone(),
    }));
    rows.extend(timeline.start_in_words.iter().map(|start| TimelineRow {
        when: start.clone(),
        what: "Placement starts".to_owned(),
        note: None,
    }));
    TimelineView {
        reach: reach_in_words(timeline),
        drawing: drawing(timeline),
        rows: if timeline.events.is_empty() {
            Vec::new()
        } else {
            rows
        },
        weeks: timeline.weeks.iter().map(week).collect(),
        notes: timeline.notes.iter().chain(&provision.reviews).cloned().collect(),
        keep: entries(timeline, edition, provision),
    }
}

fn week(week: &PlacementWeek) -> String {
    let (first, last) = (words::date(week.week.first), words::date(week.week.last));
    let place = match (week.away, week.home_day) {
        (true, Some(home)) => format!("at the provision, {} at your school", words::weekday(home)),
        (true, None) => "at the provision".to_owned(),
        (false, _) => "going back to your school".to_owned(),
    };
    format!("Week {}, {first} to {last}: {place}", week.number)
}

/// Where everything stands on the line. `None` where nothing is dated.
fn drawing(timeline: &Timeline) -> Option<Drawing> {
    let weeks_end = timeline.weeks.last().map(|week| week.week.last);
    let end = timeline.events.last()?.on.max(weeks_end.unwrap_or(timeline.on));
    let length = (end - timeline.on).num_days().max(1);
    let place = |on: NaiveDate| MARGIN + (on - timeline.on).num_days() * (1000 - 2 * MARGIN) / length;
    let dates = std::iter::once(timeline.on).chain(timeline.events.iter().map(on));
    let bar = |week: &PlacementWeek| Bar {
        from: place(week.week.first),
        to: place(week.week.last),
        away: week.away,
    };
    let mut months = Vec::new();
    let mut month = timeline.on;
    while let Some(first) = next_month(month).filter(|first| *first <= end) {
        months.push((place(first), words::month_in_short(first)));
        month = first;
    }
    Some(Drawing {
        marks: in_lanes(dates.map(place)),
        bars: timeline.weeks.iter().map(bar).collect(),
        months,
    })
}

fn on(event: &Event) -> NaiveDate {
    event.on
}

fn next_month(on: NaiveDate) -> Option<NaiveDate> {
    match on.month() {
        12 => NaiveDate::from_ymd_opt(on.year() + 1, 1, 1),
        month => NaiveDate::from_ymd_opt(on.year(), month + 1, 1),
    }
}

/// Marks that would stand too close to one another stand one above the other.
fn in_lanes(places: impl Iterator<Item = i64>) -> Vec<Mark> {
    let mut lanes: Vec<i64> = Vec::new();
    let mark = |at: i64| {
        let free = lanes.iter().position(|last| at - last >= APART);
        let lane = free.unwrap_or(lanes.len());
        match lanes.get_mut(lane) {
            Some(last) => *last = at,
            None => lanes.push(at),
        }
        Mark { at, lane }
    };
    places.map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_left_are_counted_in_words() {
        let check = |days, school_days, expect: &str| {
            let on: NaiveDate = "2024-12-04".parse().unwrap();
            let timeline = Timeline {
                on: on - chrono::Days::new(u64::try_from(days).unwrap()),
                reach: Reach::Window {
                    id: "w".to_owned(),
                    days,
                    school_days,
                },
                events: vec![Event {
                    kind: EventKind::Deadline,
                    on,
                    label: "Last day to apply",
                    note: None,
                }],
                start_in_words: None,
                weeks: Vec::new(),
                notes: Vec::new(),
            };
            assert_eq!(
                reach_in_words(&timeline),
                format!("Apply by Wednesday 4 December 2024: {expect}.")
            );
        };
        check(0, Some(1), "this is the last day");
        check(1, Some(1), "1 day left (1 school day)");
        check(12, Some(9), "12 days left (9 school days)");
        check(3, None, "3 days left");
    }

    proptest! {
        #[test]
        fn no_two_marks_of_a_lane_touch_and_all_are_inside(mut days in prop::collection::vec(0_i64..400, 1..12)) {
            days.sort_unstable();
            let marks = in_lanes(days.iter().map(|day| MARGIN + day * 2));
            for (at, mark) in marks.iter().enumerate() {
                prop_assert!((0..=1000).contains(&mark.at));
                for other in &marks[..at] {
                    prop_assert!(other.lane != mark.lane || mark.at - other.at >= APART);
                }
            }
        }
    }
}
