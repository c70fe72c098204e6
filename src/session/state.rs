//! Everything the program knows, and the one way to change it.

use crate::sorted::Map;
use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::london;
use crate::draft::keep;
use crate::draft::stored::{self, Draft};
use crate::form::answer::{Answers, Place, RawAnswers};
use crate::form::instance::Instance;
use crate::form::model::Form;
use crate::mistake::Mistake;

use super::access::Access;
use super::config::{Config, Rules};
use super::effect::{Effect, Record};
use super::location::Location;
use super::message::{Message, StorageFacts, StoredRecord};
use super::offline::Offline;
use super::turn::Turn;
use super::update::changes::{Kept, save_original};
use super::update::seal::Sealing;
use super::view_model::ErrorLine;
use crate::submission::envelope::Receipt;
use crate::vault::parcel::Parcel;

/// Ways from the first part of the program into its rest, so that the first does not hold what they lead to.
#[derive(Debug)]
pub(super) struct Ways {
    /// [`Instance::new`]; before it is there, there is nothing but the first question.
    pub(super) read_all: fn(Arc<Form>, NaiveDate, Answers) -> Instance,
    /// [`Session::correction`]; before it is there, no page of an application is drawn but the first.
    pub(super) correction: fn(&Session) -> Option<Location>,
    /// The name of a page that the first part does not draw.
    pub(super) page_name: fn(&Session) -> Option<String>,
    /// [`Session::advice`].
    pub(super) advice: fn(&Session, &Place) -> Option<String>,
    /// [`Session::derived`].
    pub(super) derived: fn(&Session, &Place) -> Option<String>,
}

const WAYS: Ways = Ways {
    read_all: Instance::new,
    correction: Session::correction,
    page_name: Session::later_page_name,
    advice: Session::advice_on,
    derived: Session::derived_in_words,
};

/// More changes than a page can make in the moment until it hears that an application was taken from it, or in all the time
/// if it is suspended.
const ROUND: u64 = 1 << 16;

/// The time an update happens at: milliseconds since the Unix epoch, UTC.
pub type Now = i64;

