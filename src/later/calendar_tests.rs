use super::super::{Task, answer, perform};
use super::*;
use icalendar::{CalendarComponent, DatePerhapsTime};
use proptest::prelude::*;

/// 22 November 2026, 15:45 UTC.
const NOW: i64 = 1_795_362_300_000;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn entry(on: NaiveDate, until: Option<NaiveDate>) -> Entry {
    Entry {
        uid: "2026-27/window-3/deadline".to_owned(),
        on,
        until,
        summary: "Deadline".to_owned(),
        description: String::new(),
    }
}

fn worded(summary: &str, description: &str) -> Entry {
    Entry {
        summary: summary.to_owned(),
        description: description.to_owned(),
        ..entry(day(2026, 12, 4), None)
    }
}

/// The file as the crate's own parser reads it back.
fn parsed(text: &str) -> Calendar {
    text.parse().unwrap()
}

fn events(calendar: &Calendar) -> Vec<&Event> {
    let all = calendar.components.iter().map(|component| match component {
        CalendarComponent::Event(event) => event,
        other => panic!("{other:?}"),
    });
    all.collect()
}

/// The lines of a file with its folds undone, as any reader sees them, after the rules about lines have been held.
fn unfolded(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n"));
    let bare = text.replace("\r\n", "");
    let stray = bare.chars().find(|letter| letter.is_control() && *letter != '\t');
    assert_eq!(stray, None, "{text:?}");
    let mut lines: Vec<String> = Vec::new();
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line:?}", line.len());
        match (line.strip_prefix(' '), lines.last_mut()) {
            (Some(rest), Some(before)) => before.push_str(rest),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// What a text is once line breaks are of one kind and control characters are gone, said in another way than the
/// code says it.
fn expected(text: &str, break_as: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\x0b' | '\x0c' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str(break_as),
            '\t' => out.push('\t'),
            '\0'..='\x1f' | '\x7f'..='\u{9f}' => {}
            _ => out.push(letter),
        }
    }
    out
}

#[test]
fn a_file_is_written_to_the_letter() {
    let entry = Entry {
        description: "Send it by noon; late ones wait,\nas a rule.".to_owned(),
        ..entry(day(2026, 12, 4), None)
    };
    let expect = "BEGIN:VCALENDAR\r\n\
        VERSION:2.0\r\n\
        PRODID:-//Coventry Alternative Provision//cap-application//EN\r\n\
        CALSCALE:GREGORIAN\r\n\
        X-WR-CALNAME:Alternative provision dates\r\n\
        X-WR-TIMEZONE:Europe/London\r\n\
        BEGIN:VEVENT\r\n\
        DESCRIPTION:Send it by noon\\; late ones wait\\,\\nas a rule.\r\n\
        DTEND;VALUE=DATE:20261205\r\n\
        DTSTAMP:20261122T154500Z\r\n\
        DTSTART;VALUE=DATE:20261204\r\n\
        SUMMARY:Deadline\r\n\
        TRANSP:TRANSPARENT\r\n\
        UID:2026-27/window-3/deadline@cap-application.coventry\r\n\
        END:VEVENT\r\n\
        END:VCALENDAR\r\n";
    assert_eq!(file(NOW, &[entry]).unwrap(), expect);
}

#[test]
fn the_last_day_belongs_to_it_and_the_end_does_not() {
    let check = |on, until, end| {
        let text = file(NOW, &[entry(on, until)]).unwrap();
        let calendar = parsed(&text);
        let event = events(&calendar)[0];
        assert_eq!(event.get_start(), Some(DatePerhapsTime::Date(on)));
        assert_eq!(event.get_end(), Some(DatePerhapsTime::Date(end)));
    };
    check(day(2026, 12, 4), None, day(2026, 12, 5));
    check(day(2026, 12, 4), Some(day(2026, 12, 4)), day(2026, 12, 5));
    check(day(2026, 11, 30), Some(day(2026, 12, 4)), day(2026, 12, 5));
    check(day(2026, 12, 31), None, day(2027, 1, 1));
    check(day(2026, 12, 21), Some(day(2027, 1, 1)), day(2027, 1, 2));
    check(day(2028, 2, 28), None, day(2028, 2, 29));
    check(day(2028, 2, 29), None, day(2028, 3, 1));
    check(day(2026, 2, 28), None, day(2026, 3, 1));
    // The days on which the clocks change are days like any other.
    check(day(2026, 3, 29), None, day(2026, 3, 30));
    check(day(2026, 10, 25), None, day(2026, 10, 26));
    check(day(1, 1, 1), Some(day(9999, 12, 30)), day(9999, 12, 31));
}

#[test]
fn what_cannot_stand_in_a_file_is_an_error() {
    let check = |now, entries: &[Entry], expect| assert_eq!(file(now, entries), Err(expect));
    let (on, until) = (day(2026, 12, 4), day(2026, 12, 3));
    check(NOW, &[], CalendarError::NoEntry);
    check(
        NOW,
        &[entry(on, None), entry(on, Some(until))],
        CalendarError::Backwards { on, until },
    );
    check(NOW, &[entry(day(9999, 12, 31), None)], CalendarError::Year);
    check(NOW, &[entry(day(0, 12, 31), None)], CalendarError::Year);
    check(NOW, &[entry(NaiveDate::MAX, None)], CalendarError::Year);
    check(i64::MAX, &[entry(on, None)], CalendarError::Year);
    check(8_640_000_000_000_000, &[entry(on, None)], CalendarError::Year);
}

