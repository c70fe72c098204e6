//! One application being filled in: raw answers, what they mean, and which questions they make relevant.
//!
//! A change of one answer costs work for the questions that read it, in the order of their ranks, and for nothing
//! else. Raw answers are kept whether or not their question is relevant; everything that reads an answer for its
//! meaning goes through [`Instance::value`], which is blank where the question is not relevant.

use std::sync::Arc;

use chrono::NaiveDate;

use super::answer::{Answers, Item, Place, Raw};
use super::condition::{Condition, Truth};
use super::definition::Kind;
use super::evaluate::Scope;
use super::fault::Fault;
use super::graph::relevance_conditions;
use super::model::{Form, QuestionIx, RepeatIx};
use super::value::{self, Value};
use crate::calendar::year_group;

/// The answers to a form on a stated date, and everything that follows from them.
#[derive(Clone, Debug)]
pub struct Instance {
    pub(super) form: Arc<Form>,
    pub(super) stated: NaiveDate,
    work_out: fn(&Self, Cell) -> Slot,
    pub(super) answers: Answers,
    pub(super) single: Vec<Slot>,
    pub(super) items: Vec<Vec<Vec<Slot>>>,
}

/// What is worked out for one question, or for one question of one item.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) value: Result<Option<Value>, Fault>,
    pub(super) relevant: Truth,
}

impl Default for Slot {
    fn default() -> Self {
        Self {
            value: Ok(None),
            relevant: Truth::Unknown,
        }
    }
}

impl Slot {
    /// What reads the answer makes of it.
    fn meaning(&self) -> Option<&Value> {
        self.value
            .as_ref()
            .ok()
            .filter(|_| self.relevant.is_true())?
            .as_ref()
    }
}

/// So many of them, with nothing worked out.
fn slots(count: usize) -> Vec<Slot> {
    (0..count).map(|_| Slot::default()).collect()
}

/// A question, and the position of the item it is asked about where it is in a group.
pub(super) type Cell = (QuestionIx, Option<usize>);

impl Instance {
    /// Works everything out from stored answers. Answers to questions the form does not have are kept untouched.
    pub fn new(form: Arc<Form>, stated: NaiveDate, answers: Answers) -> Self {
        Self::worked_out_by(Self::work_out, form, stated, answers)
    }

    /// The same of a form that asks nothing but choices, and always: see [`super::first`].
    pub fn of_choices(form: Arc<Form>, stated: NaiveDate, answers: Answers) -> Self {
        Self::worked_out_by(Self::work_out_choice, form, stated, answers)
    }

    fn worked_out_by(
        work_out: fn(&Self, Cell) -> Slot,
        form: Arc<Form>,
        stated: NaiveDate,
        answers: Answers,
    ) -> Self {
        let mut instance = Self {
            form,
            stated,
            work_out,
            answers,
            single: Vec::new(),
            items: Vec::new(),
        };
        instance.rebuild();
        instance
    }

    /// The form answered.
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// The date on which rules are measured.
    pub fn stated(&self) -> NaiveDate {
        self.stated
    }

    /// The raw answers, as they are stored.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Measures everything on another date.
    pub fn set_stated(&mut self, stated: NaiveDate) {
        if self.stated != stated {
            self.stated = stated;
            self.rebuild();
        }
    }

    /// Takes in an answer. A place that the form does not have is ignored.
    pub fn set(&mut self, place: &Place, raw: Raw) {
        let Some(cell) = self.cell(place) else { return };
        let Some(answers) = self.raw_answers_mut(cell) else {
            return;
        };
        answers.insert(place.question.clone(), raw);
        self.settle(vec![cell]);
    }

    /// Adds an empty item and gives its id. `None` where the group is full.
    pub fn add_item(&mut self, repeat: RepeatIx) -> Option<u32> {
        let definition = &self.form.repeats.get(repeat)?.definition;
        let group = self.answers.repeats.or_default(&definition.id);
        if group.items.len() >= definition.at_most as usize {
            return None;
        }
        let id = group.next;
        group.next += 1;
        group.items.push(Item {
            id,
            answers: Default::default(),
        });
        self.items_changed(repeat);
        Some(id)
    }

    /// Takes an item out, and gives it back with its position so that the removal can be undone.
    pub fn remove_item(&mut self, repeat: RepeatIx, id: u32) -> Option<(usize, Item)> {
        let key = &self.form.repeats.get(repeat)?.definition.id;
        let group = self.answers.repeats.get_mut(key)?;
        let at = group.items.iter().position(|item| item.id == id)?;
        let item = group.items.remove(at);
        self.items_changed(repeat);
        Some((at, item))
    }

