//! Checks of an edition's sources, notes and register, and that what is cited is there and the other way round.

use super::definition::{EditionFile, Status};
use super::load::FormRules;
use crate::mistake::Mistakes;

/// The guidance pages that can show a register item.
const PAGES: [&str; 5] = ["about", "provisions", "deadlines", "early-help", "panels"];
/// The contradictions and gaps of the domain dossier are numbered X1 to this.
const LAST_NOTE: u32 = 23;

pub(super) fn check(file: &EditionFile, form: &dyn FormRules, mistakes: &mut Mistakes<'_>) {
    let sources = check_sources(file, mistakes);
    check_notes(file, mistakes);
    let cites = all_cites(file);
    let cited = |id: &str| cites.iter().any(|(_, other)| *other == id);
    let mut seen = Vec::new();
    for (index, item) in file.register.iter().enumerate() {
        let path = format!("register[{index}]");
        mistakes.unique(&mut seen, &format!("{path}.id"), &item.id);
        if number_after('R', &item.id).is_none() || item.id.len() != 4 {
            mistakes.add(
                &format!("{path}.id"),
                format!("\"{}\" is not R and three digits", item.id),
                "Write it like R001",
            );
        }
        mistakes.filled(&format!("{path}.says"), &item.says);
        if !sources.contains(&item.source.as_str()) {
            mistakes.add(
                &format!("{path}.source"),
                format!("there is no source \"{}\"", item.source),
                "Use the id of one under \"sources\", or add it there",
            );
        }
        let path = format!("{path}.status");
        match &item.status {
            Status::Cited if !cited(&item.id) && !form.is_cited(&item.id) => mistakes.add(
                &path,
                format!("nothing cites {}", item.id),
                "Cite it in a question, page, requirement, window or provision, or mark it otherwise",
            ),
            Status::Cited => {}
            Status::Information(page) if !PAGES.contains(&page.as_str()) => mistakes.add(
                &path,
                format!("there is no guidance page \"{page}\""),
                format!("Use one of {}", PAGES.join(", ")),
            ),
            Status::Information(_) => {}
            Status::OutOfScope(reason) => mistakes.filled(&path, reason),
        }
    }
    for (path, id) in cites.iter().filter(|(_, id)| !seen.contains(id) && !is_note(id)) {
        mistakes.add(
            path,
            format!("there is no register item or note \"{id}\""),
            "Use the id of one in this file, or add it to the register",
        );
    }
}

fn check_sources<'a>(file: &'a EditionFile, mistakes: &mut Mistakes<'_>) -> Vec<&'a str> {
    let mut sources = Vec::new();
    for (index, source) in file.sources.iter().enumerate() {
        let path = format!("sources[{index}]");
        mistakes.unique(&mut sources, &format!("{path}.id"), &source.id);
        mistakes.filled(&format!("{path}.title"), &source.title);
    }
    sources
}

fn check_notes(file: &EditionFile, mistakes: &mut Mistakes<'_>) {
    let mut seen = Vec::new();
    for (index, note) in file.notes.iter().enumerate() {
        let path = format!("notes[{index}]");
        mistakes.unique(&mut seen, &format!("{path}.id"), &note.id);
        if !is_note(&note.id) {
            mistakes.add(
                &format!("{path}.id"),
                format!("there is no note \"{}\"", note.id),
                format!("Use X1 to X{LAST_NOTE}"),
            );
        }
        mistakes.filled(&format!("{path}.text"), &note.text);
        mistakes.filled(&format!("{path}.handling"), &note.handling);
        for provision in &note.provisions {
            if !file.provisions.iter().any(|known| known.id == *provision) {
                mistakes.add(
                    &format!("{path}.provisions"),
                    format!("there is no provision \"{provision}\""),
                    "Use the id of one in this file",
                );
            }
        }
    }
}

/// Everything the edition itself cites, with where.
fn all_cites(file: &EditionFile) -> Vec<(String, &str)> {
    let mut lists: Vec<(String, &[String])> = Vec::new();
    for (index, provision) in file.provisions.iter().enumerate() {
        let path = format!("provisions[{index}]");
        for (index, requirement) in provision.requirements.iter().enumerate() {
            lists.push((format!("{path}.requirements[{index}].cites"), &requirement.cites));
        }
        lists.push((format!("{path}.cites"), &provision.cites));
    }
    for (index, window) in file.windows.iter().enumerate() {
        lists.push((format!("windows[{index}].cites"), &window.cites));
    }
    lists
        .into_iter()
        .flat_map(|(path, ids)| ids.iter().map(move |id| (path.clone(), id.as_str())))
        .collect()
}

pub(super) fn is_note(id: &str) -> bool {
    number_after('X', id).is_some_and(|number| (1..=LAST_NOTE).contains(&number)) && !id.starts_with("X0")
}

fn number_after(letter: char, id: &str) -> Option<u32> {
    id.strip_prefix(letter)
        .filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))?
        .parse()
        .ok()
}
