//! What is sent: the relevant answers in canonical form, and nothing else; and the way back, with judgement.

use crate::sorted::Map;
use std::sync::Arc;

use chrono::NaiveDate;

use super::answer::{Answers, Place};
use super::fault::Fault;
use super::instance::Instance;
use super::model::{Form, FormQuestion, PageIx};
use super::value::{self, WireAnswer};
use super::violation::{At, Violation};

/// Relevant answers by question id or repeat id.
pub type WireAnswers = Map<WireAnswer>;

/// An answer that a sent application may not hold, or must.
#[derive(Clone, Debug, PartialEq)]
pub struct WireFault {
    /// Question id or repeat id, as it stood in what was sent.
    pub question: String,
    /// Position of the item in its group.
    pub item: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

impl Instance {
    /// The relevant answers. Answers that are missing, wrong or not relevant are left out.
    pub fn to_wire(&self) -> WireAnswers {
        let mut wire = WireAnswers::new();
        for page in (0..self.form.pages.len()).filter(|page| self.page_relevant(*page)) {
            match self.form.pages[page].repeat {
                None => wire.extend(self.page_to_wire(page, None)),
                Some(repeat) => {
                    let items: Vec<_> = self
                        .item_ids(repeat)
                        .into_iter()
                        .map(|id| self.page_to_wire(page, Some(id)))
                        .collect();
                    if !items.is_empty() {
                        wire.insert(
                            self.form.repeats[repeat].definition.id.clone(),
                            WireAnswer::Items(items),
                        );
                    }
                }
            }
        }
        wire
    }

    fn page_to_wire(&self, page: PageIx, item: Option<u32>) -> WireAnswers {
        let mut wire = WireAnswers::new();
        for (at, place) in self.page_questions(page, item) {
            if let Some(value) = self.value(&place) {
                let answer = value::to_wire(value, &self.form.questions[at].choices);
                wire.insert(place.question, answer);
            }
        }
        wire
    }

    /// Labels of questions that hold an answer which is not relevant now: kept on the device, not sent.
    pub fn left_out(&self) -> Vec<&str> {
        let mut labels = Vec::new();
        for (page, definition) in self.form.pages.iter().enumerate() {
            let dormant = !self.page_relevant(page);
            let places: Vec<Option<u32>> = match definition.repeat {
                None => vec![None],
                Some(repeat) => self.item_ids(repeat).into_iter().map(Some).collect(),
            };
            for at in definition.questions.clone() {
                let question = &self.form.questions[at].definition;
                let kept = places.iter().any(|item| {
                    let place = Place {
                        question: question.id.clone(),
                        item: *item,
                    };
                    (dormant || !self.relevant(&place)) && self.raw(&place).is_some_and(|raw| !raw.is_blank())
                });
                if kept {
                    labels.push(question.label.as_str());
                }
            }
        }
        labels
    }
}

/// Reads what was sent back into an instance, and judges it by the same rules that made it: every answer known, in
/// its shape and relevant; everything required there; nothing wrong.
pub fn judge(form: &Arc<Form>, stated: NaiveDate, wire: &WireAnswers) -> (Instance, Vec<WireFault>) {
    let mut reader = Reader {
        form,
        faults: Vec::new(),
    };
    let answers = reader.answers(wire);
    let instance = Instance::new(Arc::clone(form), stated, answers);
    let mut faults = reader.faults;
    faults.extend(not_relevant(&instance, wire));
    for page in (0..form.pages.len()).filter(|page| instance.page_relevant(*page)) {
        faults.extend(
            instance
                .page_violations(page)
                .into_iter()
                .filter_map(|one| on_wire(&instance, one)),
        );
    }
    (instance, faults)
}

fn on_wire(instance: &Instance, Violation { at, fault }: Violation) -> Option<WireFault> {
    match at {
        At::Repeat(repeat) => {
            let question = instance.form().repeats.get(repeat)?.definition.id.clone();
            Some(WireFault {
                question,
                item: None,
                fault,
            })
        }
        At::Place(place) => {
            let item = match place.item {
                None => None,
                Some(_) => instance.cell(&place)?.1,
            };
            Some(WireFault {
                question: place.question,
                item,
                fault,
            })
        }
    }
}

fn not_relevant(instance: &Instance, wire: &WireAnswers) -> Vec<WireFault> {
    let form = instance.form();
    let mut faults = Vec::new();
    let mut check = |question: &str, item: Option<usize>, relevant: bool| {
        if !relevant {
            faults.push(WireFault {
                question: question.to_owned(),
                item,
                fault: Fault::NotRelevant,
            });
        }
    };
    for (id, answer) in wire {
        if let (Some((_, repeat)), WireAnswer::Items(items)) = (form.repeat(id), answer) {
            check(id, None, instance.page_relevant(repeat.page));
            for (at, item) in items.iter().enumerate() {
                let number = u32::try_from(at).unwrap_or(u32::MAX);
                for question in item.keys().filter(|question| form.question(question).is_some()) {
                    check(
                        question,
                        Some(at),
                        instance.relevant(&Place::in_item(question, number)),
                    );
                }
            }
        } else if form
            .question(id)
            .is_some_and(|(_, question)| question.repeat.is_none())
        {
            check(id, None, instance.relevant(&Place::single(id)));
        }
    }
    faults
}

struct Reader<'a> {
    form: &'a Form,
    faults: Vec<WireFault>,
}

impl Reader<'_> {
    fn answers(&mut self, wire: &WireAnswers) -> Answers {
        let mut answers = Answers::default();
        for (id, answer) in wire {
            match (self.form.question(id), self.form.repeat(id), answer) {
                (_, Some((ix, _)), WireAnswer::Items(items)) => {
                    let group = answers.repeats.or_default(id);
                    for (at, item) in items.iter().enumerate() {
                        let read = self.item(ix, at, item);
                        group.items.push(super::answer::Item {
                            id: group.next,
                            answers: read,
                        });
                        group.next += 1;
                    }
                }
                (Some((_, question)), None, _) if question.repeat.is_none() => {
                    answers
                        .single
                        .extend(self.raw(question, None, answer).map(|raw| (id.clone(), raw)));
                }
                _ => self.fault(id, None, Fault::UnknownQuestion),
            }
        }
        answers
    }

    fn item(&mut self, repeat: usize, at: usize, item: &WireAnswers) -> super::answer::RawAnswers {
        let mut answers = super::answer::RawAnswers::new();
        for (id, answer) in item {
            match self.form.question(id) {
                Some((_, question)) if question.repeat == Some(repeat) => {
                    answers.extend(self.raw(question, Some(at), answer).map(|raw| (id.clone(), raw)));
                }
                _ => self.fault(id, Some(at), Fault::UnknownQuestion),
            }
        }
        answers
    }

    fn raw(
        &mut self,
        question: &FormQuestion,
        item: Option<usize>,
        answer: &WireAnswer,
    ) -> Option<super::answer::Raw> {
        let raw = value::from_wire(&question.definition.kind, answer);
        if raw.is_none() {
            self.fault(&question.definition.id, item, Fault::WrongShape);
        }
        raw
    }

    fn fault(&mut self, question: &str, item: Option<usize>, fault: Fault) {
        self.faults.push(WireFault {
            question: question.to_owned(),
            item,
            fault,
        });
    }
}
