//! What stands around every page: phase, place, edition, title, saving.

use crate::calendar::words;
use crate::draft::stored::Draft;
use crate::form::answer::{Place, Raw};
use crate::form::definition::Kind;
use crate::form::value;
use crate::form::words as form_words;
use crate::session::access::Gate;
use crate::session::location::{Checker, Location};
use crate::session::state::{FilesState, Rest, Session};
use crate::session::view::checker::title_beside;
use crate::session::view::guidance;
use crate::session::view_model::{COMPARE_TITLE, EditionView, ErrorLine, OPEN_TITLE, Phase, SaveState};
use crate::settings::Contact;

/// Minutes by which a device's clock may differ before it is worth a word.
const TOLERATED: i64 = 3;

/// Boxes of dates and addresses, as their elements are called.
const BOXES: [&str; 8] = [
    "day", "month", "year", "line1", "line2", "town", "county", "postcode",
];

impl Session {
    /// How far the program is.
    pub fn phase(&self) -> Phase {
        match &self.files {
            FilesState::Wrong(mistakes) => Phase::Broken(mistakes.clone()),
            FilesState::Checked(_)
                if self.records_read
                    && (self.rules.is_some() || !self.location.needs_rules())
                    && (self.whole() || self.early()) =>
            {
                Phase::Ready
            }
            _ => Phase::Loading,
        }
    }

    /// Whether the page can be drawn before the rest of the program is there, and of the form: the way to the first
    /// question, and that question.
    fn early(&self) -> bool {
        match &self.location {
            Location::Start | Location::New | Location::Missing => true,
            Location::Page(_, page) => self
                .config()
                .is_some_and(|config| !config.whole && config.form.page(page).is_some()),
            _ => false,
        }
    }

    /// Whether the whole program is there, and the whole form with it, or what is wrong with that.
    pub fn whole(&self) -> bool {
        let files = match &self.files {
            FilesState::Awaited => false,
            FilesState::Checked(config) => config.whole,
            FilesState::Wrong(_) => true,
        };
        files && matches!(self.rest, Rest::There)
    }

    /// Another one where what is asked first came to be something else while it was in view.
    pub fn redrawn(&self) -> u32 {
        self.redrawn
    }

    /// Why the rest of the program could not be fetched, in words.
    pub fn rest_failed(&self) -> Option<String> {
        match &self.rest {
            Rest::Failed(words) => Some(words.clone()),
            _ => None,
        }
    }

    /// Where the person is. A draft that is not on this device leads to [`Location::Missing`].
    pub fn location(&self) -> Location {
        match self.location.draft() {
            Some(id) if self.records_read && self.accessible() && !self.drafts.contains_key(id) => {
                Location::Missing
            }
            _ => self.location.clone(),
        }
    }

    /// The edition in use and its banner. `None` until ready.
    pub fn edition(&self) -> Option<EditionView> {
        let rules = self.rules()?;
        let (edition, banner) = rules.edition(self.stated());
        Some(EditionView {
            edition: edition.file().edition.clone(),
            stated_date: words::date(self.stated()),
            banner,
        })
    }

    /// The date that is planned for, in words, where it is not today.
    pub fn planned(&self) -> Option<String> {
        self.planned.map(words::date)
    }

    /// What became of the calendar file that was asked for on this page.
    pub fn calendar_said(&self) -> Option<Result<(), String>> {
        self.calendar_said.clone()
    }

    /// Minutes by which the device's clock is ahead of the server's, where that is more than a few.
    pub fn clock_ahead(&self) -> Option<i64> {
        self.server_ahead.filter(|ahead| ahead.abs() > TOLERATED)
    }

    /// Who to speak to. `None` until ready.
    pub fn contact(&self) -> Option<Contact> {
        Some(self.config()?.settings.contact.clone())
    }

    /// Nickname of the open application.
    pub fn nickname(&self) -> String {
        self.draft()
            .map(|draft| draft.nickname.clone())
            .unwrap_or_default()
    }

    /// What stands in an answer's box, exactly as typed. `None`: never answered.
    pub fn raw(&self, place: &Place) -> Option<Raw> {
        let beside = self.beside.get(&place.question);
        beside.or_else(|| self.open.as_ref()?.raw(place)).cloned()
    }

    /// The error shown at an answer since the last "Continue".
    pub fn error(&self, place: &Place) -> Option<String> {
        self.error_line(place).map(|(line, _)| line.message.clone())
    }

    /// The box at fault of an answer that has several: `line2`, `month`. `None`: no error, or not one box alone.
    pub fn error_box(&self, place: &Place) -> Option<String> {
        self.error_line(place)?.1.map(str::to_owned)
    }

    fn error_line(&self, place: &Place) -> Option<(&ErrorLine, Option<&'static str>)> {
        let id = place.element_id();
        self.errors
            .iter()
            .find_map(|line| match line.target.strip_prefix(&id)? {
                "" => Some((line, None)),
                rest => {
                    let part = rest.strip_prefix('-')?;
                    BOXES
                        .into_iter()
                        .find(|name| *name == part)
                        .map(|part| (line, Some(part)))
                }
            })
    }