    /// Puts a removed item back.
    pub fn restore_item(&mut self, repeat: RepeatIx, at: usize, item: Item) {
        let Some(definition) = self.form.repeats.get(repeat).map(|repeat| &repeat.definition) else {
            return;
        };
        let group = self.answers.repeats.or_default(&definition.id);
        group.items.insert(at.min(group.items.len()), item);
        self.items_changed(repeat);
    }

    /// The raw answer at a place, relevant or not.
    pub fn raw(&self, place: &Place) -> Option<&Raw> {
        match place.item {
            None => self.answers.single.get(&place.question),
            Some(_) => {
                let (question, item) = self.cell(place)?;
                let repeat = &self.form.repeats[self.form.questions[question].repeat?];
                self.answers
                    .repeats
                    .get(&repeat.definition.id)?
                    .items
                    .get(item?)?
                    .answers
                    .get(&place.question)
            }
        }
    }

    /// The id of the repeating group that a question is in.
    pub fn group_of(&self, place: &Place) -> Option<&str> {
        let (_, question) = self.form.question(&place.question)?;
        Some(&self.form.repeats.get(question.repeat?)?.definition.id)
    }

    /// What the answer at a place means. `None` where it is blank, wrong, or its question is not relevant.
    pub fn value(&self, place: &Place) -> Option<&Value> {
        self.cell_value(self.cell(place)?)
    }

    /// Whether the question at a place is asked.
    pub fn relevant(&self, place: &Place) -> bool {
        self.cell(place)
            .and_then(|cell| self.slot(cell))
            .is_some_and(|slot| slot.relevant.is_true())
    }

