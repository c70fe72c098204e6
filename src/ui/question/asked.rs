//! What every control shares: label or legend, hint, error, advice, why it is asked.

use super::Control;
use crate::form::answer::Place;
use crate::session::view_model::QuestionView;
use crate::ui::answers::{Answers, Note};
use crate::ui::html::{self, View, el};
use crate::ui::watched::Watched;
use crate::ui::{part, words};

/// A question on its way to the page.
#[derive(Clone)]
pub struct Asked {
    /// Draws the questions that a choice reveals.
    pub control: Control,
    pub answers: Answers,
    pub place: Place,
    /// Id of the element that takes the answer.
    pub id: String,
    pub error: Watched<Option<String>>,
    label: String,
    hint: Option<String>,
    why: Option<String>,
    advice: Watched<Option<String>>,
    heading: bool,
    counted: bool,
}

impl Asked {
    pub fn new(control: Control, answers: Answers, question: &QuestionView, heading: bool) -> Self {
        let definition = &question.question;
        Self {
            control,
            answers,
            place: question.place.clone(),
            id: question.place.element_id(),
            error: answers.note(&question.place, Note::Error),
            label: words::label(&definition.label, question.optional),
            hint: definition.hint.clone(),
            why: definition.why.clone(),
            advice: answers.note(&question.place, Note::Advice),
            heading,
            counted: false,
        }
    }

    /// The group holds a character count too.
    pub fn counted(self) -> Self {
        Self {
            counted: true,
            ..self
        }
    }

    /// Id of a thing that belongs to this question: `{id}-{part}`.
    pub fn part(&self, part: &str) -> String {
        [&self.id, "-", part].concat()
    }

    /// A group whose control is one element, named by a label.
    pub fn labelled(self, control: impl Into<View>) -> View {
        let class = match self.heading {
            true => "govuk-label govuk-label--l",
            false => "govuk-label govuk-label--s",
        };
        let label = el("label", class)
            .attr("for", &self.id)
            .child(self.label.as_str());
        let label = match self.heading {
            true => part::main_heading("govuk-label-wrapper").child(label),
            false => label,
        };
        self.group([label.into(), self.notes(), control.into(), self.rest()].into())
    }

    /// A group of several controls in a fieldset, named by a legend. `role`: "group" where each control stands
    /// for a part of the answer.
    pub fn fieldset(self, role: Option<&str>, controls: impl Into<View>) -> View {
        let label = self.label.as_str();
        let legend = match self.heading {
            true => el("legend", "govuk-fieldset__legend govuk-fieldset__legend--l")
                .child(part::main_heading("govuk-fieldset__heading").child(label)),
            false => el("legend", "govuk-fieldset__legend govuk-fieldset__legend--s").child(label),
        };
        let fieldset = el("fieldset", "govuk-fieldset")
            .maybe("role", role)
            .live_attr("aria-describedby", self.described_by(&[]))
            .child(legend)
            .child(self.notes())
            .child(controls)
            .child(self.rest());
        self.group(fieldset.into())
    }

    /// Ids of what describes the control: those given, then hint, error and advice where they are.
    pub fn described_by(&self, first: &[&str]) -> impl Fn() -> Option<String> + 'static + use<> {
        let mut fixed: Vec<String> = first.iter().map(|part| self.part(part)).collect();
        fixed.extend(self.hint.as_ref().map(|_| self.part("hint")));
        let (error, advice) = (self.error, self.advice);
        let (error_id, advice_id) = (self.part("error"), self.part("advice"));
        move || {
            let mut ids = fixed.clone();
            ids.extend(error.with(Option::is_some).then(|| error_id.clone()));
            ids.extend(advice.with(Option::is_some).then(|| advice_id.clone()));
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    }

    /// One class where there is an error, another where there is none.
    pub fn class(&self, plain: &'static str, wrong: &'static str) -> impl Fn() -> String + 'static + use<> {
        let error = self.error;
        move || if error.with(Option::is_some) { wrong } else { plain }.to_owned()
    }

    fn group(&self, inside: View) -> View {
        let (error, counted) = (self.error, self.counted);
        let class = move || {
            let error = if error.with(Option::is_some) {
                " govuk-form-group--error"
            } else {
                ""
            };
            let count = if counted { " govuk-character-count" } else { "" };
            ["govuk-form-group", error, count].concat()
        };
        el("div", "").live_class(class).child(inside).into()
    }

    fn notes(&self) -> View {
        let hint = self
            .hint
            .as_deref()
            .map(|hint| el("div", "govuk-hint").attr("id", &self.part("hint")).child(hint));
        [hint.into(), part::error_message(self.part("error"), self.error)].into()
    }

    fn rest(&self) -> View {
        let (id, advice) = (self.part("advice"), self.advice);
        let advice = html::live(move || {
            let said = |advice: String| {
                el("p", "govuk-body app-advice")
                    .attr("id", &id)
                    .attr("role", "status")
                    .child(advice)
            };
            advice.get().map(said).into()
        });
        let why = self
            .why
            .as_deref()
            .map(|why| part::details(words::WHY_WE_ASK, why));
        [advice, why.into()].into()
    }
}
