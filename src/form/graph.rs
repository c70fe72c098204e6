//! Which answers are read by whose relevance, and in what order to work things out.
//!
//! Made once on load, so that a change of one answer costs work only for the questions that read it.

use super::condition::Condition;
use super::definition::Kind;
use super::model::{Form, QuestionIx, RepeatIx};
use super::references::{Reference, references};
use crate::mistake::Mistakes;

/// Fills in `readers` and `rank`, and reports every question that takes part in a circle.
pub(super) fn connect(form: &mut Form, mistakes: &mut Mistakes) {
    let reads: Vec<Vec<QuestionIx>> = (0..form.questions.len()).map(|at| form.reads(at)).collect();
    for (reader, sources) in reads.iter().enumerate() {
        for &source in sources {
            form.questions[source].readers.push(reader);
        }
        for repeat in repeats_read(form, reader) {
            form.repeats[repeat].readers.push(reader);
        }
    }
    rank(form, &reads, mistakes);
}

/// Every condition that decides whether a question is relevant: its section's, its page's and its own.
pub(super) fn relevance_conditions(form: &Form, at: QuestionIx) -> impl Iterator<Item = &Condition> {
    let question = &form.questions[at];
    let page = &form.pages[question.page];
    let section = &form.sections[page.section];
    [
        section.relevant.as_ref(),
        page.relevant.as_ref(),
        question.definition.relevant.as_ref(),
    ]
    .into_iter()
    .flatten()
}

impl Form {
    /// The questions whose answers decide whether a question is relevant, or what it derives.
    pub fn reads(&self, at: QuestionIx) -> Vec<QuestionIx> {
        let mut found = Vec::new();
        for condition in relevance_conditions(self, at) {
            references(condition, &mut |reference| {
                if let Reference::Question(id) = reference {
                    add(&mut found, self.by_id.get(id).copied());
                    // Whether a year group is overridden depends on the date of birth as well.
                    add(&mut found, self.born(id));
                }
            });
        }
        let question = &self.questions[at];
        add(
            &mut found,
            question.revealed_by.as_ref().map(|(parent, _)| *parent),
        );
        add(&mut found, self.born(&question.definition.id));
        found
    }

    /// The date of birth that a year group is derived from.
    fn born(&self, id: &str) -> Option<QuestionIx> {
        let (_, question) = self.question(id)?;
        match &question.definition.kind {
            Kind::YearGroup { born } => self.by_id.get(born).copied(),
            _ => None,
        }
    }
}

fn repeats_read(form: &Form, at: QuestionIx) -> Vec<RepeatIx> {
    let mut found = Vec::new();
    for condition in relevance_conditions(form, at) {
        references(condition, &mut |reference| {
            if let Reference::Repeat(id) = reference {
                add(&mut found, form.repeat(id).map(|(ix, _)| ix));
            }
        });
    }
    found
}

/// Adds what is not there yet, in ascending order.
fn add(found: &mut Vec<usize>, at: Option<usize>) {
    if let Some(at) = at
        && let Err(place) = found.binary_search(&at)
    {
        found.insert(place, at);
    }
}

/// Kahn's algorithm: a question is ranked once everything it reads is.
fn rank(form: &mut Form, reads: &[Vec<QuestionIx>], mistakes: &mut Mistakes) {
    let mut waiting: Vec<usize> = reads.iter().map(Vec::len).collect();
    let mut ready: Vec<QuestionIx> = (0..reads.len()).filter(|&at| waiting[at] == 0).collect();
    let mut ranked = 0;
    while let Some(at) = ready.pop() {
        form.questions[at].rank = ranked;
        ranked += 1;
        for &reader in &form.questions[at].readers {
            waiting[reader] -= 1;
            if waiting[reader] == 0 {
                ready.push(reader);
            }
        }
    }
    for (at, _) in waiting.iter().enumerate().filter(|(_, left)| **left > 0) {
        let problem = format_args!(
            "whether \"{}\" is asked depends, in a circle, on its own answer",
            form.questions[at].definition.id
        );
        mistakes.add(
            format_args!("{}", check_path(form, at)),
            problem,
            format_args!("Take one of the conditions in the circle away"),
        );
    }
}

/// Where a question stands in its file.
pub(super) fn check_path(form: &Form, at: QuestionIx) -> String {
    let question = &form.questions[at];
    format!(
        "page \"{}\", question \"{}\"",
        form.pages[question.page].id, question.definition.id
    )
}
