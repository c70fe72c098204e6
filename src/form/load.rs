//! Reads a published form and reports every mistake in it.

use crate::sorted::Map;
use std::borrow::Cow;
use std::sync::Arc;

use crate::json::{self, Json};
use crate::mistake::{self, Mistake, Mistakes};

use super::check;
use super::definition::{Choice, Choices, FORMAT, FormFile, Kind, Page, Question, Section};
use super::graph;
use super::model::{Form, FormPage, FormQuestion, FormRepeat, FormSection, QuestionIx};
use super::read;

/// Reads the text of a form file.
///
/// # Errors
/// Every mistake in the file: where it is not JSON that one, with line and column; else every mistake of shape; else
/// every other.
pub fn load(file: &str, text: &str) -> Result<Form, Vec<Mistake>> {
    let mut published = mistake::read(file, text, FORMAT, read::form)?;
    let mut mistakes = Mistakes::new(file);
    check::names(&published, &mut mistakes);
    let sections = std::mem::take(&mut published.sections);
    let mut index = Index::new(published);
    for mut section in sections {
        let pages = std::mem::take(&mut section.pages);
        index.section(section);
        for page in pages {
            index.page(page, &mut mistakes);
        }
    }
    let mut form = index.form();
    check::conditions(&form, &mut mistakes);
    graph::connect(&mut form, &mut mistakes);
    if mistakes.is_empty() {
        check::reach(&form, &mut mistakes);
    }
    mistakes.or(form)
}

/// Reads the text of a form file that was checked. `None`: it does not have the shape of one, or lacks what its questions
/// lean on; [`load`] says what.
pub fn open(text: &str) -> Option<Form> {
    let mut opening = Opening::begin(text)?;
    while opening.go_on()? {}
    opening.finish()
}

/// The same in steps of a page each, so that whoever has but one thread can see to other things in between. As a tree there
/// is never more of the file in memory than what stands around the pages, and one page.
#[derive(Debug)]
pub struct Opening<'a> {
    index: Index,
    left: std::vec::IntoIter<Part<'a>>,
}

#[derive(Debug)]
enum Part<'a> {
    /// A section, its pages still to come.
    Section(Section),
    /// A page as it is written.
    Page(&'a str),
}

impl<'a> Opening<'a> {
    /// Reads what stands around the pages.
    pub fn begin(text: &'a str) -> Option<Self> {
        // Of a section, which is within the file and the list of sections.
        let json = json::parse_around(text, "pages", 2)?;
        let mut around = mistake::read_tree_quietly(&json, FORMAT, read::around)?;
        let mut left = Vec::new();
        for (at, section) in std::mem::take(&mut around.sections).into_iter().enumerate() {
            left.push(Part::Section(section));
            left.extend(pages(&json, at)?.into_iter().map(Part::Page));
        }
        Some(Self {
            index: Index::new(around),
            left: left.into_iter(),
        })
    }

    /// Takes the next step, and says whether there is more to do.
    pub fn go_on(&mut self) -> Option<bool> {
        match self.left.next() {
            None => return Some(false),
            Some(Part::Section(section)) => self.index.section(section),
            Some(Part::Page(text)) => {
                let page = json::read_quietly(&json::parse_quietly(text)?, read::page)?;
                let mut mistakes = Mistakes::new("");
                self.index.page(page, &mut mistakes);
                mistakes.or(()).ok()?;
            }
        }
        Some(true)
    }

    /// The form, once there is no more to do.
    pub fn finish(self) -> Option<Form> {
        let mut form = self.index.form();
        let mut mistakes = Mistakes::new("");
        graph::connect(&mut form, &mut mistakes);
        mistakes.or(form).ok()
    }
}

