//! The question for the provision by itself: what a device shows before the whole form is there.
//!
//! `cargo xtask check --note` takes it out of a form with which nothing is wrong, into the settings. Where more hangs on
//! that page than one question of choices, nothing is taken out, and the whole form is waited for.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::definition::{Choice, Choices, Kind, Question, Required};
use super::model::{Form, FormPage, FormQuestion, FormSection};
use super::read;
use crate::json::Node;
use crate::sorted::Map;

/// The page that asks for the provision, as the form has it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct First {
    /// Id of the form.
    pub id: String,
    /// Version of its content.
    pub version: String,
    /// Its title.
    pub title: String,
    /// Title of the section.
    pub section: String,
    /// Id of the page.
    pub page: String,
    /// Heading of the page.
    pub heading: String,
    /// Paragraphs above the question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub intro: Vec<String>,
    /// Id of the question.
    pub question: String,
    /// The question as asked.
    pub label: String,
    /// Help under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Why it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The provisions.
    pub choices: Vec<Choice>,
}

impl First {
    /// What a form asks first. `None`: that hangs on more than can be said here.
    pub fn of(form: &Form) -> Option<Self> {
        let at = form.provision_page();
        let page = form.pages.get(at)?;
        let section = form.sections.get(page.section)?;
        let asked = form.questions.get(form.provision_question)?;
        let question = &asked.definition;
        let alone = section.pages.start == at
            && page.questions.len() == 1
            && page.repeat.is_none()
            && page.relevant.is_none()
            && section.relevant.is_none();
        let plain = matches!(question.kind, Kind::Radios { .. })
            && question.relevant.is_none()
            && question.required == Required::Always(true)
            && question.constraints.is_empty()
            && question.reveals.is_empty();
        (alone && plain).then(|| Self {
            id: form.id.clone(),
            version: form.version.clone(),
            title: form.title.clone(),
            section: section.title.clone(),
            page: page.id.clone(),
            heading: page.title.clone(),
            intro: page.intro.clone(),
            question: question.id.clone(),
            label: question.label.clone(),
            hint: question.hint.clone(),
            why: question.why.clone(),
            choices: asked.choices.to_vec(),
        })
    }

    /// A form that asks nothing else.
    pub fn form(self) -> Form {
        let mut by_id = Map::new();
        by_id.insert(self.question.clone(), 0);
        let kind = Kind::Radios {
            choices: Choices::List(Vec::new()),
        };
        // How it is called in messages comes with the whole form.
        let mut definition = Question::plain(&self.question, &self.label, kind);
        (definition.hint, definition.why) = (self.hint, self.why);
        Form {
            id: self.id,
            version: self.version,
            title: self.title,
            provision_question: 0,
            sections: vec![FormSection {
                id: String::new(),
                title: self.section,
                relevant: None,
                pages: 0..1,
            }],
            pages: vec![FormPage {
                id: self.page,
                title: self.heading,
                intro: self.intro,
                relevant: None,
                cites: Vec::new(),
                section: 0,
                repeat: None,
                questions: 0..1,
            }],
            questions: vec![FormQuestion {
                definition: Arc::new(definition),
                choices: self.choices.into(),
                page: 0,
                repeat: None,
                revealed_by: None,
                readers: Vec::new(),
                rank: 0,
            }],
            repeats: Vec::new(),
            by_id,
        }
    }
}

/// Reads it out of JSON, slip by slip.
pub fn first(at: &Node<'_>) -> First {
    at.object(&[
        "id", "version", "title", "section", "page", "heading", "intro", "question", "label", "hint", "why",
        "choices",
    ]);
    First {
        id: at.get("id").text(),
        version: at.get("version").text(),
        title: at.get("title").text(),
        section: at.get("section").text(),
        page: at.get("page").text(),
        heading: at.get("heading").text(),
        intro: at.get("intro").opt_texts(),
        question: at.get("question").text(),
        label: at.get("label").text(),
        hint: at.get("hint").opt_text(),
        why: at.get("why").opt_text(),
        choices: at.get("choices").list(read::choice),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::load;

    const SHIPPED: &str = include_str!("../../public/form/application.json");

    fn of(from: &str, to: &str) -> Option<First> {
        assert!(SHIPPED.contains(from), "{from}");
        First::of(&load::open(&SHIPPED.replacen(from, to, 1)).unwrap())
    }

    #[test]
    fn what_is_shown_first_asks_what_the_form_asks_first() {
        let first = of("", "").unwrap();
        let (early, whole) = (first.clone().form(), load::open(SHIPPED).unwrap());
        assert_eq!(First::of(&early), Some(first));
        assert_eq!(early.provisions(), whole.provisions());
        assert_eq!((&early.id, &early.version), (&whole.id, &whole.version));
    }

    #[test]
    fn a_page_on_which_more_hangs_is_not_shown_before_the_form_is_there() {
        let label = r#""label": "Which provision are you applying for?","#;
        let question = r#""questions": [
            {
              "id": "provision","#;
        let page = r#""id": "provision",
          "title""#;
        let never = r#"{"answered": "school_name"}"#;
        let with = |before: &str, member: &str| of(before, &[member, before].concat());
        assert!(with(label, "").is_some());
        for member in [
            r#""required": false,"#.to_owned(),
            format!(r#""relevant": {never},"#),
            format!(r#""constraints": [{{"id": "a", "must": {never}, "message": "A"}}],"#),
        ] {
            assert_eq!(with(label, &member), None, "{member}");
        }
        assert_eq!(with(page, &format!(r#""relevant": {never},"#)), None);
        let another = r#""questions": [{"id": "a", "label": "A", "called": "a", "kind": "yes_no"},
            {
              "id": "provision","#;
        assert_eq!(of(question, another), None);
    }
}
