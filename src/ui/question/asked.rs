//! What every control shares: label or legend, hint, error, advice, why it is asked.

use leptos::prelude::*;

use crate::form::answer::Place;
use crate::session::view_model::QuestionView;
use crate::ui::answers::{Answers, Note};
use crate::ui::{part, words};

/// A question on its way to the page.
#[derive(Clone)]
pub struct Asked {
    pub answers: Answers,
    pub place: Place,
    /// Id of the element that takes the answer.
    pub id: String,
    pub error: Memo<Option<String>>,
    label: String,
    hint: Option<String>,
    why: Option<String>,
    advice: Memo<Option<String>>,
    heading: bool,
    counted: bool,
}

impl Asked {
    pub fn new(answers: Answers, question: &QuestionView, heading: bool) -> Self {
        let definition = &question.question;
        Self {
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
    pub fn labelled(self, control: AnyView) -> AnyView {
        let label = self.heading_or_plain(
            ["govuk-label govuk-label--l", "govuk-label govuk-label--s"],
            |class, text, id| view! { <label class=class for=id>{text}</label> }.into_any(),
        );
        let inside = view! { {label} {self.notes()} {control} {self.rest()} }.into_any();
        self.group(inside)
    }

    /// A group of several controls in a fieldset, named by a legend. `role`: "group" where each control stands
    /// for a part of the answer.
    pub fn fieldset(self, role: Option<&'static str>, controls: AnyView) -> AnyView {
        let legend = match self.heading {
            true => view! {
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--l">
                    <h1 class="govuk-fieldset__heading" id=part::MAIN_HEADING tabindex="-1">{self.label.clone()}</h1>
                </legend>
            }
            .into_any(),
            false => view! { <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{self.label.clone()}</legend> }.into_any(),
        };
        let inside = view! {
            <fieldset class="govuk-fieldset" role=role aria-describedby=self.described_by(&[])>
                {legend} {self.notes()} {controls} {self.rest()}
            </fieldset>
        }
        .into_any();
        self.group(inside)
    }

    /// Ids of what describes the control: those given, then hint, error and advice where they are.
    pub fn described_by(
        &self,
        first: &[&str],
    ) -> impl Fn() -> Option<String> + Send + Sync + Clone + 'static {
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
    pub fn class(
        &self,
        plain: &'static str,
        wrong: &'static str,
    ) -> impl Fn() -> &'static str + Send + Sync + Copy + use<> {
        let error = self.error;
        move || if error.with(Option::is_some) { wrong } else { plain }
    }

    fn heading_or_plain(
        &self,
        class: [&'static str; 2],
        label: impl Fn(&'static str, String, String) -> AnyView,
    ) -> AnyView {
        if self.heading {
            let label = label(class[0], self.label.clone(), self.id.clone());
            view! { <h1 class="govuk-label-wrapper" id=part::MAIN_HEADING tabindex="-1">{label}</h1> }
                .into_any()
        } else {
            label(class[1], self.label.clone(), self.id.clone())
        }
    }

    fn group(&self, inside: AnyView) -> AnyView {
        let count = if self.counted {
            " govuk-character-count"
        } else {
            ""
        };
        let error = self.class("", " govuk-form-group--error");
        let class = move || ["govuk-form-group", error(), count].concat();
        view! { <div class=class>{inside}</div> }.into_any()
    }

    fn notes(&self) -> AnyView {
        let (hint_id, error_id, error) = (self.part("hint"), self.part("error"), self.error);
        let hint = self
            .hint
            .clone()
            .map(|hint| view! { <div id=hint_id class="govuk-hint">{hint}</div> });
        view! { {hint} {move || error.get().map(|message| part::error_message(error_id.clone(), message))} }
            .into_any()
    }

    fn rest(&self) -> AnyView {
        let (id, advice) = (self.part("advice"), self.advice);
        let advice = move || {
            let id = id.clone();
            advice
                .get()
                .map(|advice| view! { <p id=id class="govuk-body app-advice" role="status">{advice}</p> })
        };
        let why = self.why.clone().map(|why| part::details(words::WHY_WE_ASK, why));
        view! { {advice} {why} }.into_any()
    }
}
