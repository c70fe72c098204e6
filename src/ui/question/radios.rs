//! One of several choices, yes and no among them.

use super::asked::Asked;
use super::choice::{Item, item_id};
use crate::form::answer::Raw;
use crate::form::definition::{Choice, Kind};
use crate::session::view_model::QuestionView;
use crate::ui::answers::Questions;
use crate::ui::html::{View, el};
use crate::ui::watched::Watched;
use crate::ui::words;

/// The radios, each followed by what it reveals.
pub fn view(asked: Asked, questions: Questions, question: &QuestionView) -> View {
    drawn(asked, question, &|asked, item| {
        item.reveals.then(|| item.revealed(asked, questions)).into()
    })
}

/// Radios that reveal nothing.
pub fn plain(asked: Asked, question: &QuestionView) -> View {
    drawn(asked, question, &|_, _| View::none())
}

/// What a choice reveals.
type Revealed<'a> = &'a dyn Fn(&Asked, &Item) -> View;

fn drawn(asked: Asked, question: &QuestionView, revealed: Revealed<'_>) -> View {
    let chosen = asked.answers.text(&asked.place);
    let choices = choices(question);
    let items = choices
        .into_iter()
        .enumerate()
        .map(|(n, choice)| item(&asked, question, revealed, chosen, n, choice));
    let items: View = items.collect();
    let inline = matches!(question.question.kind, Kind::YesNo) && question.question.reveals.is_empty();
    let class = if inline {
        "govuk-radios govuk-radios--inline"
    } else {
        "govuk-radios"
    };
    asked.fieldset(None, el("div", class).child(items))
}

fn item(
    asked: &Asked,
    question: &QuestionView,
    revealed: Revealed<'_>,
    chosen: Watched<String>,
    n: usize,
    choice: Choice,
) -> View {
    let (answers, place, value) = (asked.answers, asked.place.clone(), choice.value.clone());
    let item = Item {
        block: "govuk-radios",
        kind: "radio",
        id: item_id(&asked.id, n),
        name: asked.id.clone(),
        value: choice.value.clone(),
        label: choice.label,
        hint: choice.hint,
        checked: Watched::new(move || chosen.with(|chosen| *chosen == choice.value)),
        reveals: question.question.reveals.contains_key(&value),
    };
    let revealed = revealed(asked, &item);
    let radio = item.view(move |_| answers.say(&place, Raw::Text(value.clone())));
    [radio, revealed].into()
}

fn choices(question: &QuestionView) -> Vec<Choice> {
    if !question.choices.is_empty() {
        return question.choices.to_vec();
    }
    [("yes", words::YES), ("no", words::NO)]
        .map(|(value, label)| Choice {
            value: value.into(),
            label: label.into(),
            hint: None,
            exclusive: false,
        })
        .to_vec()
}
