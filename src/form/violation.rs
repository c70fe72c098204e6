//! What is wrong with an instance, found on request: for one question, one page, or the whole form.

use super::answer::Place;
use super::condition::Truth;
use super::definition::Required;
use super::evaluate::Scope;
use super::fault::Fault;
use super::instance::{Cell, Instance};
use super::model::{PageIx, RepeatIx};

/// An answer that is missing or wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// Which answer, or which group.
    pub at: At,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What a violation is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// An answer.
    Place(Place),
    /// A group that has too few or too many items.
    Repeat(RepeatIx),
}

impl Instance {
    /// What is wrong with one answer. A question that is not relevant has nothing wrong with it.
    pub fn violation(&self, place: &Place) -> Option<Fault> {
        self.fault(self.cell(place)?)
    }

    /// Whether an answer is required at a place, now.
    pub fn required(&self, place: &Place) -> bool {
        self.cell(place).is_some_and(|cell| self.cell_required(cell))
    }

    /// Messages of constraints that are broken but let the answer stand.
    pub fn advice(&self, place: &Place) -> Vec<&str> {
        let Some(cell) = self.cell(place).filter(|cell| self.cell_value(*cell).is_some()) else {
            return Vec::new();
        };
        let constraints = self.form.questions[cell.0].definition.constraints.iter();
        let broken =
            constraints.filter(|one| one.advice && self.scope(cell).truth(&one.must) == Truth::False);
        broken.map(|one| one.message.as_str()).collect()
    }

    /// Everything wrong on a page, in order; of a group's page, with all its items.
    pub fn page_violations(&self, page: PageIx) -> Vec<Violation> {
        let Some(definition) = self.form.pages.get(page) else {
            return Vec::new();
        };
        let Some(repeat) = definition.repeat else {
            return self.cell_violations(definition.questions.clone().map(|at| (at, None)));
        };
        let mut found: Vec<_> = self.group_fault(repeat).into_iter().collect();
        for item in 0..self.items.get(repeat).map_or(0, Vec::len) {
            found.extend(self.cell_violations(definition.questions.clone().map(|at| (at, Some(item)))));
        }
        found
    }

    /// Everything wrong with one item.
    pub fn item_violations(&self, repeat: RepeatIx, id: u32) -> Vec<Violation> {
        let Some(item) = self.item_ids(repeat).iter().position(|other| *other == id) else {
            return Vec::new();
        };
        let page = &self.form.pages[self.form.repeats[repeat].page];
        self.cell_violations(page.questions.clone().map(|at| (at, Some(item))))
    }

    /// Whether a group has too few or too many items.
    pub fn group_fault(&self, repeat: RepeatIx) -> Option<Violation> {
        let definition = &self.form.repeats.get(repeat)?.definition;
        let count = self.items.get(repeat).map_or(0, Vec::len);
        let fault = if count < definition.at_least as usize {
            Fault::TooFewItems {
                at_least: definition.at_least,
            }
        } else if count > definition.at_most as usize {
            Fault::TooManyItems {
                at_most: definition.at_most,
            }
        } else {
            return None;
        };
        Some(Violation {
            at: At::Repeat(repeat),
            fault,
        })
    }

    /// Where a cell stands, for people and addresses.
    pub(super) fn place(&self, (at, item): Cell) -> Place {
        let question = &self.form.questions[at];
        let id = question
            .repeat
            .zip(item)
            .and_then(|(repeat, item)| self.item_ids(repeat).get(item).copied());
        Place {
            question: question.definition.id.clone(),
            item: id,
        }
    }

    fn cell_violations(&self, cells: impl Iterator<Item = Cell>) -> Vec<Violation> {
        cells
            .filter_map(|cell| {
                Some(Violation {
                    fault: self.fault(cell)?,
                    at: At::Place(self.place(cell)),
                })
            })
            .collect()
    }

    fn fault(&self, cell: Cell) -> Option<Fault> {
        let slot = self.slot(cell)?;
        if !slot.relevant.is_true() {
            return None;
        }
        match &slot.value {
            Err(fault) => Some(fault.clone()),
            Ok(None) => self.cell_required(cell).then_some(Fault::Missing),
            Ok(Some(_)) => {
                let mut constraints = self.form.questions[cell.0].definition.constraints.iter();
                let broken =
                    constraints.find(|one| !one.advice && self.scope(cell).truth(&one.must) == Truth::False);
                broken.map(|one| Fault::Constraint(one.id.clone()))
            }
        }
    }

    fn cell_required(&self, cell: Cell) -> bool {
        match &self.form.questions[cell.0].definition.required {
            Required::Always(always) => *always,
            Required::When(condition) => self.scope(cell).truth(condition).is_true(),
        }
    }

    fn scope(&self, (at, item): Cell) -> Scope<'_> {
        Scope {
            instance: self,
            item: self.form.questions[at].repeat.zip(item),
        }
    }
}