/// Everything the program knows. Made once, changed only by [`Session::update`].
#[derive(Debug, Default)]
pub struct Session {
    /// What the messages so far may have changed: see [`Session::turn`].
    pub(super) turn: Turn,
    pub(super) files: FilesState,
    pub(super) rest: Rest,
    /// What the rest of the program can do for the first part; before it is there, nothing needs it.
    pub(super) ways: Option<&'static Ways>,
    pub(super) rules: Option<Rc<Rules>>,
    /// Records that arrived before the data files did.
    pub(super) early_records: Option<Vec<StoredRecord>>,
    pub(super) records_read: bool,
    pub(super) access: Access,
    /// The address was told once.
    pub(super) placed: bool,
    /// What a person did before the whole form was there, for the rest of the program.
    pub(super) form_awaited: Vec<Message>,
    /// See [`Session::redrawn`].
    pub(super) redrawn: u32,
    /// The person has moved to a page that there was nothing to draw of yet.
    pub(super) moved_early: bool,
    pub(super) drafts: Map<Draft>,
    /// Records that could not be read, in words; never written to or removed.
    pub(super) set_aside: Vec<String>,
    pub(super) open: Option<Instance>,
    pub(super) location: Location,
    pub(super) today: Option<NaiveDate>,
    pub(super) errors: Vec<ErrorLine>,
    /// The person came from the check page and goes back there.
    pub(super) from_check: bool,
    pub(super) saves: Map<Saves>,
    pub(super) sends: Map<Send>,
    /// The application that this page asked to change, and whether another page has it.
    pub(super) hold: Option<(String, Hold)>,
    /// What the checker was told. It knows of no student and is never stored.
    pub(super) checker: RawAnswers,
    /// Answers to questions that belong to no form: [`NEED`] and [`STATED_DATE`].
    pub(super) beside: RawAnswers,
    /// The date to plan for, where it is not today.
    pub(super) planned: Option<NaiveDate>,
    /// Where the page for that date was come to from.
    pub(super) came_from: Location,
    /// The provision that a new application begins with, together with what the checker was told.
    pub(super) beginning: Option<String>,
    /// What became of the last calendar file.
    pub(super) calendar_said: Option<Result<(), String>>,
    /// Minutes by which the device's clock is ahead of the server's, where that is known.
    pub(super) server_ahead: Option<i64>,
    /// The same in milliseconds, and what that makes of the time: it never goes back, whatever the clock does.
    pub(super) ahead: i64,
    pub(super) time: Now,
    /// Sealed records while the screen is locked: key and time of change.
    pub(super) sealed: Vec<(String, i64)>,
    /// Applications that are durable now, and whose requests go out next.
    pub(super) durable: Vec<String>,
    /// What waits to be sent is to be looked at.
    pub(super) draining: bool,
    /// When that was last done: waits go by [`Session::time`], whatever becomes of the clock.
    pub(super) drained: Now,
    /// When this page is woken next, by the same.
    pub(super) wake: Option<i64>,
    /// The browser says that there is no connection: until it says otherwise, no request can work.
    pub(super) cut_off: bool,
    /// Applications in nobody's view that this page has, to send them.
    pub(super) lent: Vec<String>,
    /// Those that a person wants discarded, or put back, once this page has them.
    pub(super) marking: Vec<(String, bool)>,
    /// Those that it has asked for.
    pub(super) asking: Vec<String>,
    /// Those that it was given since it last wrote them, and how many rounds of versions it leaves out: see
    /// [`Session::counted`].
    pub(super) counting_on: Vec<(String, u64)>,
    /// How often a request went out. It goes on where the screen locks, so that no answer passes for a later one's.
    pub(super) attempts: u32,
    /// One that it changed when another page had it already: nothing was kept of that.
    pub(super) too_late: Option<String>,
    /// Applications that it was just given, in view or not: what else is to be done to them is still to be looked at.
    pub(super) given: Vec<String>,
    /// The application in view came to this page: it may have been answered with another form.
    pub(super) carrying: bool,
    /// What may be removed by now is to be looked for.
    pub(super) sweeping: bool,
    /// How many applications were removed because their time was over.
    pub(super) swept: usize,
    /// What the stores still held after everything was to be removed.
    pub(super) left: Option<Result<usize, String>>,
    /// Forms and drafts as they were before the form changed.
    pub(super) kept: Kept,
    /// The file that is being saved or opened.
    pub(super) handing: Handing,
    /// How often a key was asked for.
    pub(super) derivations: u32,
    /// What the browser said of its storage.
    pub(super) storage: Option<StorageFacts>,
    /// What it keeps of this service.
    pub(super) offline: Offline,
}

/// Id of the checker's first question, "What does the student need?". Ids of the form have no hyphen.
pub(super) const NEED: &str = "checker-need";
/// Id of the question for another date to measure rules on.
pub(super) const STATED_DATE: &str = "stated-date";

/// A file that is being saved or opened; gone when the person goes elsewhere.
#[derive(Debug, Default)]
pub(super) struct Handing {
    /// The file that was chosen.
    pub(super) parcel: Option<Parcel>,
    /// What is inside it, where the application here differs.
    pub(super) file: Option<Box<Draft>>,
    /// What was done, or is being done, in words.
    pub(super) said: Option<&'static str>,
}

/// Whether [`Session::update_rest`] and the pages that need it are part of the program already.
#[derive(Debug, Default)]
pub(super) enum Rest {
    /// They are.
    #[default]
    There,
    /// The program began without, and nothing asked for it yet.
    Awaited,
    /// It is being fetched.
    Coming,
    /// They could not be fetched, in words.
    Failed(String),
}

/// How far the data files are.
#[derive(Debug, Default)]
pub(super) enum FilesState {
    #[default]
    Awaited,
    Wrong(Vec<String>),
    Checked(Rc<Config>),
}

/// What the stores said of a draft's versions.
#[derive(Debug, Default)]
pub(super) struct Saves {
    pub(super) local: Option<Result<u64, String>>,
    pub(super) indexed: Option<Result<u64, String>>,
}

/// An attempt to send, as far as it is not part of the draft.
#[derive(Debug, Default)]
pub(super) struct Send {
    pub(super) attempt: u32,
    pub(super) stage: Stage,
    /// Tries in a row without an answer that counts.
    pub(super) tries: u32,
    /// A person pressed the button and waits for what comes of it.
    pub(super) pressed: bool,
    /// It was sealed here, in this visit: where there was no attempt since, it never went out.
    pub(super) fresh: bool,
    /// Why the last receipt proved nothing, in words.
    pub(super) unproven: Option<String>,
}

