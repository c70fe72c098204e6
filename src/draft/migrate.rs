//! An application that was begun with another form than the present one.
//!
//! Answers carry over by the id of their question, where the question still takes them. What does not carry over is kept
//! in the draft in words, and shown. The other form is at hand as it was published, because the device keeps a copy of
//! every form that its drafts were answered with; without it only answers can be compared, and the page says so.

use super::stored::{Draft, Earlier};
use crate::form::answer::{Group, Item, Raw, RawAnswers};
use crate::form::definition::{Choice, Kind};
use crate::form::model::{Form, FormQuestion};
use crate::sorted::{Map, Set};

/// How a question differs from what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not asked.
    New,
    /// It takes another kind of answer, or has other choices.
    Answer,
    /// It is asked in other words; how it was asked.
    Words(String),
    /// Whether it is asked, must be answered, or what is accepted.
    Rules,
}

/// The draft as the present form takes it. `old`: the form it was answered with, where that is known.
pub fn migrate(old: Option<&Form>, new: &Form, draft: &Draft) -> Draft {
    let mut draft = draft.clone();
    let mut moving = Moving {
        old,
        new,
        earlier: Vec::new(),
    };
    draft.answers.single = moving.answers(std::mem::take(&mut draft.answers.single), None);
    let mut repeats: Map<Group> = Map::new();
    for (id, group) in std::mem::take(&mut draft.answers.repeats) {
        let kept = moving.group(&id, group);
        if new.repeat(&id).is_some() {
            repeats.insert(id, kept);
        }
    }
    draft.answers.repeats = repeats;
    draft
        .removed
        .retain(|removed| new.repeat(&removed.repeat).is_some());
    for removed in &mut draft.removed {
        let answers = std::mem::take(&mut removed.item.answers);
        removed.item.answers = moving.answers(answers, Some((&removed.repeat, "")));
    }
    draft.earlier.append(&mut moving.earlier);
    new.version.clone_into(&mut draft.form_version);
    draft
}

/// How a question of the present form differs from the other one. `None`: it does not.
pub fn change(old: &Form, new: &Form, question: &FormQuestion) -> Option<Change> {
    let definition = &question.definition;
    let group = question.repeat.map(|at| new.repeats[at].definition.id.as_str());
    let Some(before) = self::question(old, &definition.id, group) else {
        return Some(Change::New);
    };
    let was = &before.definition;
    let same_answers = same_answers(before, question);
    let limits = std::mem::discriminant(&was.kind) == std::mem::discriminant(&definition.kind)
        && !matches!(definition.kind, Kind::Declaration { .. })
        && before.choices == question.choices;
    if !same_answers && !limits {
        return Some(Change::Answer);
    }
    if was.label != definition.label || was.hint != definition.hint {
        return Some(Change::Words(was.label.clone()));
    }
    let (page_before, page) = (&old.pages[before.page], &new.pages[question.page]);
    let same = same_answers
        && was.required == definition.required
        && was.constraints == definition.constraints
        && was.relevant == definition.relevant
        && page_before.relevant == page.relevant
        && old.sections[page_before.section].relevant == new.sections[page.section].relevant;
    (!same).then_some(Change::Rules)
}

fn same_answers(old: &FormQuestion, new: &FormQuestion) -> bool {
    let (before, now) = (&old.definition.kind, &new.definition.kind);
    let listed = |kind: &Kind| {
        matches!(
            kind,
            Kind::Radios { .. } | Kind::Checkboxes { .. } | Kind::Suggest { .. }
        )
    };
    old.choices == new.choices
        && match listed(now) {
            // The name of a shared list is nothing that a person sees.
            true => std::mem::discriminant(before) == std::mem::discriminant(now),
            false => before == now,
        }
}

struct Moving<'a> {
    old: Option<&'a Form>,
    new: &'a Form,
    earlier: Vec<Earlier>,
}

impl Moving<'_> {
    fn group(&mut self, id: &str, group: Group) -> Group {
        let known = self
            .old
            .and_then(|old| old.repeat(id))
            .or_else(|| self.new.repeat(id));
        let name = known.map_or_else(|| spoken(id), |(_, repeat)| repeat.definition.item.clone());
        let item = |(at, item): (usize, Item)| {
            let number = [&name, " ", &(at + 1).to_string()].concat();
            Item {
                id: item.id,
                answers: self.answers(item.answers, Some((id, &number))),
            }
        };
        Group {
            next: group.next,
            items: group.items.into_iter().enumerate().map(item).collect(),
        }
    }

    /// The answers that carry over; `within` is the group's id and what the item is called.
    fn answers(&mut self, answers: RawAnswers, within: Option<(&str, &str)>) -> RawAnswers {
        let mut kept = RawAnswers::new();
        for (id, raw) in answers {
            let group = within.map(|(group, _)| group);
            let before = self.old.and_then(|old| question(old, &id, group));
            let (carried, all) = match question(self.new, &id, group) {
                Some(now) => carry(before, now, &raw),
                None => (None, false),
            };
            if !all && !raw.is_blank() {
                let asked = before.or_else(|| question(self.new, &id, group));
                let mut label = asked.map_or_else(|| spoken(&id), |asked| asked.definition.label.clone());
                if let Some((_, item)) = within.filter(|(_, item)| !item.is_empty()) {
                    label = [&label, " (", item, ")"].concat();
                }
                let answer = words(asked, &raw);
                self.earlier.push(Earlier { label, answer });
            }
            if let Some(raw) = carried {
                kept.insert(id, raw);
            }
        }
        kept
    }
}

