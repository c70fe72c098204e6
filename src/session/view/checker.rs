//! The checker's pages of questions, and the page for another date.

use std::sync::Arc;

use crate::eligibility::decision::decide;
use crate::eligibility::questions::questions;
use crate::form::answer::{Place, Raw};
use crate::form::definition::{Choice, Choices, DateSide, Kind, Question};
use crate::form::instance::Instance;
use crate::form::model::QuestionIx;
use crate::programme::definition::Provision;
use crate::programme::load::Edition;
use crate::programme::timeline::timeline;
use crate::session::config::Config;
use crate::session::location::{Checker, Location};
use crate::session::state::{NEED, STATED_DATE, Session};
use crate::session::view::timeline::reach_in_words;
use crate::session::view_model::{Compared, Fit, PageBody, PageView, QuestionView};
use crate::sorted::Map;

/// The question for another date.
pub(in crate::session) fn stated_date_question() -> Question {
    let kind = Kind::Date { side: DateSide::Any };
    let mut question = Question::plain(STATED_DATE, "When do you plan to apply?", kind);
    question.called = "the date you plan to apply".to_owned();
    question.hint = Some("For example, 4 12 2024".to_owned());
    question
}

pub(in crate::session) fn asked(
    question: Question,
    choices: &[Choice],
    group: Option<String>,
) -> QuestionView {
    QuestionView {
        place: Place::single(&question.id),
        question: Arc::new(question),
        choices: choices.into(),
        group,
        optional: false,
        reveals: Map::new(),
    }
}

/// The heading of a page of questions that belongs to no application.
pub(in crate::session) fn title_beside(location: &Location) -> Option<&'static str> {
    match location {
        Location::Checker(Checker::Need) => Some("What does the student need?"),
        Location::Checker(Checker::Questions) => Some("Check what is in place"),
        Location::StatedDate => Some("Plan for another date"),
        _ => None,
    }
}

impl Session {
    /// A page of questions that are no answers of an application. `None` elsewhere.
    pub fn page_beside(&self) -> Option<PageView> {
        let (intro, questions, back) = match &self.location {
            Location::Checker(Checker::Need) => (
                "Choose what comes closest, or go on to compare every provision. Nothing here is about a named student, \
                 and nothing is kept when you close this page.",
                vec![self.need()?],
                Location::Start,
            ),
            Location::Checker(Checker::Questions) => (
                "Answer what you know and leave the rest. The result changes as you answer.",
                self.checker_questions()?,
                Location::Checker(Checker::Need),
            ),
            Location::StatedDate => (
                "Rules, deadlines and year groups are then measured as if you applied on that day.",
                vec![asked(stated_date_question(), &[], None)],
                self.came_from.clone(),
            ),
            Location::HandOver(_) | Location::OpenFile => return self.file_page(),
            _ => return None,
        };
        Some(PageView {
            section: String::new(),
            title: title_beside(&self.location)?.to_owned(),
            intro: vec![intro.to_owned()],
            asks_nickname: false,
            body: PageBody::Questions(questions),
            back,
        })
    }

