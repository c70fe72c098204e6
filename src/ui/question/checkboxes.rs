//! Any number of choices; an exclusive one clears the others and is cleared by them.

use std::sync::Arc;

use leptos::prelude::*;

use super::asked::Asked;
use super::choice::{Item, item_id};
use crate::form::answer::Raw;
use crate::form::definition::Choice;
use crate::session::view_model::QuestionView;
use crate::ui::answers::{Local, Questions};
use crate::ui::words;

/// The boxes, each followed by what it reveals; "or" stands before an exclusive one.
pub fn view(asked: Asked, questions: Questions, question: &QuestionView) -> AnyView {
    let (answers, place) = (asked.answers, asked.place.clone());
    let ticked = Memo::new(move |_| Local::new(answers.choices(&place)));
    let items = question.choices.iter().enumerate().map(|(n, choice)| {
        let (value, id) = (choice.value.clone(), item_id(&asked.id, n));
        let item = Item {
            block: "govuk-checkboxes",
            kind: "checkbox",
            id,
            name: asked.id.clone(),
            value: value.clone(),
            label: choice.label.clone(),
            hint: choice.hint.clone(),
            checked: Memo::new(move |_| ticked.with(|ticked| ticked.contains(&value))),
            reveals: question.question.reveals.contains_key(&choice.value),
        };
        let divider = (choice.exclusive && n > 0)
            .then(|| view! { <div class="govuk-checkboxes__divider">{words::OR}</div> });
        let revealed = item
            .reveals
            .then(|| item.revealed(answers, questions, &asked.place));
        let tick = tick(&asked, Arc::clone(&question.choices), n);
        view! { {divider} {item.view(tick)} {revealed} }
    });
    let items = items.collect_view();
    asked.fieldset(
        None,
        view! { <div class="govuk-checkboxes">{items}</div> }.into_any(),
    )
}

/// What a tick at the nth box, or taking it away, makes of the answer.
fn tick(asked: &Asked, choices: Arc<[Choice]>, n: usize) -> impl Fn(bool) + 'static {
    let (answers, place) = (asked.answers, asked.place.clone());
    move |on| {
        let Some(choice) = choices.get(n) else { return };
        let mut values = untrack(|| answers.choices(&place));
        if on {
            values.retain(|value| {
                let other_exclusive = choices
                    .iter()
                    .any(|other| other.exclusive && other.value == *value);
                !choice.exclusive && !other_exclusive
            });
            values.insert(choice.value.clone());
        } else {
            values.remove(&choice.value);
        }
        answers.say(&place, Raw::Choices(values));
    }
}
