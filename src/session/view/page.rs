//! Pages of questions, and the list pages of repeating groups.

use crate::sorted::Map;
use std::sync::Arc;

use crate::form::answer::Place;
use crate::form::definition::Required;
use crate::form::instance::Instance;
use crate::form::model::{PageIx, QuestionIx, RepeatIx};
use crate::form::value;
use crate::session::location::Location;
use crate::session::state::Session;
use crate::session::view_model::{ItemView, PageBody, PageView, QuestionView};

impl Session {
    /// The same of the page that asks for the provision and nothing else: see [`crate::form::first`]. All that the first
    /// part of the program draws.
    pub fn first_page(&self) -> Option<PageView> {
        let form = self.open.as_ref()?.form();
        let page = form.pages.get(form.provision_page())?;
        let asked = form.questions.get(form.provision_question)?;
        let question = QuestionView {
            group: None,
            optional: false,
            place: Place::single(&asked.definition.id),
            question: Arc::clone(&asked.definition),
            choices: Arc::clone(&asked.choices),
            reveals: Map::new(),
        };
        Some(PageView {
            section: form.sections.get(page.section)?.title.clone(),
            title: page.title.clone(),
            intro: page.intro.clone(),
            asks_nickname: true,
            body: PageBody::Questions(vec![question]),
            back: Location::Tasks(self.location.draft()?.to_owned()),
        })
    }

    /// The page of the form in view: a page of questions, of items, or one item. `None` elsewhere.
    pub fn page(&self) -> Option<PageView> {
        let (page, item) = self.current_page()?;
        let open = self.open.as_ref()?;
        let definition = open.form().pages.get(page)?;
        let body = match definition.repeat {
            Some(repeat) if item.is_none() => self.items(open, page, repeat)?,
            _ => PageBody::Questions(questions(open, page, item)),
        };
        Some(PageView {
            section: open.form().sections.get(definition.section)?.title.clone(),
            title: self.page_title()?,
            intro: if item.is_none() {
                definition.intro.clone()
            } else {
                Vec::new()
            },
            asks_nickname: page == open.form().provision_page(),
            body,
            back: self.back(open, page, item)?,
        })
    }

    /// The heading of the page in view; of an item's page what it is, with its number.
    pub(in crate::session) fn page_title(&self) -> Option<String> {
        let (page, item) = self.current_page()?;
        let open = self.open.as_ref()?;
        let definition = open.form().pages.get(page)?;
        match (definition.repeat, item) {
            (Some(repeat), Some(id)) => {
                let at = open.item_ids(repeat).iter().position(|other| *other == id)?;
                Some(numbered(open, repeat, at))
            }
            _ => Some(definition.title.clone()),
        }
    }

    fn items(&self, open: &Instance, page: PageIx, repeat: RepeatIx) -> Option<PageBody> {
        let definition = &open.form().repeats.get(repeat)?.definition;
        let page_id = &open.form().pages.get(page)?.id;
        let draft = self.location.draft()?;
        let ids = open.item_ids(repeat);
        let items: Vec<ItemView> = ids
            .iter()
            .enumerate()
            .map(|(at, &id)| ItemView {
                id,
                name: item_name(open, repeat, at, id),
                rows: rows(open, page, id),
                incomplete: !open.item_violations(repeat, id).is_empty(),
                change: Location::Item(draft.to_owned(), page_id.clone(), id),
            })
            .collect();
        let can_add = items.len() < definition.at_most as usize;
        Some(PageBody::Items {
            item: definition.item.clone(),
            items,
            can_add,
            removed: self.removed(&definition.id),
        })
    }

    /// Items of a group that can be put back: id and name.
    fn removed(&self, repeat: &str) -> Vec<(u32, String)> {
        let removed = self.draft().map_or(&[][..], |draft| &draft.removed);
        let here = removed.iter().filter(|removed| removed.repeat == repeat);
        here.map(|removed| (removed.item.id, removed.name.clone()))
            .collect()
    }

    fn back(&self, open: &Instance, page: PageIx, item: Option<u32>) -> Option<Location> {
        let id = self.location.draft()?.to_owned();
        let page_id = |at: PageIx| Some(open.form().pages.get(at)?.id.clone());
        if item.is_some() {
            return Some(Location::Page(id, page_id(page)?));
        }
        if self.from_check {
            return Some(Location::Check(id));
        }
        Some(match open.previous_page(page).and_then(page_id) {
            Some(previous) => Location::Page(id, previous),
            None => Location::Tasks(id),
        })
    }
}

/// The name of an item: the answers that name it, or its number.
pub(in crate::session) fn item_name(open: &Instance, repeat: RepeatIx, at: usize, id: u32) -> String {
    let Some(definition) = open.form().repeats.get(repeat) else {
        return String::new();
    };
    let names = definition.definition.named_by.iter().filter_map(|question| {
        let place = Place::in_item(question, id);
        let (_, asked) = open.form().question(question)?;
        Some(value::display(&asked.definition.kind, &asked.choices, open.value(&place)?).join(", "))
    });
    match names.collect::<Vec<_>>().join(", ") {
        name if name.is_empty() => numbered(open, repeat, at),
        name => name,
    }
}

/// "Parent or carer 2".
fn numbered(open: &Instance, repeat: RepeatIx, at: usize) -> String {
    let item = open
        .form()
        .repeats
        .get(repeat)
        .map_or("", |repeat| repeat.definition.item.as_str());
    let mut letters = item.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_ascii_uppercase().to_string())
        .unwrap_or_default();
    format!("{first}{} {}", letters.as_str(), at + 1)
}

fn rows(open: &Instance, page: PageIx, id: u32) -> Vec<(String, String)> {
    open.page_questions(page, Some(id))
        .filter_map(|(at, place)| {
            let question = &open.form().questions[at];
            let lines = value::display(&question.definition.kind, &question.choices, open.value(&place)?);
            Some((question.definition.label.clone(), lines.join(", ")))
        })
        .collect()
}

/// The relevant questions of a page; those that a choice can reveal are inside it whether or not it is chosen.
fn questions(open: &Instance, page: PageIx, item: Option<u32>) -> Vec<QuestionView> {
    let range = open
        .form()
        .pages
        .get(page)
        .map_or(0..0, |page| page.questions.clone());
    let top = range.filter(|at| open.form().questions[*at].revealed_by.is_none());
    top.filter(|at| open.relevant(&place(open, *at, item)))
        .map(|at| question(open, at, item))
        .collect()
}

fn place(open: &Instance, at: QuestionIx, item: Option<u32>) -> Place {
    Place {
        question: open.form().questions[at].definition.id.clone(),
        item,
    }
}

fn question(open: &Instance, at: QuestionIx, item: Option<u32>) -> QuestionView {
    let form = open.form();
    let asked = &form.questions[at];
    let mut reveals: Map<Vec<QuestionView>> = Map::new();
    // A choice reveals later questions of its own page only: nothing here looks at the rest of the form.
    for child in at + 1..form.pages[asked.page].questions.end {
        if let Some((parent, value)) = &form.questions[child].revealed_by
            && *parent == at
        {
            reveals.or_default(value).push(question(open, child, item));
        }
    }
    let place = place(open, at, item);
    QuestionView {
        group: None,
        optional: match asked.definition.required {
            Required::Always(always) => !always,
            Required::When(_) => !open.required(&place),
        },
        place,
        question: Arc::clone(&asked.definition),
        choices: Arc::clone(&asked.choices),
        reveals,
    }
}
