//! What an application made on a stated date can still reach, as dates in order.

use chrono::NaiveDate;

use super::definition::{EditionFile, Intake, PrintedDate, Provision, Window};
use super::load::Edition;
use super::placement;
use crate::calendar::file::Calendar;
use crate::calendar::school_days::SchoolWeek;
use crate::calendar::words;

/// What lies ahead of an application for one provision.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// The stated date it is measured on.
    pub on: NaiveDate,
    /// Which window it can reach.
    pub reach: Reach,
    /// Dates in order, the deadline first. Empty unless a window is reached.
    pub events: Vec<Event>,
    /// The start in words, where the window gives no day: "September 2025".
    pub start_in_words: Option<String>,
    /// The school weeks of the placement. Empty where it has no fixed number, or no start or term dates are known.
    pub weeks: Vec<PlacementWeek>,
    /// What to know about this window and how far the dates can be trusted.
    pub notes: Vec<String>,
}

/// Which window an application can still reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Applications are taken at any time; there is no deadline and no panel date.
    AnyTime,
    /// The first window that takes the provision and is open to the end of the stated date (X22).
    Window {
        /// Its id.
        id: String,
        /// Days left; 0 on the day of the deadline itself.
        days: i64,
        /// School days among them. `None` where term dates are not known.
        school_days: Option<u32>,
    },
    /// The edition has windows for the provision and the last has closed.
    AllClosed {
        /// The last deadline.
        last: NaiveDate,
    },
    /// The edition publishes no window for the provision.
    NonePublished,
}

/// A date of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What happens.
    pub kind: EventKind,
    /// When.
    pub on: NaiveDate,
    /// What happens, in words, without the date.
    pub label: &'static str,
    /// Anything to know about it.
    pub note: Option<String>,
}

/// What happens on a date of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    /// Last day for the application, to its end.
    Deadline,
    /// A meeting of a panel or of headteachers.
    Meeting,
    /// Last day for the e-mail with the panel's outcome.
    OutcomeDue,
    /// First day or week of the placement.
    Start,
    /// First day of the weeks back at school.
    BackToSchool,
    /// Last day of the placement.
    End,
}

/// One school week of a placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacementWeek {
    /// Counted from 1.
    pub number: u8,
    /// First and last school day.
    pub week: SchoolWeek,
    /// `true`: at the provision. `false`: going back to school.
    pub away: bool,
    /// The day at the home school, where it is a school day of this week.
    pub home_day: Option<NaiveDate>,
}

/// The first window, in order of deadline, that takes a provision and has not closed by the end of a date.
pub fn next_window<'a>(
    edition: &'a EditionFile,
    provision: &str,
    on: NaiveDate,
) -> Option<(&'a Window, &'a Intake)> {
    intakes(edition, provision).find(|(window, _)| window.deadline.on >= on)
}

/// The timeline of an application for a provision of this edition, made on a stated date.
pub fn timeline(edition: &Edition, provision: &Provision, on: NaiveDate, calendar: &Calendar) -> Timeline {
    let file = edition.file();
    let empty = |reach| Timeline {
        on,
        reach,
        events: Vec::new(),
        start_in_words: None,
        weeks: Vec::new(),
        notes: Vec::new(),
    };
    if !provision.windowed {
        return empty(Reach::AnyTime);
    }
    let Some((window, intake)) = next_window(file, &provision.id, on) else {
        let last = intakes(file, &provision.id).last();
        return empty(last.map_or(Reach::NonePublished, |(last, _)| Reach::AllClosed {
            last: last.deadline.on,
        }));
    };
    let deadline = window.deadline.on;
    let mut timeline = empty(Reach::Window {
        id: window.id.clone(),
        days: (deadline - on).num_days(),
        school_days: calendar.school_days_between(on, deadline),
    });
    timeline
        .notes
        .extend(window.note.iter().chain(&intake.note).cloned());
    timeline.start_in_words.clone_from(&intake.starts_in_words);
    timeline.add_meetings(window);
    if provision.panel {
        timeline.add_outcome(window, file.outcome_working_days, calendar);
    }
    if let Some(start) = &intake.starts {
        timeline.add_placement(provision, start, calendar);
    }
    timeline.add_trust(calendar);
    timeline
}

