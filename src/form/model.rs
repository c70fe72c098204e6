//! A checked form, indexed for use: what [`super::load::load`] makes of a [`FormFile`](super::definition::FormFile).

use crate::sorted::Map;
use std::sync::Arc;

use super::condition::Condition;
use super::definition::{Choice, Question, Repeat};

/// A form whose every reference is known to lead somewhere. Immutable and shared.
#[derive(Debug)]
pub struct Form {
    /// Stable id of the form.
    pub id: String,
    /// Version of its content.
    pub version: String,
    /// Title shown to people.
    pub title: String,
    /// The question whose answer is the provision.
    pub provision_question: QuestionIx,
    /// Sections in order.
    pub sections: Vec<FormSection>,
    /// All pages in order.
    pub pages: Vec<FormPage>,
    /// All questions in order.
    pub questions: Vec<FormQuestion>,
    /// Repeating groups in order of their pages.
    pub repeats: Vec<FormRepeat>,
    pub(super) by_id: Map<QuestionIx>,
}

/// Position of a question in [`Form::questions`].
pub type QuestionIx = usize;
/// Position of a page in [`Form::pages`].
pub type PageIx = usize;
/// Position of a group in [`Form::repeats`].
pub type RepeatIx = usize;

/// A section.
#[derive(Debug)]
pub struct FormSection {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it is asked.
    pub relevant: Option<Condition>,
    /// Its pages.
    pub pages: std::ops::Range<PageIx>,
}

/// A page.
#[derive(Debug)]
pub struct FormPage {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Paragraphs above the questions.
    pub intro: Vec<String>,
    /// When it is asked.
    pub relevant: Option<Condition>,
    /// Register ids it carries out.
    pub cites: Vec<String>,
    /// The section it belongs to, by position.
    pub section: usize,
    /// The group it lists, if any.
    pub repeat: Option<RepeatIx>,
    /// Its questions.
    pub questions: std::ops::Range<QuestionIx>,
}

/// A question with its surroundings looked up.
#[derive(Debug)]
pub struct FormQuestion {
    /// As published.
    pub definition: Arc<Question>,
    /// Its choices or suggestions, a shared set looked up; empty for kinds without.
    pub choices: Arc<[Choice]>,
    /// The page it is on.
    pub page: PageIx,
    /// The group it belongs to.
    pub repeat: Option<RepeatIx>,
    /// The question and choice that reveal it.
    pub revealed_by: Option<(QuestionIx, String)>,
    /// Questions whose relevance or value reads this answer.
    pub(super) readers: Vec<QuestionIx>,
    /// Position in an order in which every question comes after those it reads.
    pub(super) rank: usize,
}

/// A repeating group.
#[derive(Debug)]
pub struct FormRepeat {
    /// As published.
    pub definition: Repeat,
    /// The page that lists it.
    pub page: PageIx,
    /// Questions whose relevance reads how many items it has.
    pub(super) readers: Vec<QuestionIx>,
}

impl Form {
    /// Looks a question up by its id.
    pub fn question(&self, id: &str) -> Option<(QuestionIx, &FormQuestion)> {
        let ix = *self.by_id.get(id)?;
        Some((ix, self.questions.get(ix)?))
    }

    /// Looks a page up by its id.
    pub fn page(&self, id: &str) -> Option<(PageIx, &FormPage)> {
        self.pages.iter().enumerate().find(|(_, page)| page.id == id)
    }

    /// Looks a group up by its id.
    pub fn repeat(&self, id: &str) -> Option<(RepeatIx, &FormRepeat)> {
        self.repeats
            .iter()
            .enumerate()
            .find(|(_, repeat)| repeat.definition.id == id)
    }

    /// The provisions that can be applied for: the choices of the provision question.
    pub fn provisions(&self) -> &[Choice] {
        self.questions
            .get(self.provision_question)
            .map_or(&[], |question| &question.choices)
    }

    /// Every register id the form's pages and questions cite, some more than once.
    pub fn cites(&self) -> impl Iterator<Item = &str> {
        let pages = self.pages.iter().flat_map(|page| page.cites.iter());
        let questions = self
            .questions
            .iter()
            .flat_map(|question| question.definition.cites.iter());
        pages.chain(questions).map(String::as_str)
    }
}