/// How the pages of a section are written, by a tree that was read around them.
fn pages<'a>(json: &Json<'a>, section: usize) -> Option<Vec<&'a str>> {
    let Json::List(sections) = member(json, "sections")? else {
        return None;
    };
    let Json::List(pages) = member(sections.get(section)?, "pages")? else {
        return None;
    };
    let written = |page: &Json<'a>| match page {
        Json::Text(Cow::Borrowed(text)) => Some(*text),
        _ => None,
    };
    pages.iter().map(written).collect()
}

fn member<'j, 'a>(json: &'j Json<'a>, name: &str) -> Option<&'j Json<'a>> {
    let Json::Object(members) = json else { return None };
    let (_, found) = members.iter().find(|(known, _)| known == name)?;
    Some(found)
}

/// The file laid out flat, as far as it has come. Duplicate ids keep the first; [`check::names`] reports them.
#[derive(Debug)]
struct Index {
    form: Form,
    sets: Map<Arc<[Choice]>>,
    provision_question: String,
}

impl Index {
    /// A file of which no section has come.
    fn new(file: FormFile) -> Self {
        let mut sets: Map<Arc<[Choice]>> = Map::new();
        for (name, set) in file.choice_sets {
            sets.insert(name, set.into());
        }
        Self {
            form: Form {
                id: file.id,
                version: file.version,
                title: file.title,
                provision_question: 0,
                sections: Vec::new(),
                pages: Vec::new(),
                questions: Vec::new(),
                repeats: Vec::new(),
                by_id: Map::new(),
            },
            sets,
            provision_question: file.provision_question,
        }
    }

    /// The next section, without its pages.
    fn section(&mut self, section: Section) {
        let at = self.form.pages.len();
        self.form.sections.push(FormSection {
            id: section.id,
            title: section.title,
            relevant: section.relevant,
            pages: at..at,
        });
    }

    /// The next page of the last section.
    fn page(&mut self, page: Page, mistakes: &mut Mistakes<'_>) {
        let form = &mut self.form;
        let first = form.questions.len();
        let repeat = page.repeat.as_ref().map(|_| form.repeats.len());
        for question in page.questions {
            let at = form.questions.len();
            if !form.by_id.contains_key(&question.id) {
                form.by_id.insert(question.id.clone(), at);
            }
            let choices = choices(&question, &self.sets, at, mistakes);
            form.questions.push(FormQuestion {
                definition: Arc::new(question),
                choices,
                page: form.pages.len(),
                repeat,
                revealed_by: None,
                readers: Vec::new(),
                rank: 0,
            });
        }
        if let Some(definition) = page.repeat {
            form.repeats.push(FormRepeat {
                definition,
                page: form.pages.len(),
                readers: Vec::new(),
            });
        }
        let questions = first..form.questions.len();
        reveal(form, questions.clone());
        form.pages.push(FormPage {
            id: page.id,
            title: page.title,
            intro: page.intro,
            relevant: page.relevant,
            cites: page.cites,
            section: form.sections.len().saturating_sub(1),
            repeat,
            questions,
        });
        if let Some(section) = form.sections.last_mut() {
            section.pages.end = form.pages.len();
        }
    }

    fn form(mut self) -> Form {
        let at = self.form.by_id.get(&self.provision_question).copied();
        self.form.provision_question = at.unwrap_or_default();
        self.form
    }
}

/// Marks the questions of one page that a choice of an earlier one reveals.
fn reveal(form: &mut Form, range: std::ops::Range<QuestionIx>) {
    for parent in range.clone() {
        let definition = Arc::clone(&form.questions[parent].definition);
        for (value, ids) in &definition.reveals {
            for child in parent + 1..range.end {
                let question = &mut form.questions[child];
                if ids.contains(&question.definition.id) {
                    question.revealed_by = Some((parent, value.clone()));
                }
            }
        }
    }
}