#[derive(Debug, Default, PartialEq)]
pub(super) enum Stage {
    /// Nothing under way.
    #[default]
    Idle,
    /// It is being sealed to the council; nothing is stored yet.
    Sealing(Box<Sealing>),
    /// It could not be sealed, in words: nothing is stored and nothing went out.
    Unsealed(String),
    /// The sealed application, at this version, has to be durable before the request goes out.
    Storing(u64),
    /// The durable store did not keep it, for this reason in its words: nothing goes out. Tried again at this time.
    Unkept(i64, String),
    /// The request is out.
    Posted,
    /// A receipt came, and its signature is being looked at.
    Verifying(Receipt),
    /// To be tried again at this time, milliseconds since the Unix epoch.
    Waiting(i64),
    /// The council wants to know who sends: in words.
    SignIn(String),
}

/// Who may change an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hold {
    /// Asked for. Nobody types faster than a browser answers; nothing typed meanwhile is lost.
    Asked,
    /// This page.
    Here,
    /// Another page of this browser.
    Elsewhere,
}

impl Session {
    /// A session of a program whose rest is still to be fetched.
    pub fn begun_early() -> Self {
        Self {
            rest: Rest::Awaited,
            ..Self::default()
        }
    }

    /// Takes in one message and says what the browser is to do.
    pub fn update(&mut self, message: Message, now: Now) -> Vec<Effect> {
        match self.update_first(message, now) {
            Ok(mut effects) => {
                effects.extend(self.update_rest(None, now));
                effects
            }
            Err(message) => self.update_rest(Some(message), now),
        }
    }

    /// Takes in what can happen before and while questions are answered. The browser program loads this part first.
    ///
    /// # Errors
    /// Gives back a message that is for [`Session::update_rest`].
    pub fn update_first(&mut self, message: Message, now: Now) -> Result<Vec<Effect>, Message> {
        self.keep_time(now);
        match &message {
            Message::Saved { .. } => {}
            Message::Answered { place, .. } if !self.location.beside() => {
                self.turn.answers += 1;
                self.turn.answered = Some(place.clone());
            }
            _ => self.turn.around += 1,
        }
        self.take_in_first(message, now)
    }

    /// What may have changed, so that nobody works out anything else anew.
    pub fn turn(&self) -> &Turn {
        &self.turn
    }

    /// Takes in everything else. Without a message, does what is left to do after one of the first kind.
    pub fn update_rest(&mut self, message: Option<Message>, now: Now) -> Vec<Effect> {
        self.keep_time(now);
        let more = self.carrying || self.draining || self.sweeping || !self.given.is_empty();
        if more || self.ways.is_none() {
            self.turn.around += 1;
        }
        self.ways = Some(&WAYS);
        let mut effects = message.map_or_else(Vec::new, |message| self.take_in_later(message, now));
        for id in std::mem::take(&mut self.durable) {
            effects.extend(self.post(&id));
        }
        if self.config().is_some_and(|config| !config.whole) {
            return effects;
        }
        effects.extend(self.begin(now));
        if std::mem::take(&mut self.carrying) {
            effects.extend(self.carry_over());
        }
        effects.extend(self.see_to_given(now));
        if std::mem::take(&mut self.draining) {
            effects.extend(self.drain(now));
        }
        if std::mem::take(&mut self.sweeping) {
            effects.extend(self.sweep(now));
        }
        effects.extend(self.use_release());
        effects
    }

    /// Today in Europe/London moves on at midnight, and everything measured on it with it.
    fn keep_time(&mut self, now: Now) {
        // A clock that was set back has not turned back time; how much went by until then is not known, nor whether the
        // browser has woken this page already.
        let ahead = now.saturating_sub(self.time);
        if ahead < self.ahead {
            (self.ahead, self.wake) = (ahead, None);
        }
        self.time = now.saturating_sub(self.ahead);
        let today = london::date(now);
        if self.today != Some(today) {
            let before = self.today.replace(today);
            self.sweeping = true;
            self.turn.around += 1;
            // A clock that leaps has to be held against the server's again: at the next start.
            if before.is_some_and(|before| (today - before).num_days() > 1) {
                self.server_ahead = None;
            }
            let stated = self.stated();
            if let Some(open) = &mut self.open {
                open.set_stated(stated);
            }
        }
    }

