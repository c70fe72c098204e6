//! The pages on which an application is saved as a file, opened from one, and compared with the one here.

use crate::draft::handover::{Field, differences};
use crate::draft::stored::Draft;
use crate::form::answer::Place;
use crate::form::definition::{Choice, Choices, Kind, Question};
use crate::form::instance::Instance;
use crate::form::value;
use crate::session::Session;
use crate::session::location::Location;
use crate::session::view::checker::asked;
use crate::session::view_model::{OPEN_TITLE, PageBody, PageView, QuestionView};

/// Id of the question for a file's passphrase.
pub const FILE_PASSPHRASE: &str = "file-passphrase";
/// How it is asked where one is chosen, and what it has to be.
pub const FILE_PASSPHRASE_NEW: [&str; 2] = [
    "Choose a passphrase for the file",
    "At least 12 characters, for example three words. Nobody can open the file without it.",
];
/// How it is asked where there is one.
pub const FILE_PASSPHRASE_GIVEN: [&str; 2] = [
    "What is the passphrase of the file?",
    "The person who saved the file chose it.",
];

/// Values of the choice between two answers.
pub(in crate::session) const HERE: &str = "here";
/// The other.
pub(in crate::session) const FILE: &str = "file";

/// Id of the question which of two answers is kept.
pub(in crate::session) fn differs(at: usize) -> String {
    format!("differs-{at}")
}

impl Session {
    /// The heading of the page.
    pub(in crate::session) fn file_title(&self) -> &'static str {
        match &self.handing.file {
            Some(_) => "Choose which answers to keep",
            None if self.location.draft().is_some() => "Save a copy, or hand it over",
            None => OPEN_TITLE,
        }
    }

    /// The page in view; `None` while no file was chosen yet.
    pub(in crate::session) fn file_page(&self) -> Option<PageView> {
        let saving = self.location.draft();
        if saving.is_none() && self.handing.parcel.is_none() {
            return None;
        }
        let (intro, questions) = match &self.handing.file {
            Some(file) => (
                "This application is on this device with other answers. Choose for each question; the answers that were \
                 changed last are chosen already. The file stays as it is.",
                self.choices(file)?,
            ),
            None if saving.is_some() => (
                "This saves the application as it is now as one encrypted file: to open on another computer, to give to \
                 a colleague, or to keep as a copy. It does not send anything.",
                vec![passphrase(FILE_PASSPHRASE_NEW)],
            ),
            None => (
                "Nothing that is on this device already is overwritten.",
                vec![passphrase(FILE_PASSPHRASE_GIVEN)],
            ),
        };
        let mut intro = vec![intro.to_owned()];
        intro.extend(self.handing.said.map(str::to_owned));
        Some(PageView {
            section: String::new(),
            title: self.file_title().to_owned(),
            intro,
            asks_nickname: false,
            body: PageBody::Questions(questions),
            back: saving.map_or(Location::Applications, |id| Location::Tasks(id.to_owned())),
        })
    }

    fn choices(&self, file: &Draft) -> Option<Vec<QuestionView>> {
        let config = self.config()?;
        let here = self.drafts.get(&file.id)?;
        let open = |draft: &Draft| Instance::new(config.form.clone(), self.stated(), draft.answers.clone());
        let (ours, theirs) = (open(here), open(file));
        let view = |(at, field): (usize, &Field)| {
            let kind = Kind::Radios {
                choices: Choices::List(Vec::new()),
            };
            let choices = [
                choice(HERE, "On this device", said(field, here, &ours)),
                choice(FILE, "In the file", said(field, file, &theirs)),
            ];
            asked(
                Question::plain(&differs(at), &label(field, &ours), kind),
                &choices,
                None,
            )
        };
        let fields = differences(&config.form, here, file);
        Some(fields.iter().enumerate().map(view).collect())
    }
}

/// Drawn as a box for a passphrase, which the interface knows by its id.
fn passphrase([label, hint]: [&str; 2]) -> QuestionView {
    let mut question = Question::plain(FILE_PASSPHRASE, label, Kind::Name);
    question.hint = Some(hint.to_owned());
    asked(question, &[], None)
}

fn choice(value: &str, label: &str, said: String) -> Choice {
    let said = if said.is_empty() {
        "Not answered".to_owned()
    } else {
        said
    };
    Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        hint: Some(said),
        exclusive: false,
    }
}

fn label(field: &Field, open: &Instance) -> String {
    let form = open.form();
    let found = match field {
        Field::Nickname => None,
        Field::Question(id) => form.question(id).map(|(_, question)| &question.definition.label),
        Field::Repeat(id) => form.repeat(id).map(|(_, repeat)| &form.pages[repeat.page].title),
    };
    found
        .map_or("Name for this application", String::as_str)
        .to_owned()
}

/// An answer in one line: as it reads where it means something, else as it was typed.
fn said(field: &Field, draft: &Draft, open: &Instance) -> String {
    match field {
        Field::Nickname => draft.nickname.clone(),
        Field::Question(id) => one(open, &Place::single(id)),
        Field::Repeat(id) => {
            let Some((repeat, of)) = open.form().repeat(id) else {
                return String::new();
            };
            let questions = open.form().pages[of.page].questions.clone();
            let item = |item: &u32| {
                let places = questions.clone().map(|at| Place {
                    question: open.form().questions[at].definition.id.clone(),
                    item: Some(*item),
                });
                let answers = places
                    .map(|place| one(open, &place))
                    .filter(|said| !said.is_empty());
                answers.collect::<Vec<_>>().join(", ")
            };
            let items: Vec<String> = open.item_ids(repeat).iter().map(item).collect();
            items.join("; ")
        }
    }
}

fn one(open: &Instance, place: &Place) -> String {
    use crate::form::answer::Raw;
    let Some((_, question)) = open.form().question(&place.question) else {
        return String::new();
    };
    if let Some(value) = open.value(place) {
        return value::display(&question.definition.kind, &question.choices, value).join(", ");
    }
    match open.raw(place) {
        Some(Raw::Text(text)) => text.clone(),
        Some(Raw::Choices(values)) => values.iter().map(String::as_str).collect::<Vec<_>>().join(", "),
        Some(Raw::Fields(fields)) => fields.values().map(String::as_str).collect::<Vec<_>>().join(" "),
        None => String::new(),
    }
}
