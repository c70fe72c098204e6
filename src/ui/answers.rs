//! Answers as the controls see them: what stands in a box, what is said about it, and how to change it.
//!
//! A control knows this and its definition, never the session, so it can be tried with three closures.

use leptos::prelude::*;

use crate::form::answer::{Place, Raw};
use crate::session::Session;
use crate::session::view_model::QuestionView;
use crate::sorted::{Map, Set};

use super::watched::Watched;

/// What can be said about an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// What must be mended.
    Error,
    /// The box at fault, of an answer with several.
    ErrorBox,
    /// What to think about; the answer may stand.
    Advice,
    /// What was worked out from other answers.
    Derived,
}

impl Note {
    /// Asks the session.
    pub fn of(self, session: &Session, place: &Place) -> Option<String> {
        match self {
            Self::Error => session.error(place),
            Self::ErrorBox => session.error_box(place),
            Self::Advice => session.advice(place),
            Self::Derived => session.derived(place),
        }
    }
}

type ReadRaw = dyn Fn(&Place) -> Option<Raw>;
type ReadNote = dyn Fn(&Place, Note) -> Option<String>;

struct Source {
    raw: Box<ReadRaw>,
    note: Box<ReadNote>,
    answer: Box<dyn Fn(Place, Raw)>,
}

/// The handle every control is given. Copied freely.
///
/// A browser tells a box that it changed or lost the focus while it takes the box off the page. By then the handle
/// is gone with the page: there is nothing to read, and nothing more to say.
#[derive(Clone, Copy)]
pub struct Answers(StoredValue<Source, LocalStorage>);

impl Answers {
    /// How an answer is read, what is said about it, and who is told of a change. The first two are read reactively.
    pub fn new(
        raw: impl Fn(&Place) -> Option<Raw> + 'static,
        note: impl Fn(&Place, Note) -> Option<String> + 'static,
        answer: impl Fn(Place, Raw) + 'static,
    ) -> Self {
        Self(StoredValue::new_local(Source {
            raw: Box::new(raw),
            note: Box::new(note),
            answer: Box::new(answer),
        }))
    }

    /// The raw answer.
    pub fn raw(self, place: &Place) -> Option<Raw> {
        self.0.try_with_value(|source| (source.raw)(place)).flatten()
    }

    /// Gives the whole raw answer after a change. Saying again what already stands is no change, so that a
    /// "change" event after the last "input" event does nothing unless the browser filled the box by itself.
    pub fn say(self, place: &Place, raw: Raw) {
        let stands = untrack(|| self.raw(place));
        if stands.as_ref() != Some(&raw) && !(stands.is_none() && raw.is_blank()) {
            self.0
                .try_with_value(|source| (source.answer)(place.clone(), raw));
        }
    }

    /// Replaces one box of a date or an address.
    pub fn say_field(self, place: &Place, name: &str, text: String) {
        let mut fields = untrack(|| self.fields(place));
        fields.insert(name.to_owned(), text);
        self.say(place, Raw::Fields(fields));
    }

    /// What is said about the answer.
    pub fn note(self, place: &Place, note: Note) -> Watched<Option<String>> {
        let place = place.clone();
        Watched::new(move || {
            self.0
                .try_with_value(|source| (source.note)(&place, note))
                .flatten()
        })
    }

    /// The text that stands in the box, or the value of the chosen radio.
    pub fn text(self, place: &Place) -> Watched<String> {
        let place = place.clone();
        Watched::new(move || match self.raw(&place) {
            Some(Raw::Text(text)) => text,
            _ => String::new(),
        })
    }

    /// The text in one box of a date or an address.
    pub fn field(self, place: &Place, name: &'static str) -> Watched<String> {
        let place = place.clone();
        Watched::new(move || self.fields(&place).remove(name).unwrap_or_default())
    }

    /// The values of the ticked boxes.
    pub fn choices(self, place: &Place) -> Set {
        match self.raw(place) {
            Some(Raw::Choices(values)) => values,
            _ => Set::new(),
        }
    }

    fn fields(self, place: &Place) -> Map<String> {
        match self.raw(place) {
            Some(Raw::Fields(fields)) => fields,
            _ => Map::new(),
        }
    }
}

/// The shape of a list of questions: changes when questions come and go, not when answers do.
pub type Questions = Watched<Vec<QuestionView>>;
