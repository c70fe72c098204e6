//! What each window of 2024-25 leads to: meetings, the day an outcome is due, the placement.

use cap_application::programme::timeline::{EventKind, timeline};

use crate::support::{CALENDAR, date, edition, provision, rows};

/// Provision, deadline, meetings, outcome due (three working days after the last meeting, X15), start, weeks back
/// at school begin, end, register items. Refocus: ten school weeks, seven of them away (R121, R133, R134).
const WINDOWS: &str = "
supported_transfer | 2024-09-18 | 2024-09-24 2024-09-26 | 2024-10-01 |            |            |            | R101 R200
supported_transfer | 2024-10-09 | 2024-10-22 2024-10-24 | 2024-10-29 |            |            |            | R101 R201
supported_transfer | 2024-11-13 | 2024-11-26 2024-11-28 | 2024-12-03 |            |            |            | R101 R202
supported_transfer | 2024-12-04 | 2024-12-17 2024-12-19 | 2024-12-24 |            |            |            | R101 R203
supported_transfer | 2025-01-15 | 2025-01-28 2025-01-30 | 2025-02-04 |            |            |            | R101 R204
supported_transfer | 2025-02-12 | 2025-02-25 2025-02-27 | 2025-03-04 |            |            |            | R101 R205
supported_transfer | 2025-03-12 | 2025-03-25 2025-03-27 | 2025-04-01 |            |            |            | R101 R206
supported_transfer | 2025-04-02 | 2025-04-29 2025-05-01 | 2025-05-07 |            |            |            | R101 R207
supported_transfer | 2025-05-07 | 2025-05-20 2025-05-22 | 2025-05-28 |            |            |            | R101 R208
supported_transfer | 2025-07-02 |                       |            |            |            |            | R101 R209
year11_bespoke     | 2024-11-13 | 2024-11-26 2024-11-28 | 2024-12-03 |            |            |            | R140 R202
year11_bespoke     | 2025-07-02 |                       |            |            |            |            | R140 R209
flourish           | 2024-12-04 | 2024-12-17 2024-12-19 | 2024-12-24 | 2025-01-13 |            |            | R081 R203
flourish           | 2025-03-12 | 2025-03-25 2025-03-27 | 2025-04-01 | 2025-04-28 |            |            | R081 R206
flourish           | 2025-07-02 |                       |            |            |            |            | R081 R209
refocus            | 2024-09-18 | 2024-09-24 2024-09-26 | 2024-10-01 | 2024-10-07 | 2024-12-02 | 2024-12-20 | R122 R134 R200
refocus            | 2024-10-09 | 2024-10-22 2024-10-24 | 2024-10-29 | 2024-11-04 | 2025-01-06 | 2025-01-24 | R122 R134 R201
refocus            | 2024-12-04 | 2024-12-17 2024-12-19 | 2024-12-24 | 2025-01-27 | 2025-03-24 | 2025-04-11 | R122 R134 R203
refocus            | 2025-03-12 | 2025-03-25 2025-03-27 | 2025-04-01 | 2025-05-06 | 2025-06-30 | 2025-07-18 | R122 R134 R206
refocus            | 2025-07-02 |                       |            |            |            |            | R122 R134 R209
";

/// Provisions and dates for which nothing lies ahead that could be written down.
const WITHOUT: &str = "
tier1              | 2024-11-20 | R015 R039
insight            | 2024-11-20 | X2
insight            | 2025-09-01 | X2
flourish           | 2025-07-03 | X21
refocus            | 2025-07-03 | X21
refocus            | 2025-09-01 | X21
supported_transfer | 2026-11-22 | X21
year11_bespoke     | 2024-08-31 | X21
";

#[test]
fn a_window_leads_to_its_meetings_an_outcome_and_a_placement() {
    for [id, on, meetings, outcome, start, back, end, cites] in rows::<8>(WINDOWS) {
        let ahead = timeline(edition(date(on)), provision(id, date(on)), date(on), &CALENDAR);
        let dates = |kind| {
            let events = ahead.events.iter().filter(|event| event.kind == kind);
            events
                .map(|event| event.on.to_string())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let kinds = [
            (EventKind::Deadline, on),
            (EventKind::Meeting, meetings),
            (EventKind::OutcomeDue, outcome),
            (EventKind::Start, start),
            (EventKind::BackToSchool, back),
            (EventKind::End, end),
        ];
        for (kind, expect) in kinds {
            assert_eq!(dates(kind), expect, "{id} on {on}: {kind:?} ({cites})");
        }
        let september = (on == "2025-07-02").then_some("September 2025");
        assert_eq!(ahead.start_in_words.as_deref(), september, "{id} on {on}");
    }
}

#[test]
fn where_no_window_is_reached_no_date_is_made_up() {
    for [id, on, cites] in rows::<3>(WITHOUT) {
        let ahead = timeline(edition(date(on)), provision(id, date(on)), date(on), &CALENDAR);
        let empty = ahead.events.is_empty() && ahead.weeks.is_empty() && ahead.start_in_words.is_none();
        assert!(empty, "{id} on {on} ({cites})");
    }
}