    /// The error summary; empty where there is nothing to say.
    pub fn errors(&self) -> Vec<ErrorLine> {
        self.errors.clone()
    }

    /// Advice on an answer that may stand as it is (a temporary UPN, say).
    pub fn advice(&self, place: &Place) -> Option<String> {
        (self.ways?.advice)(self, place)
    }

    pub(in crate::session) fn advice_on(&self, place: &Place) -> Option<String> {
        let open = self.open.as_ref()?;
        if let Some(first) = open.advice(place).first() {
            return Some((*first).to_owned());
        }
        let (_, question) = open.form().question(&place.question)?;
        let advice = value::advise(&question.definition.kind, open.value(place)?)?;
        Some(form_words::advice_message(&question.definition, &advice))
    }

    /// What a year-group question derives from the date of birth, in words.
    pub fn derived(&self, place: &Place) -> Option<String> {
        (self.ways?.derived)(self, place)
    }

    pub(in crate::session) fn derived_in_words(&self, place: &Place) -> Option<String> {
        let open = self.open.as_ref()?;
        let (_, question) = open.form().question(&place.question)?;
        let Kind::YearGroup { born } = &question.definition.kind else {
            return None;
        };
        let year = open.derived_year_group(born)?;
        let name = value::year_group_name(f64::from(year));
        let date = words::date(self.stated());
        Some(match crate::calendar::year_group::key_stage(year) {
            Some(stage) => format!("{name} (key stage {stage}), from the date of birth, on {date}"),
            None => format!("{name}, from the date of birth, on {date}"),
        })
    }

    /// What is known of the last change to the application in view.
    pub fn save_state(&self) -> SaveState {
        match self.draft().filter(|draft| draft.version > 0) {
            Some(draft) => self.saved_state(draft),
            None => SaveState::Nothing,
        }
    }

    /// What is known of the last change to a draft.
    pub(in crate::session) fn saved_state(&self, draft: &Draft) -> SaveState {
        if self.kept_nowhere() {
            return SaveState::Nowhere;
        }
        let saves = self.saves.get(&draft.id);
        let indexed = saves.and_then(|saves| saves.indexed.as_ref());
        let local = saves.and_then(|saves| saves.local.as_ref());
        match (indexed, local) {
            (None, None) => SaveState::Saved,
            (Some(Ok(version)), _) if *version >= draft.version => SaveState::Saved,
            (Some(Err(words)), _) => SaveState::Failed(words.clone()),
            _ => SaveState::Saving,
        }
    }

    /// Title for the browser's tab; names the page, never the student or the nickname.
    pub fn title(&self) -> String {
        let error = if self.errors.is_empty() { "" } else { "Error: " };
        let page = match self.gate() {
            Gate::Open => self.page_name(),
            Gate::Choose => Some("Choose a passphrase".to_owned()),
            Gate::Unlock | Gate::Unusable { .. } => Some("Unlock".to_owned()),
            Gate::Code(_) => Some("Your recovery code".to_owned()),
        };
        let service = self
            .config()
            .map_or_else(String::new, |config| config.form.title.clone());
        match page {
            Some(page) => format!("{error}{page} – {service}"),
            None => service,
        }
    }

    fn page_name(&self) -> Option<String> {
        match self.location() {
            Location::Start => None,
            Location::New => Some("New application".to_owned()),
            Location::Missing => Some("Page not found".to_owned()),
            Location::Page(..) | Location::Item(..) => self.page_title(),
            _ => (self.ways?.page_name)(self),
        }
    }

    pub(in crate::session) fn later_page_name(&self) -> Option<String> {
        match self.location() {
            Location::Start | Location::New | Location::Missing | Location::Page(..) | Location::Item(..) => {
                None
            }
            Location::Applications => Some("Applications on this device".to_owned()),
            Location::RemoveAll => Some("Remove everything from this device".to_owned()),
            Location::Storage => Some("Is what you type safe here?".to_owned()),
            Location::Tasks(_) => Some("Task list".to_owned()),
            Location::Changes(_) => Some("The questions have changed".to_owned()),
            Location::Check(_) => Some("Check your answers".to_owned()),
            Location::Sent(_) => Some("Application received".to_owned()),
            Location::Guidance(name) => guidance::title(&name).map(str::to_owned),
            Location::Checker(Checker::Compare) => Some(COMPARE_TITLE.to_owned()),
            Location::Checker(Checker::Provision(id)) => self.provision_name(&id),
            Location::OpenFile => Some(OPEN_TITLE.to_owned()),
            place @ (Location::Checker(_) | Location::StatedDate) => title_beside(&place).map(str::to_owned),
            Location::HandOver(_) => Some(self.file_title().to_owned()),
            Location::Readiness(_) => Some("Is this application ready?".to_owned()),
            Location::Passphrase => Some("Change your passphrase".to_owned()),
            Location::RecoveryCode => Some("New recovery code".to_owned()),
        }
    }
}