    fn need(&self) -> Option<QuestionView> {
        let rules = self.rules()?;
        let needs = &rules.edition(self.stated()).0.file().needs;
        let choice = |(value, label): (&str, &str)| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            hint: None,
            exclusive: false,
        };
        let choices: Vec<Choice> = needs.iter().map(|need| choice((&need.id, &need.text))).collect();
        let kind = Kind::Checkboxes {
            choices: Choices::List(Vec::new()),
        };
        Some(asked(
            Question::plain(NEED, "Choose all that apply", kind),
            &choices,
            None,
        ))
    }

    /// Whether a provision may meet a need that was chosen. `None`: none was.
    fn fits(&self, edition: &Edition, provision: &Provision) -> Option<bool> {
        let Some(Raw::Choices(chosen)) = self.beside.get(NEED).filter(|raw| !raw.is_blank()) else {
            return None;
        };
        let mut needs = edition.file().needs.iter();
        Some(needs.any(|need| chosen.contains(&need.id) && need.provisions.contains(&provision.id)))
    }

    /// The answers in view, as they would be in an application for a provision.
    pub(in crate::session) fn supposing(&self, config: &Config, provision: &str) -> Option<Instance> {
        let mut open = self.open.clone()?;
        let asked = &config.form.questions[config.form.provision_question]
            .definition
            .id;
        open.set(&Place::single(asked), Raw::Text(provision.to_owned()));
        Some(open)
    }

    fn checker_questions(&self) -> Option<Vec<QuestionView>> {
        let (config, rules) = (self.config()?, self.rules()?);
        let edition = rules.edition(self.stated()).0;
        let considered = || {
            let all = edition.file().provisions.iter();
            all.filter(|provision| self.fits(edition, provision) != Some(false))
        };
        let supposed: Vec<Instance> = considered()
            .filter_map(|provision| self.supposing(&config, &provision.id))
            .collect();
        let (mut views, mut section) = (Vec::new(), usize::MAX);
        for at in questions(considered(), &config.form) {
            let place = Place::single(&config.form.questions[at].definition.id);
            if supposed.iter().any(|instance| instance.relevant(&place)) {
                views.push(checker_question(&config, at, &mut section));
            }
        }
        Some(views)
    }

    /// The outcomes shown beside the questions: of the provisions considered, or of the application's own.
    pub fn fit(&self) -> Vec<Fit> {
        let (Some(config), Some(rules)) = (self.config(), self.rules()) else {
            return Vec::new();
        };
        let edition = rules.edition(self.stated()).0;
        let chosen = self.open.as_ref().and_then(Instance::provision);
        let shown = |provision: &&Provision| match self.location.draft() {
            Some(_) => chosen == Some(&provision.id),
            None => self.fits(edition, provision) != Some(false),
        };
        let provisions = edition.file().provisions.iter().filter(shown);
        provisions
            .filter_map(|provision| self.fit_of(&config, provision))
            .collect()
    }

    /// Every provision side by side.
    pub fn comparison(&self) -> Vec<Compared> {
        let (Some(config), Some(rules)) = (self.config(), self.rules()) else {
            return Vec::new();
        };
        let edition = rules.edition(self.stated()).0;
        let compared = |provision: &Provision| {
            let timeline = timeline(edition, provision, self.stated(), &rules.calendar);
            Some(Compared {
                fit: self.fit_of(&config, provision)?,
                fits_need: self.fits(edition, provision) == Some(true),
                by_when: reach_in_words(&timeline),
                length: provision.length.clone(),
                decided_by: provision.decided_by.clone(),
            })
        };
        edition.file().provisions.iter().filter_map(compared).collect()
    }

    fn fit_of(&self, config: &Config, provision: &Provision) -> Option<Fit> {
        let supposed;
        let (facts, more) = match self.location.draft() {
            Some(draft) => (self.open.as_ref()?, Location::Readiness(draft.to_owned())),
            None => {
                supposed = self.supposing(config, &provision.id)?;
                let more = Checker::Provision(provision.id.clone());
                (&supposed, Location::Checker(more))
            }
        };
        Some(Fit {
            name: provision.name.clone(),
            outcome: decide(provision, facts).outcome,
            more,
        })
    }
}

/// A question of the form without what only an application needs: nothing is revealed, nothing was worked out.
fn checker_question(config: &Config, at: QuestionIx, section: &mut usize) -> QuestionView {
    let of_form = &config.form.questions[at];
    let mut question = Question::clone(&of_form.definition);
    question.reveals = Map::new();
    if matches!(question.kind, Kind::YearGroup { .. }) {
        question.hint = None;
    }
    let page = &config.form.pages[of_form.page];
    let group = (page.section != *section).then(|| config.form.sections[page.section].title.clone());
    *section = page.section;
    asked(question, &of_form.choices, group)
}
