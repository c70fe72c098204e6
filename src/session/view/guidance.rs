//! Guidance pages, made from the edition's own file.

use chrono::NaiveDate;

use crate::calendar::words;
use crate::later::Entry;
use crate::programme::definition::{
    EditionFile, Intake, PrintedDate, Provision, RegisterItem, Status, Window,
};
use crate::session::state::Session;
use crate::session::view::timeline::entry_uid;
use crate::session::view_model::{Fact, GuidanceBlock, GuidanceView};

/// The heading of a guidance page, by its name.
pub(in crate::session) fn title(name: &str) -> Option<&'static str> {
    Some(match name {
        "about" => "About alternative provision in Coventry",
        "provisions" => "What you can apply for",
        "deadlines" => "Deadlines and panel dates",
        "early-help" => "Early Help",
        "panels" => "The panels",
        _ => return None,
    })
}

impl Session {
    /// A guidance page by its name.
    pub fn guidance(&self, name: &str) -> Option<GuidanceView> {
        let rules = self.rules()?;
        let edition = rules.edition(self.stated()).0.file();
        let title = title(name)?;
        let mut blocks = match name {
            "provisions" => edition
                .provisions
                .iter()
                .map(|provision| provision_block(edition, provision))
                .collect(),
            "deadlines" => rules
                .editions
                .iter()
                .rev()
                .flat_map(|edition| window_blocks(edition.file(), self.stated()))
                .collect(),
            _ => Vec::new(),
        };
        blocks.extend(register_blocks(edition, name));
        if name == "about" {
            blocks.push(notes_block(edition));
        }
        Some(GuidanceView {
            title: title.to_owned(),
            blocks,
        })
    }
}

fn provision_block(edition: &EditionFile, provision: &Provision) -> GuidanceBlock {
    let fact = |name: &str, text: &str| Fact {
        key: name.to_owned(),
        value: text.to_owned(),
        keep: None,
    };
    let notes = edition
        .notes
        .iter()
        .filter(|note| note.provisions.contains(&provision.id));
    GuidanceBlock {
        heading: provision.name.clone(),
        paragraphs: vec![provision.summary.clone()],
        facts: vec![
            fact("How long", &provision.length),
            fact("How often", &provision.attendance),
            fact("School roll", &provision.roll),
            fact("Who decides", &provision.decided_by),
        ],
        items: notes
            .map(|note| format!("{} {}", note.text, note.handling))
            .collect(),
        source: None,
    }
}

fn window_blocks(edition: &EditionFile, on: NaiveDate) -> Vec<GuidanceBlock> {
    if edition.windows.is_empty() {
        let text = format!(
            "No dates are published here for {}. Ask CAP for the next deadline.",
            edition.edition
        );
        return vec![GuidanceBlock {
            heading: edition.edition.clone(),
            paragraphs: vec![text],
            ..GuidanceBlock::default()
        }];
    }
    edition
        .windows
        .iter()
        .map(|window| window_block(edition, window, on))
        .collect()
}

/// A window whose deadline has passed says so in its heading: no expired date may look live (X21).
fn window_block(edition: &EditionFile, window: &Window, on: NaiveDate) -> GuidanceBlock {
    let (past, ahead) = ("closed on", "apply by");
    let word = if window.deadline.on < on { past } else { ahead };
    let day = |date: &PrintedDate| words::day(date.on);
    let fact = |key: &str, uid: &str, summary: String, date: &PrintedDate| Fact {
        key: key.to_owned(),
        value: day(date),
        keep: (date.on >= on).then(|| Entry {
            uid: entry_uid(&edition.edition, &window.id, uid),
            on: date.on,
            until: None,
            summary,
            description: takes(edition, window),
        }),
    };
    let last_day = "Alternative provision: Last day to apply".to_owned();
    let mut facts = vec![fact("Deadline", "deadline", last_day, &window.deadline)];
    for (at, meeting) in window.meetings.iter().enumerate() {
        let uid = format!("meeting-{}", at + 1);
        let summary = "Alternative provision: Panel or placement meeting".to_owned();
        facts.push(fact("Meeting", &uid, summary, meeting));
    }
    for (intake, starts) in window
        .takes
        .iter()
        .filter_map(|intake| Some((intake, intake.starts.as_ref()?)))
    {
        let name = name_of(edition, &intake.provision);
        let uid = format!("{}-start", intake.provision);
        facts.push(fact(
            &format!("Start of {name}"),
            &uid,
            format!("{name}: Placement starts"),
            starts,
        ));
    }
    GuidanceBlock {
        heading: format!("{}: {word} {}", edition.edition, day(&window.deadline)),
        paragraphs: window.note.iter().cloned().collect(),
        facts,
        items: window
            .takes
            .iter()
            .map(|intake| intake_line(edition, intake))
            .collect(),
        source: None,
    }
}

/// The provisions of a window, in a sentence.
fn takes(edition: &EditionFile, window: &Window) -> String {
    let lines: Vec<String> = window
        .takes
        .iter()
        .map(|intake| intake_line(edition, intake))
        .collect();
    format!("Takes applications for: {}", lines.join("; "))
}

/// The full name of a provision.
fn name_of<'a>(edition: &'a EditionFile, id: &'a str) -> &'a str {
    let provision = edition.provisions.iter().find(|provision| provision.id == id);
    provision.map_or(id, |provision| provision.name.as_str())
}

fn intake_line(edition: &EditionFile, intake: &Intake) -> String {
    let mut line = name_of(edition, &intake.provision).to_owned();
    if let Some(starts) = &intake.starts {
        line.push_str(&format!(", starting {}", words::day(starts.on)));
    } else if let Some(starts) = &intake.starts_in_words {
        line.push_str(&format!(", starting {starts}"));
    }
    if let Some(note) = &intake.note {
        line.push_str(&format!(". {note}"));
    }
    line
}

/// Register items for information on this page, grouped by the section of the source they come from.
fn register_blocks(edition: &EditionFile, name: &str) -> Vec<GuidanceBlock> {
    let mut blocks: Vec<GuidanceBlock> = Vec::new();
    let here = |item: &&RegisterItem| matches!(&item.status, Status::Information(page) if page == name);
    for item in edition.register.iter().filter(here) {
        let at = match blocks.iter().position(|block| block.heading == item.section) {
            Some(at) => at,
            None => {
                let source = edition.sources.iter().find(|source| source.id == item.source);
                blocks.push(GuidanceBlock {
                    heading: item.section.clone(),
                    source: source.map(|source| source.title.clone()),
                    ..GuidanceBlock::default()
                });
                blocks.len() - 1
            }
        };
        blocks[at].items.push(item.says.clone());
    }
    blocks
}

fn notes_block(edition: &EditionFile) -> GuidanceBlock {
    GuidanceBlock {
        heading: "Where the guidance is unclear".to_owned(),
        items: edition
            .notes
            .iter()
            .map(|note| format!("{} {}", note.text, note.handling))
            .collect(),
        ..GuidanceBlock::default()
    }
}