#[test]
fn the_same_entry_has_the_same_uid_whenever_it_is_made() {
    let one = file(NOW, &[entry(day(2026, 12, 4), None)]).unwrap();
    let moved = file(NOW + 86_400_000, &[entry(day(2026, 12, 11), None)]).unwrap();
    let uid = |text: &str| events(&parsed(text))[0].get_uid().map(str::to_owned);
    assert_ne!(one, moved);
    assert_eq!(uid(&one), uid(&moved));
    assert_eq!(
        uid(&one).as_deref(),
        Some("2026-27/window-3/deadline@cap-application.coventry")
    );
}

#[test]
fn no_text_starts_a_property_of_its_own() {
    let check = |text: &str, summary: &str, description: &str| {
        let file = file(NOW, &[worded(text, text)]).unwrap();
        let lines = unfolded(&file);
        let starting = |name: &str| lines.iter().filter(|line| line.starts_with(name)).count();
        assert_eq!((starting("ATTACH"), starting("BEGIN:VEVENT")), (0, 1), "{file}");
        assert!(lines.contains(&format!("SUMMARY:{summary}")), "{file}");
        assert!(lines.contains(&format!("DESCRIPTION:{description}")), "{file}");
    };
    check("a\nATTACH:b", "a ATTACH:b", "a\\nATTACH:b");
    check("a\r\nATTACH:b", "a ATTACH:b", "a\\nATTACH:b");
    check("a\rATTACH:b", "a ATTACH:b", "a\\nATTACH:b");
    check("a\u{2028}ATTACH:b", "a ATTACH:b", "a\\nATTACH:b");
    check("a\u{85}ATTACH:b\0", "a ATTACH:b", "a\\nATTACH:b");
    check(
        "a\nEND:VEVENT\nBEGIN:VEVENT",
        "a END:VEVENT BEGIN:VEVENT",
        "a\\nEND:VEVENT\\nBEGIN:VEVENT",
    );
    check(
        "a\\nb, c; d: \"e\"",
        "a\\\\nb\\, c\\; d: \"e\"",
        "a\\\\nb\\, c\\; d: \"e\"",
    );
    check("a\tb", "a\tb", "a\tb");
}

#[test]
fn long_lines_are_folded_between_letters() {
    // Of each length, so that every fold has been at every place: the crate alone gives lines of 76 octets here.
    for letters in ["x", "“", "–", "é", "𝄞", " ", "–x "] {
        for times in 1..160 {
            let text = letters.repeat(times);
            let file = file(NOW, &[worded("Deadline", &text)]).unwrap();
            let lines = unfolded(&file);
            assert!(lines.contains(&format!("DESCRIPTION:{text}")), "{file}");
        }
    }
}

#[test]
fn the_page_and_the_worker_agree() {
    let entries = vec![entry(day(2026, 12, 4), Some(day(2026, 12, 11)))];
    let task = Task::Calendar {
        now: NOW,
        entries: entries.clone(),
    };
    assert_eq!(answer(&perform(&task.write())), Ok(file(NOW, &entries).unwrap()));
    let none = Task::Calendar {
        now: NOW,
        entries: Vec::new(),
    };
    let words = Err(Some("There is no date to put in the file.".to_owned()));
    assert_eq!(answer(&perform(&none.write())), words);
}

/// Texts with much of what matters in them.
fn text() -> impl Strategy<Value = String> {
    let awkward = prop::sample::select(vec![
        "\r\n",
        "\r",
        "\n",
        "\\",
        "\\n",
        ",",
        ";",
        ":",
        "\"",
        " ",
        "\t",
        "\0",
        "“",
        "–",
        "𝄞",
        "BEGIN:VEVENT",
        "END:VCALENDAR",
        "\u{2028}",
        "\u{7f}",
    ]);
    let piece = prop_oneof![awkward.prop_map(str::to_owned), any::<String>(), "[a-z ]{0,80}"];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_entry_reads_back_whatever_its_texts_are(
        texts in prop::collection::vec((text(), text(), text()), 1..4),
        first in 1..3_652_000, days in 0_u64..30,
    ) {
        let on = NaiveDate::from_num_days_from_ce_opt(first).unwrap();
        let entries: Vec<Entry> = texts
            .into_iter()
            .map(|(uid, summary, description)| Entry {
                uid,
                on,
                until: Some(on + chrono::Days::new(days)),
                summary,
                description,
            })
            .collect();
        let text = file(NOW, &entries).unwrap();
        prop_assert_eq!(&text, &file(NOW, &entries).unwrap());
        let lines = unfolded(&text);
        let begun = lines.iter().filter(|line| *line == "BEGIN:VEVENT").count();
        prop_assert_eq!(begun, entries.len());
        let calendar = parsed(&text);
        let found = events(&calendar);
        prop_assert_eq!(found.len(), entries.len());
        for (event, entry) in found.iter().zip(&entries) {
            let uid = expected(&entry.uid, " ") + ORIGIN;
            prop_assert_eq!(event.get_uid(), Some(uid.as_str()));
            let summary = expected(&entry.summary, " ");
            prop_assert_eq!(event.get_summary().unwrap_or_default(), summary);
            let description = expected(&entry.description, "\n");
            prop_assert_eq!(event.get_description().unwrap_or_default(), description);
            prop_assert_eq!(event.get_start(), Some(DatePerhapsTime::Date(on)));
        }
    }
}
