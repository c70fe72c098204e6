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

type Stands = dyn Fn(&Place) -> Option<Raw>;
type WatchRaw = dyn Fn(&Place) -> Watched<Option<Raw>>;
type WatchNote = dyn Fn(&Place, Note) -> Watched<Option<String>>;

struct Source {
    stands: Box<Stands>,
    raw: Box<WatchRaw>,
    note: Box<WatchNote>,
    answer: Box<dyn Fn(Place, Raw)>,
}

/// The handle every control is given. Copied freely.
///
/// A browser tells a box that it changed or lost the focus while it takes the box off the page. By then the handle
/// is gone with the page: there is nothing to read, and nothing more to say.
#[derive(Clone, Copy)]
pub struct Answers(StoredValue<Source, LocalStorage>);

impl Answers {
    /// What stands as the answer now; the answer and what is said about it, to be followed; and who is told of a change.
    pub fn new(
        stands: impl Fn(&Place) -> Option<Raw> + 'static,
        raw: impl Fn(&Place) -> Watched<Option<Raw>> + 'static,
        note: impl Fn(&Place, Note) -> Watched<Option<String>> + 'static,
        answer: impl Fn(Place, Raw) + 'static,
    ) -> Self {
        Self(StoredValue::new_local(Source {
            stands: Box::new(stands),
            raw: Box::new(raw),
            note: Box::new(note),
            answer: Box::new(answer),
        }))
    }

    /// The raw answer as it stands, once.
    pub fn stands(self, place: &Place) -> Option<Raw> {
        self.0.try_with_value(|source| (source.stands)(place)).flatten()
    }

    /// What `value` makes of the raw answer, to be followed.
    pub fn watch<T: PartialEq + 'static>(
        self,
        place: &Place,
        value: impl Fn(Option<&Raw>) -> T + 'static,
    ) -> Watched<T> {
        let raw = self.0.with_value(|source| (source.raw)(place));
        Watched::new(move || raw.with(|raw| value(raw.as_ref())))
    }

    /// Gives the whole raw answer after a change. Saying again what already stands is no change, so that a
    /// "change" event after the last "input" event does nothing unless the browser filled the box by itself.
    pub fn say(self, place: &Place, raw: Raw) {
        let stands = self.stands(place);
        if stands.as_ref() != Some(&raw) && !(stands.is_none() && raw.is_blank()) {
            self.0
                .try_with_value(|source| (source.answer)(place.clone(), raw));
        }
    }

    /// Replaces one box of a date or an address.
    pub fn say_field(self, place: &Place, name: &str, text: String) {
        let mut fields = match self.stands(place) {
            Some(Raw::Fields(fields)) => fields,
            _ => Map::new(),
        };
        fields.insert(name.to_owned(), text);
        self.say(place, Raw::Fields(fields));
    }

    /// What is said about the answer.
    pub fn note(self, place: &Place, note: Note) -> Watched<Option<String>> {
        self.0.with_value(|source| (source.note)(place, note))
    }

    /// The text that stands in the box, or the value of the chosen radio.
    pub fn text(self, place: &Place) -> Watched<String> {
        self.watch(place, |raw| match raw {
            Some(Raw::Text(text)) => text.clone(),
            _ => String::new(),
        })
    }

    /// The text in one box of a date or an address.
    pub fn field(self, place: &Place, name: &'static str) -> Watched<String> {
        self.watch(place, move |raw| match raw {
            Some(Raw::Fields(fields)) => fields.get(name).cloned().unwrap_or_default(),
            _ => String::new(),
        })
    }
}

/// The values of the ticked boxes.
pub fn choices(raw: Option<&Raw>) -> Set {
    match raw {
        Some(Raw::Choices(values)) => values.clone(),
        _ => Set::new(),
    }
}

/// The shape of a list of questions: changes when questions come and go, not when answers do.
pub type Questions = Watched<Vec<QuestionView>>;
