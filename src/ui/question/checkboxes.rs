//! Any number of choices; an exclusive one clears the others and is cleared by them.

use std::sync::Arc;

use super::asked::Asked;
use super::choice::{Item, item_id};
use crate::form::answer::Raw;
use crate::form::definition::Choice;
use crate::session::view_model::QuestionView;
use crate::ui::answers::{Questions, choices};
use crate::ui::html::{View, el};
use crate::ui::watched::Watched;
use crate::ui::words;

/// The boxes, each followed by what it reveals; "or" stands before an exclusive one.
pub fn view(asked: Asked, questions: Questions, question: &QuestionView) -> View {
    let ticked = asked.answers.watch(&asked.place, choices);
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
            checked: Watched::new(move || ticked.with(|ticked| ticked.contains(&value))),
            reveals: question.question.reveals.contains_key(&choice.value),
        };
        let divider =
            (choice.exclusive && n > 0).then(|| el("div", "govuk-checkboxes__divider").child(words::OR));
        let revealed = item.reveals.then(|| item.revealed(&asked, questions));
        let tick = tick(&asked, Arc::clone(&question.choices), n);
        View::from([divider.into(), item.view(tick), revealed.into()])
    });
    let items: View = items.collect();
    asked.fieldset(None, el("div", "govuk-checkboxes").child(items))
}

/// What a tick at the nth box, or taking it away, makes of the answer.
fn tick(asked: &Asked, choices: Arc<[Choice]>, n: usize) -> impl Fn(bool) + 'static {
    let (answers, place) = (asked.answers, asked.place.clone());
    move |on| {
        let Some(choice) = choices.get(n) else { return };
        let mut values = self::choices(answers.stands(&place).as_ref());
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
