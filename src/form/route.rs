//! The way through the form, replayed from the answers: which pages are asked, and how far each section is.

use super::answer::Place;
use super::condition::Truth;
use super::instance::Instance;
use super::model::{Form, PageIx, QuestionIx};

/// How far a page or section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// What is asked depends on the provision, which is not chosen yet.
    CannotStartYet,
    /// Nothing answered.
    NotStarted,
    /// Something answered, something missing or wrong.
    InProgress,
    /// Everything required answered, nothing wrong.
    Completed,
}

impl Form {
    /// The page that asks for the provision.
    pub fn provision_page(&self) -> PageIx {
        self.questions
            .get(self.provision_question)
            .map_or(0, |question| question.page)
    }
}

impl Instance {
    /// Whether a page is asked: its own and its section's conditions hold, and it has something to ask.
    pub fn page_relevant(&self, page: PageIx) -> bool {
        let Some(definition) = self.form.pages.get(page) else {
            return false;
        };
        let section = &self.form.sections[definition.section];
        let mut conditions = section.relevant.iter().chain(&definition.relevant);
        if !conditions.all(|condition| self.truth(condition) == Truth::True) {
            return false;
        }
        definition.repeat.is_some() || self.page_questions(page, None).next().is_some()
    }

    /// The relevant questions of a page, or of one item of a group's page, in order.
    pub fn page_questions(
        &self,
        page: PageIx,
        item: Option<u32>,
    ) -> impl Iterator<Item = (QuestionIx, Place)> + '_ {
        let range = self
            .form
            .pages
            .get(page)
            .map_or(0..0, |page| page.questions.clone());
        range.filter_map(move |at| {
            let place = Place {
                question: self.form.questions[at].definition.id.clone(),
                item,
            };
            self.relevant(&place).then_some((at, place))
        })
    }

    /// The pages of a section that are asked, in order.
    pub fn section_pages(&self, section: usize) -> impl Iterator<Item = PageIx> + '_ {
        let range = self
            .form
            .sections
            .get(section)
            .map_or(0..0, |section| section.pages.clone());
        range.filter(|page| self.page_relevant(*page))
    }

    /// Sections with at least one page that is asked. Before a provision is chosen every section counts, since any
    /// of them may come to be asked.
    pub fn sections(&self) -> impl Iterator<Item = usize> + '_ {
        let open = self.provision().is_none();
        (0..self.form.sections.len())
            .filter(move |section| open || self.section_pages(*section).next().is_some())
    }

    /// How far a section is.
    pub fn section_progress(&self, section: usize) -> Progress {
        let provision_section = self
            .form
            .pages
            .get(self.form.provision_page())
            .map(|page| page.section);
        if self.provision().is_none() && provision_section != Some(section) {
            return Progress::CannotStartYet;
        }
        let pages: Vec<PageIx> = self.section_pages(section).collect();
        if !pages.iter().any(|page| self.page_started(*page)) {
            return Progress::NotStarted;
        }
        match pages.iter().all(|page| self.page_violations(*page).is_empty()) {
            true => Progress::Completed,
            false => Progress::InProgress,
        }
    }

    /// The first page of a section with something missing or wrong, else its first page.
    pub fn section_entry(&self, section: usize) -> Option<PageIx> {
        let unfinished = self
            .section_pages(section)
            .find(|page| !self.page_violations(*page).is_empty());
        unfinished.or_else(|| self.section_pages(section).next())
    }

    /// The page after `page` within its section. `None` at the section's end.
    pub fn next_page(&self, page: PageIx) -> Option<PageIx> {
        let section = self.form.pages.get(page)?.section;
        self.section_pages(section).find(|other| *other > page)
    }

    /// The page before `page` within its section. `None` at the section's start.
    pub fn previous_page(&self, page: PageIx) -> Option<PageIx> {
        let section = self.form.pages.get(page)?.section;
        self.section_pages(section)
            .take_while(|other| *other < page)
            .last()
    }

    /// Whether nothing required is missing and nothing is wrong, in the whole form.
    pub fn complete(&self) -> bool {
        self.provision().is_some()
            && self.sections().all(|section| {
                self.section_pages(section)
                    .all(|page| self.page_violations(page).is_empty())
            })
    }

    fn page_started(&self, page: PageIx) -> bool {
        match self.form.pages.get(page).and_then(|page| page.repeat) {
            Some(repeat) => !self.item_ids(repeat).is_empty(),
            None => self
                .page_questions(page, None)
                .any(|(_, place)| self.raw(&place).is_some_and(|raw| !raw.is_blank())),
        }
    }
}
