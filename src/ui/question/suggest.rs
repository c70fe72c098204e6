//! One of many, with suggestions while typing and free text beside them: the editable combobox with a list box of
//! the ARIA Authoring Practices. The focus stays in the box; the keyboard moves through the list.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use super::asked::Asked;
use crate::form::answer::{Place, Raw};
use crate::form::definition::Choice;
use crate::ui::answers::Answers;
use crate::ui::html::{El, View, el};
use crate::ui::watched::Watched;
use crate::ui::words;

/// Longer lists are not read; typing on narrows them.
const AT_MOST: usize = 8;

/// What the widget knows while it is in use, and forgets after.
#[derive(Clone, Copy)]
struct Combo {
    answers: Answers,
    place: StoredValue<Place, LocalStorage>,
    text: Watched<String>,
    found: Watched<Vec<String>>,
    open: RwSignal<bool>,
    active: RwSignal<Option<usize>>,
}

/// The box, its list and the number of suggestions, spoken.
pub fn view(asked: Asked, choices: &Arc<[Choice]>) -> View {
    let combo = Combo::new(&asked, Arc::clone(choices));
    let id = asked.id.clone();
    let options = move || {
        combo.found.with(|found| {
            let option = |(n, label): (usize, &String)| combo.option(&id, n, label);
            found.iter().enumerate().map(option).collect()
        })
    };
    let list = el("ul", "app-suggest__list")
        .attr("id", &asked.part("list"))
        .attr("role", "listbox")
        .attr("aria-label", words::SUGGESTIONS)
        .live_attr("hidden", move || (!combo.showing()).then(String::new))
        .live(options);
    let spoken = el("div", "govuk-visually-hidden")
        .attr("role", "status")
        .live_text(move || combo.spoken());
    let control = el("div", "app-suggest")
        .child(combo.input(&asked))
        .child(list)
        .child(spoken);
    asked.labelled(control)
}

impl Combo {
    fn new(asked: &Asked, choices: Arc<[Choice]>) -> Self {
        let text = asked.answers.text(&asked.place);
        Self {
            answers: asked.answers,
            place: StoredValue::new_local(asked.place.clone()),
            text,
            found: Watched::new(move || text.with(|typed| suggestions(&choices, typed))),
            open: RwSignal::new(false),
            active: RwSignal::new(None),
        }
    }

    fn input(self, asked: &Asked) -> El {
        let id = asked.id.clone();
        el("input", "")
            .live_class(asked.class("govuk-input", "govuk-input govuk-input--error"))
            .attr("id", &id)
            .attr("name", &id)
            .attr("type", "text")
            .attr("role", "combobox")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .attr("aria-autocomplete", "list")
            .live_attr("aria-expanded", move || Some(self.showing().to_string()))
            .attr("aria-controls", &asked.part("list"))
            .live_attr("aria-activedescendant", move || {
                self.active.get().map(|n| option_id(&id, n))
            })
            .live_attr("aria-describedby", asked.described_by(&[]))
            .value(self.text)
            .on("input", move |event| self.typed(event_target_value(&event)))
            .on("change", move |event| self.say(event_target_value(&event)))
            .on("keydown", move |event| self.key(&event))
            .on("blur", move |_| self.close())
    }

    fn option(self, group: &str, n: usize, label: &str) -> El {
        let active = move || self.active.get() == Some(n);
        let picked = label.to_owned();
        el("li", "")
            .live_class(move || if active() { ACTIVE } else { OPTION }.to_owned())
            .attr("id", &option_id(group, n))
            .attr("role", "option")
            .live_attr("aria-selected", move || Some(active().to_string()))
            .on("mousedown", |event| event.prevent_default())
            .on("click", move |_| self.pick(picked.clone()))
            .child(label)
    }

    fn showing(self) -> bool {
        self.open.get() && self.found.with(|found| !found.is_empty())
    }

    fn spoken(self) -> String {
        if !self.open.get() {
            String::new()
        } else {
            words::suggestions(self.found.with(Vec::len))
        }
    }

    fn say(self, text: String) {
        self.place
            .try_with_value(|place| self.answers.say(place, Raw::Text(text)));
    }

    fn typed(self, text: String) {
        self.active.set(None);
        self.open.set(!text.trim().is_empty());
        self.say(text);
    }

    fn pick(self, label: String) {
        self.close();
        self.say(label);
    }

    fn close(self) {
        self.open.set(false);
        self.active.set(None);
    }

    fn key(self, event: &Event) {
        let showing = untrack(|| self.showing());
        match event.unchecked_ref::<KeyboardEvent>().key().as_str() {
            "ArrowDown" | "ArrowUp" if !showing => self.open.set(true),
            "ArrowDown" => self.active.set(self.next(1)),
            "ArrowUp" => self.active.set(self.next(-1)),
            "Escape" if showing => self.close(),
            "Enter" if showing => match self.chosen() {
                Some(label) => self.pick(label),
                None => return,
            },
            _ => return,
        }
        event.prevent_default();
    }

    /// One further or one back, round the ends.
    fn next(self, step: isize) -> Option<usize> {
        let last = self.found.with_untracked(Vec::len).checked_sub(1)?;
        Some(match (self.active.get_untracked(), step > 0) {
            (None, true) => 0,
            (None, false) | (Some(0), false) => last,
            (Some(n), true) if n >= last => 0,
            (Some(n), true) => n + 1,
            (Some(n), false) => n - 1,
        })
    }

    fn chosen(self) -> Option<String> {
        let n = self.active.get_untracked()?;
        self.found.with_untracked(|found| found.get(n).cloned())
    }
}

const OPTION: &str = "app-suggest__option";
const ACTIVE: &str = "app-suggest__option app-suggest__option--active";

fn option_id(group: &str, n: usize) -> String {
    [group, "-option-", &(n + 1).to_string()].concat()
}

/// `str::contains`, for a word that is not empty, without its machinery for texts of megabytes: two kilobytes of the program.
fn holds_word(text: &str, word: &str) -> bool {
    text.as_bytes()
        .windows(word.len())
        .any(|part| part == word.as_bytes())
}

/// Labels that hold every word typed, those that begin with the text first. An exact match needs no suggestion.
fn suggestions(choices: &[Choice], typed: &str) -> Vec<String> {
    let typed = typed.trim().to_ascii_lowercase();
    let lower = choices
        .iter()
        .map(|choice| (choice.label.to_ascii_lowercase(), &choice.label));
    let holds = |lower: &str| lower != typed && typed.split_whitespace().all(|word| holds_word(lower, word));
    let (mut found, mut after) = (Vec::new(), Vec::new());
    for (lower, label) in lower.filter(|(lower, _)| holds(lower)) {
        let list = if lower.starts_with(&typed) {
            &mut found
        } else {
            &mut after
        };
        list.push(label.clone());
    }
    found.append(&mut after);
    found.truncate(AT_MOST);
    found
}
