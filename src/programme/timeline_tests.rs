//! Timelines on the days before, on and after each deadline.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::sample;
use super::timeline::*;
use crate::calendar::file::tests::shipped;

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn of(file: &Value, provision: &str, date: &str) -> Timeline {
    let edition = sample::load(file).unwrap();
    timeline(
        &edition,
        edition.provision(provision).unwrap(),
        on(date),
        &shipped(),
    )
}

fn reach(provision: &str, date: &str) -> String {
    match of(&sample::file(), provision, date).reach {
        Reach::AnyTime => "any time".to_owned(),
        Reach::Window {
            id,
            days,
            school_days,
        } => {
            format!(
                "{id} {days} {}",
                school_days.map_or("?".to_owned(), |days| days.to_string())
            )
        }
        Reach::AllClosed { last } => format!("closed {last}"),
        Reach::NonePublished => "none".to_owned(),
    }
}

#[test]
fn the_next_window_is_the_first_still_open_that_takes_the_provision() {
    let table = [
        ("refocus", "2024-08-31", "autumn 18 13"),
        ("refocus", "2024-09-17", "autumn 1 1"),
        ("refocus", "2024-09-18", "autumn 0 0"),
        ("refocus", "2024-09-19", "winter 76 49"),
        ("refocus", "2024-12-03", "winter 1 1"),
        ("refocus", "2024-12-04", "winter 0 0"),
        ("refocus", "2024-12-05", "summer 209 118"),
        ("refocus", "2025-07-02", "summer 0 0"),
        ("refocus", "2025-07-03", "closed 2025-07-02"),
        ("refocus", "2026-11-22", "closed 2025-07-02"),
        // Bank holidays are known from 2024 on, and so school days.
        ("refocus", "2023-12-31", "autumn 262 132"),
        ("refocus", "2023-12-30", "autumn 263 132"),
        ("refocus", "2023-11-06", "autumn 317 ?"),
        ("flourish", "2024-09-17", "winter 78 51"),
        ("flourish", "2024-12-04", "winter 0 0"),
        ("flourish", "2024-12-05", "closed 2024-12-04"),
        ("tier1", "2024-12-05", "any time"),
    ];
    for (provision, date, expect) in table {
        assert_eq!(reach(provision, date), expect, "{provision} on {date}");
    }
}

fn events(timeline: &Timeline) -> Vec<String> {
    timeline
        .events
        .iter()
        .map(|event| format!("{} {:?}", event.on, event.kind))
        .collect()
}

#[test]
fn refocus_runs_ten_school_weeks_with_mondays_at_the_home_school() {
    let timeline = of(&sample::file(), "refocus", "2024-11-20");
    assert_eq!(
        events(&timeline),
        [
            "2024-12-04 Deadline",
            "2024-12-17 Meeting",
            "2024-12-19 Meeting",
            "2024-12-24 OutcomeDue",
            "2025-01-27 Start",
            "2025-03-24 BackToSchool",
            "2025-04-11 End",
        ]
    );
    assert_eq!(
        timeline.events[4].label,
        "Placement begins in the week of this day"
    );
    assert_eq!(
        timeline.events[3].note.as_deref(),
        Some("Schools are likely to be closed on this day.")
    );
    let homes: Vec<_> = timeline
        .weeks
        .iter()
        .map(|week| week.home_day.map(|on| on.to_string()))
        .collect();
    let mondays = ["01-27", "02-03", "02-10", "02-24", "03-03", "03-10", "03-17"];
    let mut expect: Vec<_> = mondays.iter().map(|day| Some(format!("2025-{day}"))).collect();
    expect.resize(10, None);
    assert_eq!(homes, expect);
    assert_eq!(timeline.weeks.iter().filter(|week| week.away).count(), 7);
    assert_eq!(timeline.notes[..2], ["About the window", "About Refocus here"]);
    assert!(timeline.notes[2].contains("inferred"), "{:?}", timeline.notes);
}

#[test]
fn a_home_day_that_is_a_bank_holiday_is_none() {
    let mut file = sample::file();
    file["windows"][1]["takes"][1]["starts"] = json!({ "on": "2025-05-06", "weekday": "Tuesday" });
    let timeline = of(&file, "refocus", "2024-12-04");
    assert_eq!(timeline.events[4].label, "Placement starts");
    assert_eq!(timeline.weeks[0].home_day, None);
    assert_eq!(timeline.weeks[0].week.first, on("2025-05-06"));
    assert_eq!(timeline.weeks[1].home_day, Some(on("2025-05-12")));
    assert_eq!(
        events(&timeline)[5..],
        ["2025-06-30 BackToSchool", "2025-07-18 End"]
    );
}

#[test]
fn a_start_without_a_day_stays_in_words() {
    let timeline = of(&sample::file(), "refocus", "2025-07-01");
    assert_eq!(events(&timeline), ["2025-07-02 Deadline"]);
    assert_eq!(timeline.start_in_words.as_deref(), Some("September 2025"));
    assert!(timeline.weeks.is_empty());
}

#[test]
fn what_lies_beyond_the_calendar_is_said_not_to_be_known() {
    let mut file = sample::file();
    file["windows"][1]["takes"][1]["starts"] = json!({ "on": "2025-09-08", "weekday": "Monday" });
    let timeline = of(&file, "refocus", "2024-12-04");
    assert_eq!(events(&timeline).last().unwrap(), "2025-09-08 Start");
    assert!(
        timeline
            .notes
            .iter()
            .any(|note| note.contains("term dates are not known"))
    );

    let mut file = sample::file();
    file["edition"] = json!("2028-29");
    (file["starts"], file["ends"]) = (json!("2028-09-01"), json!("2029-08-31"));
    file["windows"] = json!([{
        "id": "late", "deadline": { "on": "2028-12-20", "weekday": "Wednesday" },
        "meetings": [{ "on": "2028-12-28", "weekday": "Thursday" }],
        "takes": [{ "provision": "flourish" }], "cites": ["R200"]
    }]);
    let timeline = of(&file, "flourish", "2028-12-01");
    assert_eq!(events(&timeline), ["2028-12-20 Deadline", "2028-12-28 Meeting"]);
    assert_eq!(
        timeline.notes,
        ["When the outcome is due cannot be worked out: bank holidays are known here only to 2028."]
    );
    assert_eq!(
        timeline.reach,
        Reach::Window {
            id: "late".to_owned(),
            days: 19,
            school_days: None
        }
    );
}

#[test]
fn without_a_panel_there_is_no_date_for_an_outcome() {
    let mut file = sample::file();
    file["provisions"][1]["panel"] = json!(false);
    let timeline = of(&file, "flourish", "2024-12-04");
    assert!(
        timeline
            .events
            .iter()
            .all(|event| event.kind != EventKind::OutcomeDue)
    );
}

#[test]
fn an_edition_without_windows_has_none_to_reach() {
    let mut file = sample::file();
    file["windows"] = json!([]);
    file["register"][4]["status"] = json!({ "information": "deadlines" });
    assert_eq!(of(&file, "refocus", "2024-12-04").reach, Reach::NonePublished);
    assert_eq!(of(&file, "tier1", "2024-12-04").reach, Reach::AnyTime);
}
