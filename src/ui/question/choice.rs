//! One radio or one checkbox, and the questions it reveals.

use leptos::prelude::event_target_checked;

use super::asked::Asked;
use super::list_with;
use crate::ui::answers::Questions;
use crate::ui::html::{View, el};
use crate::ui::watched::Watched;

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
    pub checked: Watched<bool>,
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
    pub fn view(&self, changed: impl Fn(bool) + 'static) -> View {
        let hint_id = [&self.id, "-item-hint"].concat();
        let hint = self.hint.as_deref().map(|hint| {
            el("div", &self.class("govuk-hint ", "__hint"))
                .attr("id", &hint_id)
                .child(hint)
        });
        let controls = self.reveals.then(|| conditional_id(&self.id));
        let input = el("input", &self.class("", "__input"))
            .attr("id", &self.id)
            .attr("name", &self.name)
            .attr("type", self.kind)
            .attr("value", &self.value)
            .maybe("aria-describedby", hint.as_ref().map(|_| hint_id.as_str()))
            .maybe("aria-controls", controls.as_deref())
            .checked(self.checked)
            .on("change", move |event| changed(event_target_checked(&event)));
        let label = el("label", &self.class("govuk-label ", "__label"))
            .attr("for", &self.id)
            .child(self.label.as_str());
        el("div", &self.class("", "__item"))
            .child(input)
            .child(label)
            .child(hint)
            .into()
    }

    /// The place where the questions inside this choice stand. Empty and hidden until it is chosen; what was
    /// typed there before comes back with it, because answers are kept by the session.
    pub fn revealed(&self, asked: &Asked, questions: Questions) -> View {
        let (place, value, shown) = (asked.place.clone(), self.value.clone(), self.checked);
        let inside = Watched::new(move || {
            let find = || {
                questions.with(|list| {
                    list.iter()
                        .find(|q| q.place == place)
                        .and_then(|q| q.reveals.get(&value).cloned())
                })
            };
            let found = if shown.get() { find() } else { None };
            found.unwrap_or_default()
        });
        let class = self.class("", "__conditional");
        let hidden = [&class, " ", self.block, "__conditional--hidden"].concat();
        el("div", "")
            .live_class(move || if shown.get() { &class } else { &hidden }.clone())
            .attr("id", &conditional_id(&self.id))
            .live_attr("hidden", move || (!shown.get()).then(String::new))
            .child(list_with(asked.control, asked.answers, inside, false))
            .into()
    }

    fn class(&self, before: &str, part: &str) -> String {
        [before, self.block, part].concat()
    }
}

fn conditional_id(item: &str) -> String {
    ["conditional-", item].concat()
}