    /// The provision applied for, once it is chosen.
    pub fn provision(&self) -> Option<&str> {
        match self.cell_value((self.form.provision_question, None))? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Evaluates a condition that stands outside any group.
    pub fn truth(&self, condition: &Condition) -> Truth {
        Scope {
            instance: self,
            item: None,
        }
        .truth(condition)
    }

    /// Ids and positions of the items of a group.
    pub fn item_ids(&self, repeat: RepeatIx) -> Vec<u32> {
        let group = self
            .form
            .repeats
            .get(repeat)
            .and_then(|repeat| self.answers.repeats.get(&repeat.definition.id));
        group.map_or_else(Vec::new, |group| group.items.iter().map(|item| item.id).collect())
    }

    pub(super) fn cell(&self, place: &Place) -> Option<Cell> {
        let (at, question) = self.form.question(&place.question)?;
        match (question.repeat, place.item) {
            (None, None) => Some((at, None)),
            (Some(repeat), Some(id)) => {
                let group = self
                    .answers
                    .repeats
                    .get(&self.form.repeats[repeat].definition.id)?;
                Some((at, Some(group.items.iter().position(|item| item.id == id)?)))
            }
            _ => None,
        }
    }

    pub(super) fn slot(&self, (question, item): Cell) -> Option<&Slot> {
        match (self.form.questions.get(question)?.repeat, item) {
            (Some(repeat), Some(item)) => self.items[repeat]
                .get(item)?
                .get(question - self.first_of(repeat)),
            (None, _) => self.single.get(question),
            _ => None,
        }
    }

    pub(super) fn cell_value(&self, cell: Cell) -> Option<&Value> {
        self.slot(cell)?.meaning()
    }

    /// The year group that a date of birth gives on the stated date.
    pub fn derived_year_group(&self, born: &str) -> Option<u8> {
        match self.value(&Place::single(born))? {
            Value::Date(born) => year_group::year_group(*born, self.stated),
            _ => None,
        }
    }

    fn first_of(&self, repeat: RepeatIx) -> QuestionIx {
        self.form.pages[self.form.repeats[repeat].page].questions.start
    }

    fn raw_answers_mut(&mut self, (question, item): Cell) -> Option<&mut super::answer::RawAnswers> {
        let Some(repeat) = self.form.questions[question].repeat else {
            return Some(&mut self.answers.single);
        };
        let group = self
            .answers
            .repeats
            .get_mut(&self.form.repeats[repeat].definition.id)?;
        Some(&mut group.items.get_mut(item?)?.answers)
    }

    fn items_changed(&mut self, repeat: RepeatIx) {
        let page = &self.form.pages[self.form.repeats[repeat].page];
        let width = page.questions.len();
        let count = self.item_ids(repeat).len();
        self.items[repeat] = (0..count).map(|_| slots(width)).collect();
        let mut waiting = Vec::new();
        self.add_cells(page.questions.clone(), &mut waiting);
        for &reader in &self.form.repeats[repeat].readers {
            self.add_cells(reader..reader + 1, &mut waiting);
        }
        self.settle(waiting);
    }

    fn rebuild(&mut self) {
        let form = Arc::clone(&self.form);
        self.single = slots(form.questions.len());
        self.items = (0..form.repeats.len())
            .map(|repeat| {
                let width = form.pages[form.repeats[repeat].page].questions.len();
                let count = self.item_ids(repeat).len();
                (0..count).map(|_| slots(width)).collect()
            })
            .collect();
        // Every cell once, after those it reads.
        let mut order: Vec<QuestionIx> = vec![0; form.questions.len()];
        for (at, question) in form.questions.iter().enumerate() {
            order[question.rank] = at;
        }
        for at in order {
            let items = form.questions[at].repeat.map(|repeat| self.items[repeat].len());
            for item in 0..items.unwrap_or(1) {
                let cell = (at, items.map(|_| item));
                let slot = (self.work_out)(self, cell);
                self.replace(cell, slot);
            }
        }
    }

    /// Adds every cell of these questions: one, or one for each item.
    fn add_cells(&self, questions: std::ops::Range<QuestionIx>, waiting: &mut Vec<Cell>) {
        for at in questions {
            match self.form.questions[at].repeat {
                None => add(waiting, (at, None)),
                Some(repeat) => {
                    for item in 0..self.items[repeat].len() {
                        add(waiting, (at, Some(item)));
                    }
                }
            }
        }
    }

    /// Works cells out in rank order, and after each the cells that read it if it changed.
    fn settle(&mut self, mut waiting: Vec<Cell>) {
        while let Some(cell) = self.take_first(&mut waiting) {
            let slot = (self.work_out)(self, cell);
            if self.replace(cell, slot) {
                self.add_readers(cell, &mut waiting);
            }
        }
    }

    /// Takes the cell of the lowest rank. They are few, so that looking at each is quicker than keeping them sorted.
    fn take_first(&self, waiting: &mut Vec<Cell>) -> Option<Cell> {
        let mut first = 0;
        let mut least = usize::MAX;
        for (at, cell) in waiting.iter().enumerate() {
            let rank = self.form.questions[cell.0].rank;
            if rank < least {
                (first, least) = (at, rank);
            }
        }
        (least < usize::MAX).then(|| waiting.swap_remove(first))
    }

    fn add_readers(&self, (at, item): Cell, waiting: &mut Vec<Cell>) {
        let question = &self.form.questions[at];
        for &reader in &question.readers {
            if item.is_some() && self.form.questions[reader].repeat == question.repeat {
                add(waiting, (reader, item));
            } else {
                self.add_cells(reader..reader + 1, waiting);
            }
        }
    }

    fn work_out(&self, (at, item): Cell) -> Slot {
        let question = &self.form.questions[at];
        let scope = Scope {
            instance: self,
            item: question.repeat.zip(item),
        };
        let mut relevant = Truth::True;
        for condition in relevance_conditions(&self.form, at) {
            relevant = relevant.and(scope.truth(condition));
        }
        if let Some((parent, value)) = &question.revealed_by {
            relevant = relevant.and(scope.chosen(*parent, value));
        }
        Slot {
            value: self.read((at, item)),
            relevant,
        }
    }

    fn work_out_choice(&self, (at, _): Cell) -> Slot {
        let question = &self.form.questions[at];
        let raw = self.answers.single.get(&question.definition.id);
        Slot {
            value: raw.map_or(Ok(None), |raw| value::parse_choice(&question.choices, raw)),
            relevant: Truth::True,
        }
    }

    fn read(&self, cell: Cell) -> Result<Option<Value>, Fault> {
        let question = &self.form.questions[cell.0];
        let raw = match cell.1.zip(question.repeat) {
            None => self.answers.single.get(&question.definition.id),
            Some((item, repeat)) => {
                let group = self.answers.repeats.get(&self.form.repeats[repeat].definition.id);
                group.and_then(|group| group.items.get(item)?.answers.get(&question.definition.id))
            }
        };
        let given = match raw {
            Some(raw) => value::parse(&question.definition.kind, &question.choices, raw, self.stated)?,
            None => None,
        };
        Ok(match (&question.definition.kind, given) {
            (Kind::YearGroup { born }, None) => self
                .derived_year_group(born)
                .map(|year| Value::Number(year.into())),
            (_, given) => given,
        })
    }

    /// Puts a slot in place, and says whether anything that is read from it changed.
    fn replace(&mut self, (at, item): Cell, slot: Slot) -> bool {
        let first = self.form.questions[at]
            .repeat
            .map(|repeat| (repeat, self.first_of(repeat)));
        let place = match (first, item) {
            (Some((repeat, first)), Some(item)) => self.items[repeat]
                .get_mut(item)
                .and_then(|row| row.get_mut(at - first)),
            _ => self.single.get_mut(at),
        };
        let Some(place) = place else { return false };
        let changed = place.meaning() != slot.meaning();
        *place = slot;
        changed
    }
}

/// Adds a cell that is not there yet.
fn add(waiting: &mut Vec<Cell>, cell: Cell) {
    if !waiting.contains(&cell) {
        waiting.push(cell);
    }
}
