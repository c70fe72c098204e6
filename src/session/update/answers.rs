//! The person types, chooses, and goes on.

use crate::form::answer::{Place, Raw};
use crate::form::definition::Kind;
use crate::form::fault::Fault;
use crate::form::instance::Instance;
use crate::form::model::PageIx;
use crate::form::violation::{At, Violation};
use crate::form::words;
use crate::session::effect::Effect;
use crate::session::location::Location;
use crate::session::state::{Now, Session};
use crate::session::view::page::item_name;
use crate::session::view_model::ErrorLine;

/// Id of the error summary, which takes the focus when "Continue" finds something wrong.
const ERROR_SUMMARY: &str = "error-summary";

impl Session {
    pub(in crate::session) fn named(&mut self, name: String, now: Now) -> Vec<Effect> {
        let Some(id) = self.editable_id() else {
            return Vec::new();
        };
        match self.drafts.get_mut(&id) {
            Some(draft) => draft.nickname = name,
            None => return Vec::new(),
        }
        self.changed(&id, now)
    }

    pub(in crate::session) fn answered(&mut self, place: &Place, raw: Raw, now: Now) -> Vec<Effect> {
        let Some(id) = self.editable_id() else {
            return Vec::new();
        };
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        if open.raw(place) == Some(&raw) {
            return Vec::new();
        }
        open.set(place, raw.clone());
        if let Some(draft) = self.drafts.get_mut(&id) {
            draft.mended(|problem| problem.question == place.question && problem.item == place.item);
            // As the application in view takes it in: what it has no place for, the draft has none for either.
            if open.raw(place) == Some(&raw) {
                draft.answers.put(place, open.group_of(place), raw);
            }
            debug_assert_eq!(&draft.answers, open.answers(), "the draft has what is in view");
        }
        self.noted(&id, now)
    }

    pub(in crate::session) fn continued(&mut self) -> Vec<Effect> {
        let Some((page, item)) = self.current_page() else {
            return Vec::new();
        };
        let Some(open) = &self.open else { return Vec::new() };
        self.errors = self.error_lines(open, page, item);
        if !self.errors.is_empty() {
            return vec![Effect::Focus(ERROR_SUMMARY.to_owned())];
        }
        let to = self.after(page, item);
        to.map(|to| Effect::Go { to, replace: false })
            .into_iter()
            .collect()
    }

    /// The page in view, and the item on it.
    pub(in crate::session) fn current_page(&self) -> Option<(PageIx, Option<u32>)> {
        let form = self.open.as_ref()?.form();
        match &self.location {
            Location::Page(_, page) => Some((form.page(page)?.0, None)),
            Location::Item(_, page, item) => Some((form.page(page)?.0, Some(*item))),
            _ => None,
        }
    }

    fn after(&self, page: PageIx, item: Option<u32>) -> Option<Location> {
        let open = self.open.as_ref()?;
        let id = self.location.draft()?.to_owned();
        let page_id = |at: PageIx| open.form().pages.get(at).map(|page| page.id.clone());
        if item.is_some() {
            return Some(Location::Page(id, page_id(page)?));
        }
        if self.from_check {
            return Some(Location::Check(id));
        }
        Some(match open.next_page(page).and_then(page_id) {
            Some(next) => Location::Page(id, next),
            None => Location::Tasks(id),
        })
    }

    fn error_lines(&self, open: &Instance, page: PageIx, item: Option<u32>) -> Vec<ErrorLine> {
        let repeat = open.form().pages.get(page).and_then(|page| page.repeat);
        match (repeat, item) {
            (Some(repeat), Some(item)) => lines(open, &open.item_violations(repeat, item)),
            (Some(repeat), None) => {
                let mut found = lines(open, &open.group_fault(repeat).into_iter().collect::<Vec<_>>());
                for (at, id) in open.item_ids(repeat).into_iter().enumerate() {
                    if !open.item_violations(repeat, id).is_empty() {
                        let name = item_name(open, repeat, at, id);
                        let message = format!("Finish or remove {name}");
                        found.push(ErrorLine {
                            target: format!("item-{id}"),
                            message,
                        });
                    }
                }
                found
            }
            (None, _) => lines(open, &open.page_violations(page)),
        }
    }
}

/// Violations as lines of the error summary, each leading to the element that mends it.
fn lines(open: &Instance, violations: &[Violation]) -> Vec<ErrorLine> {
    violations
        .iter()
        .filter_map(|violation| line(open, violation))
        .collect()
}

fn line(open: &Instance, Violation { at, fault }: &Violation) -> Option<ErrorLine> {
    match at {
        At::Repeat(repeat) => {
            let item = &open.form().repeats.get(*repeat)?.definition.item;
            Some(ErrorLine {
                target: "add-item".to_owned(),
                message: words::items_message(item, fault),
            })
        }
        At::Place(place) => {
            let (_, question) = open.form().question(&place.question)?;
            let message = words::message(&question.definition, fault);
            Some(ErrorLine {
                target: target(place, &question.definition.kind, fault),
                message,
            })
        }
    }
}

/// The element that takes the focus: the first box at fault of an answer with several.
fn target(place: &Place, kind: &Kind, fault: &Fault) -> String {
    let id = place.element_id();
    let first = match kind {
        Kind::Date { .. } => "day",
        Kind::Address => "line1",
        _ => return id,
    };
    format!("{id}-{}", fault.field().unwrap_or(first))
}
