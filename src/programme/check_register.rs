//! Checks of an edition's sources, notes and register, and that what is cited is there and the other way round.

use std::fmt::Arguments;

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
    let mut cites = Vec::new();
    each_cite(file, &mut |_, id| cites.push(id));
    let cited = |id: &str| cites.contains(&id);
    let mut seen = Vec::new();
    for (index, item) in file.register.iter().enumerate() {
        let path = format_args!("register[{index}]");
        mistakes.unique(&mut seen, format_args!("{path}.id"), &item.id);
        if number_after('R', &item.id).is_none() || item.id.len() != 4 {
            mistakes.add(
                format_args!("{path}.id"),
                format_args!("\"{}\" is not R and three digits", item.id),
                format_args!("Write it like R001"),
            );
        }
        mistakes.filled(format_args!("{path}.says"), &item.says);
        if !sources.contains(&item.source.as_str()) {
            mistakes.add(
                format_args!("{path}.source"),
                format_args!("there is no source \"{}\"", item.source),
                format_args!("Use the id of one under \"sources\", or add it there"),
            );
        }
        let path = format_args!("{path}.status");
        match &item.status {
            Status::Cited if !cited(&item.id) && !form.is_cited(&item.id) => mistakes.add(
                path,
                format_args!("nothing cites {}", item.id),
                format_args!(
                    "Cite it in a question, page, requirement, window or provision, or mark it otherwise"
                ),
            ),
            Status::Cited => {}
            Status::Information(page) if !PAGES.contains(&page.as_str()) => mistakes.add(
                path,
                format_args!("there is no guidance page \"{page}\""),
                format_args!("Use one of {}", PAGES.join(", ")),
            ),
            Status::Information(_) => {}
            Status::OutOfScope(reason) => mistakes.filled(path, reason),
        }
    }
    each_cite(file, &mut |path, id| {
        if !seen.contains(&id) && !is_note(id) {
            mistakes.add(
                path,
                format_args!("there is no register item or note \"{id}\""),
                format_args!("Use the id of one in this file, or add it to the register"),
            );
        }
    });
}

fn check_sources<'a>(file: &'a EditionFile, mistakes: &mut Mistakes<'_>) -> Vec<&'a str> {
    let mut sources = Vec::new();
    for (index, source) in file.sources.iter().enumerate() {
        let path = format_args!("sources[{index}]");
        mistakes.unique(&mut sources, format_args!("{path}.id"), &source.id);
        mistakes.filled(format_args!("{path}.title"), &source.title);
    }
    sources
}

fn check_notes(file: &EditionFile, mistakes: &mut Mistakes<'_>) {
    let mut seen = Vec::new();
    for (index, note) in file.notes.iter().enumerate() {
        let path = format_args!("notes[{index}]");
        mistakes.unique(&mut seen, format_args!("{path}.id"), &note.id);
        if !is_note(&note.id) {
            mistakes.add(
                format_args!("{path}.id"),
                format_args!("there is no note \"{}\"", note.id),
                format_args!("Use X1 to X{LAST_NOTE}"),
            );
        }
        mistakes.filled(format_args!("{path}.text"), &note.text);
        mistakes.filled(format_args!("{path}.handling"), &note.handling);
        for provision in &note.provisions {
            if !file.provisions.iter().any(|known| known.id == *provision) {
                mistakes.add(
                    format_args!("{path}.provisions"),
                    format_args!("there is no provision \"{provision}\""),
                    format_args!("Use the id of one in this file"),
                );
            }
        }
    }
}

/// Calls `each` with everything the edition itself cites, and where.
fn each_cite<'a>(file: &'a EditionFile, each: &mut dyn FnMut(Arguments<'_>, &'a str)) {
    let mut all = |path: Arguments<'_>, ids: &'a [String]| {
        for id in ids {
            each(path, id);
        }
    };
    for (index, provision) in file.provisions.iter().enumerate() {
        let path = format_args!("provisions[{index}]");
        for (index, requirement) in provision.requirements.iter().enumerate() {
            all(
                format_args!("{path}.requirements[{index}].cites"),
                &requirement.cites,
            );
        }
        all(format_args!("{path}.cites"), &provision.cites);
    }
    for (index, window) in file.windows.iter().enumerate() {
        all(format_args!("windows[{index}].cites"), &window.cites);
    }
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