fn intakes<'a>(edition: &'a EditionFile, provision: &str) -> impl Iterator<Item = (&'a Window, &'a Intake)> {
    edition.windows.iter().filter_map(move |window| {
        window
            .takes
            .iter()
            .find(|intake| intake.provision == provision)
            .map(|intake| (window, intake))
    })
}

impl Timeline {
    /// Adds an event after those of the same date.
    fn add(&mut self, kind: EventKind, on: NaiveDate, label: &'static str, note: Option<String>) {
        let event = Event {
            kind,
            on,
            label,
            note,
        };
        let at = self.events.partition_point(|other| other.on <= on);
        self.events.insert(at, event);
    }

    fn add_meetings(&mut self, window: &Window) {
        let deadline = &window.deadline;
        self.add(
            EventKind::Deadline,
            deadline.on,
            "Last day to apply",
            deadline.note.clone(),
        );
        for meeting in &window.meetings {
            self.add(
                EventKind::Meeting,
                meeting.on,
                "Panel or placement meeting",
                meeting.note.clone(),
            );
        }
    }

    /// Working days are counted from the last meeting of the window (X15).
    fn add_outcome(&mut self, window: &Window, working_days: u8, calendar: &Calendar) {
        let Some(last) = window.meetings.last() else {
            return;
        };
        match calendar.working_day_after(last.on, u32::from(working_days)) {
            None => self.notes.push(format!(
                "When the outcome is due cannot be worked out: bank holidays are known here only to {}.",
                calendar.known_to()
            )),
            Some(due) => {
                let closed = calendar.is_school_day(due) == Some(false);
                let note = closed.then(|| "Schools are likely to be closed on this day.".to_owned());
                self.add(
                    EventKind::OutcomeDue,
                    due,
                    "Panel outcome e-mailed by the end of this day",
                    note,
                );
            }
        }
    }

    fn add_placement(&mut self, provision: &Provision, start: &PrintedDate, calendar: &Calendar) {
        let plan = provision.placement.as_ref();
        let at_home = plan.is_some_and(|plan| plan.home_day.as_deref() == Some(words::weekday(start.on)));
        let label = if at_home {
            "Placement begins in the week of this day"
        } else {
            "Placement starts"
        };
        self.add(EventKind::Start, start.on, label, start.note.clone());
        let Some(plan) = plan else { return };
        let Some(weeks) = placement::weeks(plan, start.on, calendar) else {
            self.notes.push(
                "The weeks of the placement cannot be shown: term dates are not known here.".to_owned(),
            );
            return;
        };
        if let Some(back) = weeks.iter().find(|week| !week.away) {
            self.add(
                EventKind::BackToSchool,
                back.week.first,
                "Weeks back at school begin",
                None,
            );
        }
        if let Some(last) = weeks.last() {
            self.add(EventKind::End, last.week.last, "Last day of the placement", None);
        }
        self.weeks = weeks;
    }

    /// Says so where school days or weeks rest on term dates that Coventry has not published.
    fn add_trust(&mut self, calendar: &Calendar) {
        let counted = matches!(
            self.reach,
            Reach::Window {
                school_days: Some(_),
                ..
            }
        );
        let last = self.events.last().map_or(self.on, |event| event.on);
        if (counted || !self.weeks.is_empty()) && calendar.terms_are_inferred(self.on, last) {
            self.notes.push(
                "School days and weeks are counted with term dates that are inferred, not published by Coventry. Check them against your school's."
                    .to_owned(),
            );
        }
    }
}
