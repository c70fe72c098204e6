//! One radio or one checkbox, and the questions it reveals.

use leptos::prelude::*;

use super::list;
use crate::form::answer::Place;
use crate::ui::answers::{Answers, Local, Questions};

/// A radio or a checkbox. Both have the same markup but for the names of their classes.
pub struct Item {
    /// "govuk-radios" or "govuk-checkboxes".
    pub block: &'static str,
    /// "radio" or "checkbox".
    pub kind: &'static str,
    pub id: String,
    pub name: String,
    pub value: String,
    pub label: String,
    pub hint: Option<String>,
    pub checked: Memo<bool>,
    /// Whether it has questions to reveal.
    pub reveals: bool,
}

/// The id of the nth item, counted from 0: the first has the group's own, so that an error link leads to it.
pub fn item_id(group: &str, n: usize) -> String {
    match n {
        0 => group.to_owned(),
        n => [group, "-", &(n + 1).to_string()].concat(),
    }
}

impl Item {
    /// The item's markup; `changed` is told whether it is now chosen.
    pub fn view(&self, changed: impl Fn(bool) + 'static) -> AnyView {
        let hint_id = [&self.id, "-item-hint"].concat();
        let described_by = self.hint.is_some().then(|| hint_id.clone());
        let hint = self.hint.clone().map(|hint| {
            view! { <div id=hint_id class=self.class("govuk-hint ", "__hint")>{hint}</div> }
        });
        let checked = self.checked;
        view! {
            <div class=self.class("", "__item")>
                <input
                    class=self.class("", "__input")
                    id=self.id.clone()
                    name=self.name.clone()
                    type=self.kind
                    value=self.value.clone()
                    aria-describedby=described_by
                    aria-controls=self.reveals.then(|| conditional_id(&self.id))
                    prop:checked=move || checked.get()
                    on:change=move |event| changed(event_target_checked(&event))
                />
                <label class=self.class("govuk-label ", "__label") for=self.id.clone()>{self.label.clone()}</label>
                {hint}
            </div>
        }
        .into_any()
    }

    /// The place where the questions inside this choice stand. Empty and hidden until it is chosen; what was
    /// typed there before comes back with it, because answers are kept by the session.
    pub fn revealed(&self, answers: Answers, questions: Questions, place: &Place) -> AnyView {
        let (place, value, shown) = (place.clone(), self.value.clone(), self.checked);
        let inside: Questions = Memo::new(move |_| {
            let find = || {
                questions.with(|list| {
                    list.iter()
                        .find(|q| q.place == place)
                        .and_then(|q| q.reveals.get(&value).cloned())
                })
            };
            Local::new(if shown.get() {
                find().unwrap_or_default()
            } else {
                Vec::new()
            })
        });
        let class = self.class("", "__conditional");
        let hidden = [&class, " ", self.block, "__conditional--hidden"].concat();
        view! {
            <div
                class=move || if shown.get() { class.clone() } else { hidden.clone() }
                id=conditional_id(&self.id)
                hidden=move || !shown.get()
            >
                {list(answers, inside, false)}
            </div>
        }
        .into_any()
    }

    fn class(&self, before: &str, part: &str) -> String {
        [before, self.block, part].concat()
    }
}

fn conditional_id(item: &str) -> String {
    ["conditional-", item].concat()
}
