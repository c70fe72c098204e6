//! The checker and the stated date: questions that belong to no application and are never stored.

use chrono::NaiveDate;

use crate::draft::stored;
use crate::form::answer::{Answers, Place, Raw};
use crate::form::fault::Fault;
use crate::form::instance::Instance;
use crate::form::value::{self, Value};
use crate::form::words;
use crate::session::effect::Effect;
use crate::session::location::{Checker, Location};
use crate::session::state::{Now, STATED_DATE, Session};
use crate::session::view::checker::stated_date_question;
use crate::session::view_model::ErrorLine;

const MINUTE: i64 = 60_000;

impl Session {
    /// The answers of the checker as the form's own rules see them. `None` elsewhere.
    pub(in crate::session) fn checker_instance(&self) -> Option<Instance> {
        let config = self.config()?;
        matches!(self.location, Location::Checker(_)).then(|| {
            let answers = Answers {
                single: self.checker.clone(),
                ..Answers::default()
            };
            self.opened_with(&config, answers)
        })
    }

    pub(in crate::session) fn answered_beside(&mut self, place: &Place, raw: Raw) {
        match (&self.location, &mut self.open) {
            (Location::Checker(Checker::Questions), Some(open)) => {
                open.set(place, raw);
                self.checker.clone_from(&open.answers().single);
            }
            (
                Location::Checker(Checker::Need)
                | Location::StatedDate
                | Location::HandOver(_)
                | Location::OpenFile,
                _,
            ) => {
                self.beside.insert(place.question.clone(), raw);
            }
            _ => {}
        }
    }

    pub(in crate::session) fn continued_beside(&mut self, now: Now) -> Vec<Effect> {
        let to = match self.location {
            Location::Checker(Checker::Need) => Checker::Questions,
            Location::Checker(Checker::Questions) => Checker::Compare,
            Location::StatedDate => return self.date_stated(),
            Location::HandOver(_) | Location::OpenFile => return self.file_continued(now),
            _ => return Vec::new(),
        };
        let to = Location::Checker(to);
        vec![Effect::Go { to, replace: false }]
    }

    fn date_stated(&mut self) -> Vec<Effect> {
        let question = stated_date_question();
        let raw = self.beside.get(STATED_DATE);
        let given = raw.map_or(Ok(None), |raw| {
            value::parse(&question.kind, &[], raw, self.stated())
        });
        let fault = match given {
            Ok(Some(Value::Date(on))) => return self.plan(Some(on)),
            Ok(_) => Fault::Missing,
            Err(fault) => fault,
        };
        self.errors = vec![ErrorLine {
            target: format!("{STATED_DATE}-{}", fault.field().unwrap_or("day")),
            message: words::message(&question, &fault),
        }];
        vec![Effect::Focus("error-summary".to_owned())]
    }

    /// Measures everything on a date; `None`: on today's.
    pub(in crate::session) fn plan(&mut self, on: Option<NaiveDate>) -> Vec<Effect> {
        self.planned = on.filter(|on| Some(*on) != self.today);
        self.errors.clear();
        self.beside.remove(STATED_DATE);
        let stated = self.stated();
        if let Some(open) = &mut self.open {
            open.set_stated(stated);
        }
        if self.location != Location::StatedDate {
            return vec![Effect::Focus("main-heading".to_owned())];
        }
        let to = std::mem::take(&mut self.came_from);
        vec![Effect::Go { to, replace: false }]
    }

    /// A new application asks for an id first; [`Session::begun`] goes on.
    pub(in crate::session) fn begin_with(&mut self, provision: String) -> Vec<Effect> {
        self.beginning = Some(provision);
        match self.accessible() {
            true => vec![Effect::MakeId],
            // "New" goes on from there once it is.
            false => vec![Effect::Go {
                to: Location::New,
                replace: false,
            }],
        }
    }

    /// A new application for a provision, with the answers that the checker was given. They are the person's first
    /// change, so it is stored at once.
    pub(in crate::session) fn begun(&mut self, id: &str, provision: &str, now: Now) -> Vec<Effect> {
        let Some(config) = self.config() else {
            return Vec::new();
        };
        let mut draft = stored::new(id.to_owned(), &config.form.version, now);
        draft.answers.single = self.checker.clone();
        let asked = &config.form.questions[config.form.provision_question]
            .definition
            .id;
        draft
            .answers
            .single
            .insert(asked.clone(), Raw::Text(provision.to_owned()));
        self.drafts.insert(id.to_owned(), draft);
        let mut effects = self.changed(id, now);
        effects.push(Effect::Go {
            to: Location::Tasks(id.to_owned()),
            replace: self.location == Location::New,
        });
        effects
    }

    pub(in crate::session) fn server_time(&mut self, at: i64, now: Now) -> Vec<Effect> {
        self.server_ahead = Some((now - at) / MINUTE);
        (self.ahead, self.time) = (now - at, at);
        (self.sweeping, self.draining) = (true, true);
        self.held_in_view()
            .map_or_else(Vec::new, |id| self.dated(&id, now))
    }
}
