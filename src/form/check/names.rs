//! Ids: present, unique, in shape, and leading somewhere.

use std::fmt::Arguments;

use crate::sorted::Set;

use crate::form::definition::{Choice, Choices, FormFile, Kind, Page, Question};
use crate::mistake::Mistakes;

/// Page ids that an address uses for something else.
pub const RESERVED_PAGES: [&str; 5] = ["changes", "check-answers", "hand-over", "readiness", "sent"];

/// Checks ids, reveals, group names and choice lists.
pub fn names(file: &FormFile, mistakes: &mut Mistakes) {
    let mut seen = Seen::default();
    for section in &file.sections {
        let path = format_args!("section \"{}\"", section.id);
        seen.take("section id", &section.id, path, mistakes);
        if section.pages.is_empty() {
            mistakes.add(
                path,
                format_args!("the section has no pages"),
                format_args!("Give it a page, or take it away"),
            );
        }
        for page in &section.pages {
            check_page(page, &mut seen, mistakes);
        }
    }
    for (name, choices) in &file.choice_sets {
        check_choices(choices, format_args!("choice set \"{name}\""), mistakes);
    }
    let provision = file
        .sections
        .iter()
        .flat_map(|section| &section.pages)
        .flat_map(|page| &page.questions);
    let provision = provision
        .into_iter()
        .find(|question| question.id == file.provision_question);
    if !matches!(
        provision.map(|question| &question.kind),
        Some(Kind::Radios { .. })
    ) {
        let problem = format_args!(
            "\"{}\" is not a radios question of the form",
            file.provision_question
        );
        mistakes.add(
            format_args!("provision_question"),
            problem,
            format_args!("Name the radios question whose choices are the provisions"),
        );
    }
}

#[derive(Default)]
struct Seen(Set);

impl Seen {
    fn take(&mut self, what: &'static str, id: &str, path: Arguments<'_>, mistakes: &mut Mistakes) {
        let shape = id.starts_with(|first: char| first.is_ascii_lowercase())
            && id.chars().all(|letter| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_-".contains(letter)
            });
        let named = format!("the {what} \"{id}\"");
        if !shape {
            let problem = format_args!("{named} has letters that an id may not have");
            mistakes.add(
                path,
                problem,
                format_args!("Use lower-case letters, digits, - and _, a letter first"),
            );
        }
        if self.0.contains(&named) {
            let problem = format_args!("{named} is used twice");
            mistakes.add(path, problem, format_args!("Give one of them another id"));
        }
        self.0.insert(named);
    }
}

fn check_page(page: &Page, seen: &mut Seen, mistakes: &mut Mistakes) {
    let path = format_args!("page \"{}\"", page.id);
    seen.take("page id", &page.id, path, mistakes);
    if RESERVED_PAGES.contains(&page.id.as_str()) {
        mistakes.add(
            path,
            format_args!("the program uses this address itself"),
            format_args!("Give the page another id"),
        );
    }
    if page.questions.is_empty() {
        mistakes.add(
            path,
            format_args!("the page has no questions"),
            format_args!("Give it a question, or take it away"),
        );
    }
    if let Some(repeat) = &page.repeat {
        seen.take("repeat id", &repeat.id, path, mistakes);
        if repeat.at_least > repeat.at_most || repeat.at_most == 0 {
            mistakes.add(
                path,
                format_args!("at_least is more than at_most, or at_most is 0"),
                format_args!("Make at_most 1 or more, and at_least no more than that"),
            );
        }
        if repeat.named_by.is_empty() {
            mistakes.add(
                path,
                format_args!("nothing names an item"),
                format_args!("List a question of the page in named_by"),
            );
        }
        for id in repeat
            .named_by
            .iter()
            .filter(|id| page.questions.iter().all(|question| question.id != **id))
        {
            mistakes.add(
                path,
                format_args!("named_by has \"{id}\", which is not on this page"),
                format_args!("Use ids of questions on this page"),
            );
        }
    }
    for (at, question) in page.questions.iter().enumerate() {
        let path = format_args!("page \"{}\", question \"{}\"", page.id, question.id);
        seen.take("question id", &question.id, path, mistakes);
        check_question(question, &page.questions[at + 1..], path, mistakes);
    }
}

fn check_question(question: &Question, later: &[Question], path: Arguments<'_>, mistakes: &mut Mistakes) {
    if let Kind::Radios {
        choices: Choices::List(list),
    }
    | Kind::Checkboxes {
        choices: Choices::List(list),
    } = &question.kind
    {
        check_choices(list, path, mistakes);
    }
    if let Kind::Number { min, max, .. } = &question.kind
        && min > max
    {
        mistakes.add(
            path,
            format_args!("min is more than max"),
            format_args!("Swap them"),
        );
    }
    let mut codes = Vec::new();
    for constraint in &question.constraints {
        let code = constraint.id.as_str();
        if codes.contains(&code) {
            let problem = format_args!("two constraints are called \"{}\"", constraint.id);
            mistakes.add(path, problem, format_args!("Give one of them another id"));
        }
        codes.push(code);
    }
    if !question.reveals.is_empty()
        && !matches!(
            question.kind,
            Kind::YesNo | Kind::Radios { .. } | Kind::Checkboxes { .. }
        )
    {
        mistakes.add(
            path,
            format_args!("only radios, yes/no and checkboxes can reveal questions"),
            format_args!("Use a relevant condition instead"),
        );
    }
    for id in question.reveals.values().flatten() {
        if later.iter().all(|other| other.id != *id) {
            let problem = format_args!("it reveals \"{id}\", which is not a later question on the same page");
            mistakes.add(
                path,
                problem,
                format_args!("Move that question to this page, after this one"),
            );
        }
    }
}

fn check_choices(choices: &[Choice], path: Arguments<'_>, mistakes: &mut Mistakes) {
    if choices.is_empty() {
        mistakes.add(
            path,
            format_args!("there are no choices"),
            format_args!("Add at least one"),
        );
    }
    for (at, choice) in choices.iter().enumerate() {
        if choices[..at].iter().any(|before| before.value == choice.value) {
            let problem = format_args!("the choice \"{}\" is there twice", choice.value);
            mistakes.add(
                path,
                problem,
                format_args!("Take one away, or give it another value"),
            );
        }
    }
}
