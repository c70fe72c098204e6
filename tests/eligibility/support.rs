//! The shipped files, answers written as `question=value`, and how a decision and a window are written in a table.

use std::sync::{Arc, LazyLock};

use cap_application::calendar::file::Calendar;
use cap_application::eligibility::decision::{Decision, Outcome, Standing, decide};
use cap_application::form::answer::{Answers, Place, Raw};
use cap_application::form::definition::Kind;
use cap_application::form::instance::Instance;
use cap_application::form::load::load;
use cap_application::form::model::Form;
use cap_application::programme::choice::choose;
use cap_application::programme::definition::{Level, Provision, Requirement};
use cap_application::programme::load::Edition;
use cap_application::programme::timeline::{Reach, timeline};
use chrono::NaiveDate;

pub static FORM: LazyLock<Arc<Form>> = LazyLock::new(|| {
    Arc::new(load("application.json", &shipped("form/application.json")).expect("the shipped form loads"))
});

pub static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    Calendar::load("calendar.json", &shipped("programme/calendar.json")).expect("the shipped calendar loads")
});

/// Oldest first.
pub static EDITIONS: LazyLock<Vec<Edition>> = LazyLock::new(|| {
    let load = |name: &str| {
        let text = shipped(&format!("programme/{name}"));
        Edition::load(name, &text, FORM.as_ref(), &CALENDAR).expect("the shipped edition loads")
    };
    vec![load("2024-25.json"), load("2025-26.json")]
});

fn shipped(name: &str) -> String {
    std::fs::read_to_string(format!("{}/public/{name}", env!("CARGO_MANIFEST_DIR"))).expect(name)
}

/// The rows of a table, cell by cell. Blank lines and those that begin with `#` are for the reader.
pub fn rows<const CELLS: usize>(table: &str) -> Vec<[&str; CELLS]> {
    let lines = table.lines().map(str::trim);
    let rows = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        cells
            .try_into()
            .unwrap_or_else(|_| panic!("not {CELLS} cells: {line}"))
    })
    .collect()
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("not a date: {text}"))
}

/// The edition to use on a date.
pub fn edition(on: NaiveDate) -> &'static Edition {
    &EDITIONS[choose(&EDITIONS, on).0]
}

/// The provision as the edition of a date has it.
pub fn provision(id: &str, on: NaiveDate) -> &'static Provision {
    edition(on)
        .provision(id)
        .unwrap_or_else(|| panic!("no provision {id}"))
}

/// An application for a provision on a date.
///
/// Facts are separated by blanks, and a later one replaces an earlier one: `question=value`, `question=` to leave it
/// blank, `group:question=value;question=value` for an item of a group. What a fact names must be in the form.
pub fn answered(provision: &str, facts: &str, on: NaiveDate) -> Instance {
    let mut instance = Instance::new(Arc::clone(&FORM), on, Answers::default());
    set(&mut instance, None, &format!("provision={provision}"));
    for fact in facts.split_whitespace() {
        match fact.split_once(':') {
            None => set(&mut instance, None, fact),
            Some((group, answers)) => {
                let group = FORM.repeat(group).unwrap_or_else(|| panic!("no group {group}")).0;
                let item = instance.add_item(group).expect("room for another");
                for answer in answers.split(';') {
                    set(&mut instance, Some(item), answer);
                }
            }
        }
    }
    instance
}

fn set(instance: &mut Instance, item: Option<u32>, fact: &str) {
    let (id, value) = fact
        .split_once('=')
        .unwrap_or_else(|| panic!("not a fact: {fact}"));
    let (_, asked) = FORM.question(id).unwrap_or_else(|| panic!("no question {id}"));
    let known = asked.choices.is_empty() || asked.choices.iter().any(|choice| choice.value == value);
    assert!(known || value.is_empty(), "no choice {fact}");
    let raw = match asked.definition.kind {
        Kind::Date { .. } => date_boxes(value),
        Kind::Checkboxes { .. } => panic!("no eligibility hangs on {id}"),
        _ => Raw::Text(value.to_owned()),
    };
    let place = item.map_or_else(|| Place::single(id), |item| Place::in_item(id, item));
    instance.set(&place, raw);
}

/// A date as the three boxes of a form have it.
pub fn date_boxes(text: &str) -> Raw {
    let parts = ["year", "month", "day"].into_iter().zip(text.split('-'));
    Raw::Fields(
        parts
            .map(|(name, part)| (name.to_owned(), part.to_owned()))
            .collect(),
    )
}

/// Whether an application waits for a requirement.
pub fn stops(requirement: &Requirement) -> bool {
    match requirement.level {
        Level::Blocker => true,
        Level::Expected => requirement.speak_to_cap,
        Level::Consideration => false,
    }
}

/// The outcome in a word or two, with the counts it carries checked against the findings.
pub fn outcome(decision: &Decision<'_>) -> &'static str {
    let count = |standing| {
        let findings = decision.findings.iter();
        findings
            .filter(|finding| finding.standing == standing && stops(finding.requirement))
            .count()
    };
    match decision.outcome {
        Outcome::ReadyToApply => "ready",
        Outcome::SpeakToCap => "speak",
        Outcome::NotReady { outstanding } => {
            assert_eq!(outstanding, count(Standing::Unmet));
            "not ready"
        }
        Outcome::MoreAnswersNeeded { unknown } => {
            assert_eq!(unknown, count(Standing::Unknown));
            "answers"
        }
    }
}

/// What is open: `id` stops an application, `?id` might and is not known, `~id` is expected and stops nothing.
pub fn open(decision: &Decision<'_>) -> String {
    let marked = |finding: &cap_application::eligibility::decision::Finding<'_>| {
        let requirement = finding.requirement;
        let mark = match (finding.standing, stops(requirement), requirement.level) {
            (Standing::Unmet, true, _) => "",
            (Standing::Unknown, true, _) => "?",
            (Standing::Unmet, false, Level::Expected) => "~",
            _ => return None,
        };
        Some(format!("{mark}{}", requirement.id))
    };
    let ids: Vec<String> = decision.findings.iter().filter_map(marked).collect();
    ids.join(" ")
}

/// The window an application can reach, with the days left: `2024-12-04 in 14`.
pub fn window(id: &str, on: NaiveDate) -> String {
    match timeline(edition(on), provision(id, on), on, &CALENDAR).reach {
        Reach::AnyTime => "any time".to_owned(),
        Reach::Window { id, days, .. } => format!("{id} in {days}"),
        Reach::AllClosed { last } => format!("closed {last}"),
        Reach::NonePublished => "none published".to_owned(),
    }
}

/// How one requirement stands, as a word.
pub fn standing(id: &str, requirement: &str, facts: &Instance) -> Standing {
    let provision = provision(id, facts.stated());
    let decision = decide(provision, facts);
    let found = decision
        .findings
        .iter()
        .find(|finding| finding.requirement.id == requirement);
    found
        .unwrap_or_else(|| panic!("{id} has no {requirement}"))
        .standing
}
