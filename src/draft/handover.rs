//! An application that goes to a colleague or another computer, and comes back.
//!
//! What travels is the stored record inside a [`parcel`](crate::vault::parcel). Nothing that is on the device is ever
//! written over: where both sides have the same application with different answers, a person chooses field by field.

use super::stored::{self, Draft, ReadError};
use crate::form::answer::{Group, Raw};
use crate::form::model::Form;

/// Where the two sides can differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// The person's own name for the application.
    Nickname,
    /// An answer outside any group, by question id.
    Question(String),
    /// All items of a group, by its id: items that were added on both sides may share a number and nothing else.
    Repeat(String),
}

/// Why a file that could be opened is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TakeError {
    /// What is inside was written by a later release.
    #[error(
        "The file was saved by a newer version of this service (format {0}). Reload this page to get that version."
    )]
    Newer(u32),
    /// What is inside is not an application.
    #[error("The file is damaged, or was not saved by this service.")]
    Damaged,
    /// It, or the one on the device, was sent.
    #[error("This application was already sent to the council, so it cannot be changed any more.")]
    Sent,
}

/// The text to be sealed: the application as it stands, without what was removed from it. One that is on its way says that
/// this version may have arrived, so that what is sent from the file replaces it.
pub fn pack(draft: &Draft) -> String {
    let mut draft = draft.clone();
    draft.removed = Vec::new();
    draft.discarded = None;
    if let Some(sending) = draft.sending.take() {
        draft.may_have_arrived(sending.digest);
    }
    stored::write(&draft)
}

/// What is inside a file that was opened.
///
/// # Errors
/// It is no application, of a newer format, or one that was sent.
pub fn unpack(text: &str) -> Result<Draft, TakeError> {
    let draft = stored::read_any(text).map_err(|error| match error {
        ReadError::Newer(format) => TakeError::Newer(format),
        ReadError::Damaged => TakeError::Damaged,
    })?;
    match draft.open() {
        true if stored::well_formed(&draft.id) => Ok(draft),
        true => Err(TakeError::Damaged),
        false => Err(TakeError::Sent),
    }
}

/// Where the sides differ, in the order of the form. What is blank on both is the same.
pub fn differences(form: &Form, here: &Draft, file: &Draft) -> Vec<Field> {
    let mut fields = Vec::new();
    if here.nickname != file.nickname {
        fields.push(Field::Nickname);
    }
    for page in &form.pages {
        if let Some(repeat) = page.repeat.and_then(|repeat| form.repeats.get(repeat)) {
            let id = &repeat.definition.id;
            if answers(items(here, id)) != answers(items(file, id)) {
                fields.push(Field::Repeat(id.clone()));
            }
        } else {
            let questions = form.questions[page.questions.clone()].iter();
            let ids = questions.map(|question| &question.definition.id);
            let differing = ids.filter(|id| given(here, id) != given(file, id));
            fields.extend(differing.cloned().map(Field::Question));
        }
    }
    fields
}

/// The application here, with these fields as they are in the file. It takes the higher version of the two; what only the
/// file has and the form does not ask is kept too.
pub fn merge(form: &Form, here: &Draft, file: &Draft, from_file: &[Field]) -> Draft {
    let mut merged = here.clone();
    merged.version = here.version.max(file.version);
    merged.discarded = None;
    // What may have arrived from either side is replaced by what is sent next, and what was refused is not sent again.
    let known = |digest: &&String| !here.amends.contains(digest);
    merged.amends.extend(file.amends.iter().filter(known).cloned());
    merged.refused = None;
    for (id, raw) in &file.answers.single {
        if form.question(id).is_none() && !merged.answers.single.contains_key(id) {
            merged.answers.single.insert(id.clone(), raw.clone());
        }
    }
    for field in from_file {
        match field {
            Field::Nickname => merged.nickname.clone_from(&file.nickname),
            Field::Question(id) => {
                merged.answers.single.remove(id);
                if let Some(raw) = file.answers.single.get(id) {
                    merged.answers.single.insert(id.clone(), raw.clone());
                }
            }
            Field::Repeat(id) => {
                let mut group = file.answers.repeats.get(id).cloned().unwrap_or_default();
                // A number is never used again, whichever side gave it.
                let next = here.answers.repeats.get(id).map_or(0, |group| group.next);
                group.next = group.next.max(next);
                merged.answers.repeats.insert(id.clone(), group);
            }
        }
    }
    merged
}

fn given<'a>(draft: &'a Draft, id: &str) -> Option<&'a Raw> {
    draft.answers.single.get(id).filter(|raw| !raw.is_blank())
}

fn items<'a>(draft: &'a Draft, id: &str) -> Option<&'a Group> {
    draft.answers.repeats.get(id)
}

fn answers(group: Option<&Group>) -> Vec<&crate::form::answer::RawAnswers> {
    let items = group.map_or(&[][..], |group| &group.items);
    items.iter().map(|item| &item.answers).collect()
}