    pub(super) fn config(&self) -> Option<Rc<Config>> {
        match &self.files {
            FilesState::Checked(config) => Some(Rc::clone(config)),
            _ => None,
        }
    }

    /// An application opened, with as much of its answers as can be read.
    pub(super) fn opened_with(&self, config: &Config, answers: Answers) -> Instance {
        let read = self.ways.map_or(Instance::of_choices as _, |ways| ways.read_all);
        read(config.form.clone(), self.stated(), answers)
    }

    pub(super) fn rules(&self) -> Option<Rc<Rules>> {
        self.rules.clone()
    }

    /// The date on which rules are measured.
    pub(super) fn stated(&self) -> NaiveDate {
        self.planned.or(self.today).unwrap_or_default()
    }

    /// The draft the person is at.
    pub(super) fn draft(&self) -> Option<&Draft> {
        self.drafts.get(self.location.draft()?)
    }

    /// The open application, where it may be changed.
    pub(super) fn editable(&self) -> bool {
        !self.elsewhere() && self.draft().is_some_and(Draft::open)
    }

    /// Its id.
    pub(super) fn editable_id(&self) -> Option<String> {
        self.location
            .draft()
            .filter(|_| self.editable())
            .map(str::to_owned)
    }

    /// Notes a change of a draft at the time that it is, as far as that is known, and asks for it to be written.
    pub(super) fn changed(&mut self, id: &str, now: Now) -> Vec<Effect> {
        self.stamped(id);
        self.rewritten(id, now)
    }

    /// The same of a change that is not a person's: the time of the last one stays.
    pub(super) fn rewritten(&mut self, id: &str, now: Now) -> Vec<Effect> {
        if let Some(open) = self.open.as_ref().filter(|_| self.location.draft() == Some(id))
            && let Some(draft) = self.drafts.get_mut(id)
        {
            draft.answers.clone_from(open.answers());
        }
        self.counted(id, now)
    }

    /// As [`Self::changed`] where the draft has the change already: the other answers are not touched.
    pub(super) fn noted(&mut self, id: &str, now: Now) -> Vec<Effect> {
        self.stamped(id);
        self.counted(id, now)
    }

    fn stamped(&mut self, id: &str) {
        if let Some(draft) = self.drafts.get_mut(id) {
            draft.changed = self.time;
            draft.undated = self.server_ahead.is_none();
        }
    }

    /// Gives a draft its next version, which is to be written.
    fn counted(&mut self, id: &str, now: Now) -> Vec<Effect> {
        let Some(draft) = self.drafts.get_mut(id) else {
            return Vec::new();
        };
        // A page from which it was taken, and which does not know that yet, is never ahead of the one that has it.
        let given = self.counting_on.iter().position(|(given, _)| given == id);
        let rounds = given.map_or(0, |at| self.counting_on.swap_remove(at).1);
        draft.version = match rounds {
            0 => draft.version + 1,
            _ if draft.version == 0 => 1,
            _ => (draft.version / ROUND + rounds) * ROUND,
        };
        let first = draft.version == 1;
        let mut effects = vec![save(draft)];
        if first {
            effects.push(Effect::KeepStorage);
        }
        effects.extend(self.keep_form(now));
        effects
    }

    /// Every application that somebody has typed into, to be written as it stands.
    pub(super) fn save_all(&mut self, now: Now) -> Vec<Effect> {
        let typed = self.drafts.values().filter(|draft| draft.version > 0);
        let mut effects: Vec<Effect> = typed.map(save).collect();
        effects.extend(self.kept.originals.values().map(save_original));
        effects.extend(self.keep_form(now));
        effects
    }

    pub(super) fn mistakes(found: &[Mistake]) -> Vec<String> {
        let mut said: Vec<String> = Vec::new();
        for mistake in found.iter().map(Mistake::to_string) {
            if !said.contains(&mistake) {
                said.push(mistake);
            }
        }
        said
    }
}

/// A draft is to be written as it stands.
pub(super) fn save(draft: &Draft) -> Effect {
    Effect::Save(Record {
        key: stored::key(&draft.id),
        draft: draft.id.clone(),
        version: draft.version,
        changed: keep::stamp(draft),
        text: stored::write(draft),
    })
}
