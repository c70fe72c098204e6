//! What the council said no to, why, and the way on from there.

use crate::draft::refused::{AtFault, Refused};
use crate::draft::stored::Draft;
use crate::form::answer::{Place, Raw};
use crate::form::instance::Instance;
use crate::session::location::Location;
use crate::session::state::Session;
use crate::session::view::page::item_name;

/// Characters from which an answer is long.
const LONG: usize = 300;
/// Most long answers that are named.
const MOST_LONG: usize = 5;

/// A refusal, as the check page says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedView {
    /// What kind of refusal it is; each has a way of its own.
    pub why: Why,
    /// What the council said. Empty where it said nothing.
    pub words: String,
    /// What to put right, each with where that is done.
    pub lines: Vec<(String, Location)>,
}

/// Kinds of refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Answers have to be put right (422).
    Answers,
    /// It is too long (413); the lines are the longest answers.
    TooLong,
    /// The council has another version of it (409), which this one may replace where the person says so.
    OtherVersion {
        /// Whether it may.
        may_amend: bool,
    },
    /// Anything else that a person at the council has to help with.
    Other,
}

fn why(refused: &Refused, amends: &[String]) -> Why {
    match refused.status {
        409 => Why::OtherVersion {
            may_amend: refused.may_amend(amends),
        },
        413 => Why::TooLong,
        422 => Why::Answers,
        _ => Why::Other,
    }
}

/// Why, for the list of applications.
pub(in crate::session) fn refused_in_short(refused: &Refused) -> String {
    let many = refused.problems.len();
    match refused.status {
        409 => "the council already has another version of it".to_owned(),
        413 => "it is too long".to_owned(),
        _ if many == 1 => "1 answer has to be put right".to_owned(),
        _ if many > 1 => [many.to_string().as_str(), " answers have to be put right"].concat(),
        _ => refused.words.clone(),
    }
}

impl Session {
    pub(in crate::session) fn refused_view(&self, draft: &Draft, refused: &Refused) -> RefusedView {
        let why = why(refused, &draft.amends);
        let lines = match (why, &self.open) {
            (Why::TooLong, Some(open)) => longest(open, &draft.id),
            _ => refused
                .problems
                .iter()
                .map(|problem| self.lead(&draft.id, problem))
                .collect(),
        };
        RefusedView {
            why,
            words: refused.words.clone(),
            lines,
        }
    }

    /// The page on which an answer that the council found wrong is mended.
    fn lead(&self, id: &str, problem: &AtFault) -> (String, Location) {
        let to = self.open.as_ref().and_then(|open| {
            let form = open.form();
            let page = match form.question(&problem.question) {
                Some((_, question)) => question.page,
                None => form.repeat(&problem.question)?.1.page,
            };
            let page = form.pages.get(page)?;
            let there = |item: &u32| {
                page.repeat
                    .is_some_and(|repeat| open.item_ids(repeat).contains(item))
            };
            Some(match problem.item.filter(there) {
                Some(item) => Location::Item(id.to_owned(), page.id.clone(), item),
                None => Location::Page(id.to_owned(), page.id.clone()),
            })
        });
        let to = to.unwrap_or_else(|| Location::Tasks(id.to_owned()));
        (problem.message.clone(), to)
    }
}

/// The longest answers that are sent, longest first, with how long they are.
fn longest(open: &Instance, draft: &str) -> Vec<(String, Location)> {
    let form = open.form();
    let mut found: Vec<(usize, String, Location)> = Vec::new();
    let mut look = |page: usize, item: Option<(usize, u32)>| {
        let Some(definition) = form.pages.get(page) else {
            return;
        };
        for (at, place) in open.page_questions(page, item.map(|(_, id)| id)) {
            let long = length(open, &place);
            if long < LONG {
                continue;
            }
            let mut label = form.questions[at].definition.label.clone();
            if let Some((number, id)) = item
                && let Some(repeat) = definition.repeat
            {
                label = [&label, " (", &item_name(open, repeat, number, id), ")"].concat();
            }
            let characters = long.to_string();
            let line = [&label, ": ", &characters, " characters"].concat();
            let to = match item {
                Some((_, id)) => Location::Item(draft.to_owned(), definition.id.clone(), id),
                None => Location::Page(draft.to_owned(), definition.id.clone()),
            };
            let place = found.partition_point(|(other, ..)| *other >= long);
            found.insert(place, (long, line, to));
        }
    };
    for page in open.sections().flat_map(|section| open.section_pages(section)) {
        match form.pages.get(page).and_then(|page| page.repeat) {
            None => look(page, None),
            Some(repeat) => {
                let items = open.item_ids(repeat);
                items
                    .into_iter()
                    .enumerate()
                    .for_each(|item| look(page, Some(item)));
            }
        }
    }
    found.truncate(MOST_LONG);
    found.into_iter().map(|(_, line, to)| (line, to)).collect()
}

fn length(open: &Instance, place: &Place) -> usize {
    match open.raw(place) {
        Some(Raw::Text(text)) => text.chars().count(),
        _ => 0,
    }
}