/// A question outside groups, or of the group.
fn question<'a>(form: &'a Form, id: &str, group: Option<&str>) -> Option<&'a FormQuestion> {
    let (_, found) = form.question(id)?;
    let own = found.repeat.map(|at| form.repeats[at].definition.id.as_str());
    (own == group).then_some(found)
}

/// What the present question takes of an answer, and whether that is all of it.
fn carry(old: Option<&FormQuestion>, new: &FormQuestion, raw: &Raw) -> (Option<Raw>, bool) {
    if old.is_some_and(|old| same_answers(old, new)) {
        return (Some(raw.clone()), true);
    }
    match &new.definition.kind {
        // What was agreed to were other words.
        Kind::Declaration { .. } => (None, false),
        Kind::YesNo | Kind::Radios { .. } => {
            let chosen = chosen(old, new, raw);
            match chosen.as_slice() {
                [Some(value)] => (Some(Raw::Text(value.clone())), true),
                _ => (None, false),
            }
        }
        Kind::Checkboxes { .. } => {
            let chosen = chosen(old, new, raw);
            let all = chosen.iter().all(Option::is_some);
            let mut values = Set::new();
            for value in chosen.into_iter().flatten() {
                values.insert(value);
            }
            ((!values.is_empty()).then_some(Raw::Choices(values)), all)
        }
        Kind::Date { .. } => boxes(raw, &["day", "month", "year"]),
        Kind::Address => boxes(raw, &["line1", "line2", "town", "county", "postcode"]),
        Kind::Text { .. } | Kind::LongText { .. } => (Some(Raw::Text(words(old, raw))), true),
        Kind::Suggest { .. } => match chosen(old, new, raw).as_slice() {
            [Some(value)] => (Some(Raw::Text(value.clone())), true),
            _ => (Some(Raw::Text(words(old, raw))), true),
        },
        // A box shows what was typed, and says what is wrong with it.
        _ => match raw {
            Raw::Text(text) if old.is_none_or(typed) => (Some(Raw::Text(text.clone())), true),
            _ => (None, false),
        },
    }
}

fn typed(question: &FormQuestion) -> bool {
    question.choices.is_empty() && !matches!(question.definition.kind, Kind::YesNo | Kind::Declaration { .. })
}

/// For each value that was chosen, the one that stands for it now: of the same name, or else of the same words.
fn chosen(old: Option<&FormQuestion>, new: &FormQuestion, raw: &Raw) -> Vec<Option<String>> {
    let now = |value: &str| {
        let yes_no = matches!(new.definition.kind, Kind::YesNo) && matches!(value, "yes" | "no");
        let label = label(old, value);
        let same = |choice: &&Choice| choice.value == value;
        let alike = |choice: &&Choice| choice.label == label;
        let found = new
            .choices
            .iter()
            .find(same)
            .or_else(|| new.choices.iter().find(alike));
        found
            .map(|choice| choice.value.clone())
            .or_else(|| yes_no.then(|| value.to_owned()))
    };
    match raw {
        Raw::Text(text) => vec![now(text)],
        Raw::Choices(values) => values.iter().map(|value| now(value)).collect(),
        Raw::Fields(_) => Vec::new(),
    }
}

fn boxes(raw: &Raw, names: &[&str]) -> (Option<Raw>, bool) {
    match raw {
        Raw::Fields(fields) if fields.keys().all(|name| names.contains(&name.as_str())) => {
            (Some(raw.clone()), true)
        }
        _ => (None, false),
    }
}

/// An answer as the person read it.
fn words(old: Option<&FormQuestion>, raw: &Raw) -> String {
    match raw {
        Raw::Text(text) => label(old, text),
        Raw::Choices(values) => joined(values.iter().map(|value| label(old, value)), ", "),
        Raw::Fields(fields) => {
            // In the order of the boxes, which is no other for both kinds.
            let names = [
                "day", "month", "year", "line1", "line2", "town", "county", "postcode",
            ];
            let date = fields.contains_key("year");
            let texts = names.iter().filter_map(|name| fields.get(name));
            joined(
                texts.filter(|text| !text.trim().is_empty()).cloned(),
                if date { " " } else { ", " },
            )
        }
    }
}

fn joined(texts: impl Iterator<Item = String>, between: &str) -> String {
    texts.collect::<Vec<_>>().join(between)
}

/// The words of a choice; any other text as it stands.
fn label(question: Option<&FormQuestion>, value: &str) -> String {
    let Some(question) = question else {
        return value.to_owned();
    };
    let found = question.choices.iter().find(|choice| choice.value == value);
    match (&question.definition.kind, value, found) {
        (_, _, Some(choice)) => choice.label.clone(),
        (Kind::YesNo | Kind::Declaration { .. }, "yes", _) => "Yes".to_owned(),
        (Kind::YesNo, "no", _) => "No".to_owned(),
        _ => value.to_owned(),
    }
}

/// A question whose words nobody has any more, by its id.
fn spoken(id: &str) -> String {
    id.split('_').collect::<Vec<_>>().join(" ")
}