fn choices(
    question: &Question,
    sets: &Map<Arc<[Choice]>>,
    at: usize,
    mistakes: &mut Mistakes,
) -> Arc<[Choice]> {
    let name = match &question.kind {
        Kind::Radios { choices } | Kind::Checkboxes { choices } => match choices {
            Choices::List(list) => return list.clone().into(),
            Choices::Set(name) => name,
        },
        Kind::Suggest { from } => from,
        Kind::YesNo => return yes_no(),
        _ => return Arc::default(),
    };
    sets.get(name).cloned().unwrap_or_else(|| {
        let path = format_args!("questions[{at}] \"{}\"", question.id);
        let known = sets.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        mistakes.add(
            path,
            format_args!("there is no choice set \"{name}\""),
            format_args!("Use one of: {known}"),
        );
        Arc::default()
    })
}

fn yes_no() -> Arc<[Choice]> {
    let choice = |value: &str, label: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        hint: None,
        exclusive: false,
    };
    [choice("yes", "Yes"), choice("no", "No")].into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../public/form/application.json");

    /// A form of two sections, in which a set of choices is called what pages are called.
    fn form() -> String {
        r#"{ "format": 1, "id": "f", "version": "1", "title": "T", "provision_question": "b",
            "choice_sets": { "pages": [{ "value": "x", "label": "X" }] },
            "sections": [
                { "id": "empty", "title": "Nothing", "pages": [] },
                { "id": "s", "title": "S", "pages": [
                    { "id": "p", "title": "P", "questions": [
                        { "id": "a", "label": "\u0041 \"]}\"", "called": "a", "kind": "yes_no" }] },
                    { "id": "q", "title": "Q", "relevant": { "answered": "a" }, "questions": [
                        { "id": "b", "label": "B", "called": "b", "kind": { "radios": { "choices": "pages" } } }] }
                ] } ] }"#
            .to_owned()
    }

    #[test]
    fn a_form_opened_page_by_page_is_the_form_that_was_checked() {
        let empty = r#"{ "id": "empty", "title": "Nothing", "pages": [] },"#;
        let filled = form().replacen(empty, "", 1);
        for text in [SHIPPED, &filled] {
            let (checked, opened) = (load("form.json", text).unwrap(), open(text).unwrap());
            assert_eq!(format!("{opened:?}"), format!("{checked:?}"));
        }
        let opened = open(&form()).unwrap();
        assert_eq!(opened.provision_question, 1);
        assert_eq!(
            opened
                .sections
                .iter()
                .map(|one| one.pages.clone())
                .collect::<Vec<_>>(),
            [0..0, 0..2]
        );
        assert_eq!(opened.questions[0].definition.label, "A \"]}\"");
    }

    #[test]
    fn each_step_takes_a_page_or_what_stands_above_them() {
        let text = form();
        let mut opening = Opening::begin(&text).unwrap();
        let more: Vec<bool> = std::iter::from_fn(|| opening.go_on()).take(6).collect();
        assert_eq!(more, [true, true, true, true, false, false]);
        assert_eq!(opening.finish().unwrap().pages.len(), 2);
    }

    #[test]
    fn what_is_no_form_is_not_opened() {
        assert!(open(&form()).is_some());
        let changed = |from: &str, to: &str| {
            assert!(form().contains(from), "{from}");
            form().replacen(from, to, 1)
        };
        for text in [
            String::new(),
            "[]".to_owned(),
            changed("\"format\": 1", "\"format\": 2"),
            changed("\"pages\": []", "\"pages\": {}"),
            changed("\"pages\": []", "\"pages\": [], \"pages\": []"),
            changed("\"pages\": []", "\"pages\": [,]"),
            changed("\"pages\": []", "\"page\": []"),
            changed("\"id\": \"p\"", "\"id\": 1"),
            changed("\"id\": \"p\"", "\"id\" \"p\""),
            changed("\"choices\": \"pages\"", "\"choices\": \"others\""),
            changed(
                "\"kind\": \"yes_no\"",
                "\"kind\": \"yes_no\", \"relevant\": { \"answered\": \"a\" }",
            ),
        ] {
            assert!(open(&text).is_none(), "{text}");
        }
    }
}
