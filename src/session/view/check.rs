//! Check your answers.

use crate::form::answer::Place;
use crate::form::instance::Instance;
use crate::form::model::{PageIx, QuestionIx};
use crate::form::value;
use crate::form::violation::{At, Violation};
use crate::form::words;
use crate::session::location::Location;
use crate::session::state::Session;
use crate::session::view::page::item_name;
use crate::session::view_model::{CheckPage, CheckRow, CheckView};

impl Session {
    /// The check page of the application in view.
    pub fn check(&self) -> Option<CheckView> {
        let (draft, open) = (self.draft()?, self.open.as_ref()?);
        let relevant: Vec<PageIx> = open
            .sections()
            .flat_map(|section| open.section_pages(section))
            .collect();
        Some(CheckView {
            nickname: draft.nickname.clone(),
            pages: relevant
                .iter()
                .flat_map(|page| self.check_pages(open, &draft.id, *page))
                .collect(),
            outstanding: relevant
                .iter()
                .flat_map(|page| self.outstanding(open, &draft.id, *page))
                .collect(),
            earlier: draft.earlier.clone(),
            left_out: open.left_out().into_iter().map(str::to_owned).collect(),
        })
    }

    /// One part for a page; of a group's page, one for each item, and one that says there is none.
    fn check_pages(&self, open: &Instance, draft: &str, page: PageIx) -> Vec<CheckPage> {
        let Some(definition) = open.form().pages.get(page) else {
            return Vec::new();
        };
        let section = open
            .form()
            .sections
            .get(definition.section)
            .map(|section| section.title.clone());
        let section = section.unwrap_or_default();
        let here = Location::Page(draft.to_owned(), definition.id.clone());
        let Some(repeat) = definition.repeat else {
            let rows = rows(open, page, None, &here);
            return vec![CheckPage {
                section,
                title: definition.title.clone(),
                rows,
            }];
        };
        let ids = open.item_ids(repeat);
        if ids.is_empty() {
            let outstanding = open.group_fault(repeat).is_some();
            let label = definition.title.clone();
            let row = CheckRow {
                label,
                lines: vec!["None added".to_owned()],
                outstanding,
                change: here,
            };
            return vec![CheckPage {
                section,
                title: definition.title.clone(),
                rows: vec![row],
            }];
        }
        let parts = ids.iter().enumerate().map(|(at, &id)| {
            let change = Location::Item(draft.to_owned(), definition.id.clone(), id);
            CheckPage {
                section: section.clone(),
                title: item_name(open, repeat, at, id),
                rows: rows(open, page, Some(id), &change),
            }
        });
        parts.collect()
    }

    fn outstanding(&self, open: &Instance, draft: &str, page: PageIx) -> Vec<(String, Location)> {
        let Some(definition) = open.form().pages.get(page) else {
            return Vec::new();
        };
        let location = |item: Option<u32>| match item {
            Some(item) => Location::Item(draft.to_owned(), definition.id.clone(), item),
            None => Location::Page(draft.to_owned(), definition.id.clone()),
        };
        let line = |Violation { at, fault }: Violation| match at {
            At::Repeat(repeat) => {
                let item = &open.form().repeats.get(repeat)?.definition.item;
                Some((words::items_message(item, &fault), location(None)))
            }
            At::Place(place) => {
                let (_, question) = open.form().question(&place.question)?;
                Some((words::message(&question.definition, &fault), location(place.item)))
            }
        };
        open.page_violations(page).into_iter().filter_map(line).collect()
    }
}

fn rows(open: &Instance, page: PageIx, item: Option<u32>, change: &Location) -> Vec<CheckRow> {
    let questions: Vec<(QuestionIx, Place)> = open.page_questions(page, item).collect();
    let row = |(at, place): (QuestionIx, Place)| {
        let question = &open.form().questions[at];
        let given = open.value(&place);
        CheckRow {
            label: question.definition.label.clone(),
            lines: given.map_or_else(Vec::new, |given| {
                value::display(&question.definition.kind, &question.choices, given)
            }),
            outstanding: open.violation(&place).is_some(),
            change: change.clone(),
        }
    };
    questions.into_iter().map(row).collect()
}
