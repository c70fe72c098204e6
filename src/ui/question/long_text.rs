//! Several lines, with a count of the characters left where their limit comes near.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use super::asked::Asked;
use crate::form::answer::Raw;
use crate::ui::html::{View, el};
use crate::ui::watched::Watched;
use crate::ui::words;

/// The count is spoken where nothing was typed for as long as this: half a second to one after the last key, much as with govuk-frontend.
const REST: Duration = Duration::from_millis(500);

/// The form that holds all long texts of the page and nothing else. It is never sent: "Continue" belongs to the page's own.
///
/// At each key Chromium's autofill reads every field of the form that the box belongs to: 0.1 ms of 1.2 with 21 questions. For
/// the rest nothing hangs on it, since Enter is a line in such a box.
pub const FORM: &str = "long-texts";

/// How many characters are left, where the limit comes near: when less than a quarter of it is. Before, the line below the box says
/// what the limit is and changes at no key, as the GOV.UK Design System lets a count do whose limit most people stay well below.
fn left_of(max_chars: u32, value: Watched<String>) -> Option<i64> {
    let most = i64::from(max_chars);
    let left = most - value.with(|text| text.chars().count() as i64);
    (left * 4 < most).then_some(left)
}

/// The box and its count.
pub fn view(asked: Asked, max_chars: u32) -> View {
    let value = asked.answers.text(&asked.place);
    let left = Watched::new(move || left_of(max_chars, value));
    let (spoken, speak) = signal(String::new());
    let pause = Pause::before(move || {
        // The person may have gone on to another page meanwhile.
        if !speak.is_disposed() {
            let said = left.get_untracked().map(words::characters_left);
            speak.set(said.unwrap_or_default());
        }
    });
    let (answers, place) = (asked.answers, asked.place.clone());
    let area = el("textarea", "")
        .live_class(asked.class("govuk-textarea", "govuk-textarea govuk-textarea--error"))
        .attr("id", &asked.id)
        .attr("name", &asked.id)
        .attr("form", FORM)
        .attr("rows", "5")
        .attr("autocomplete", "off")
        .live_attr("aria-describedby", asked.described_by(&["info"]))
        .text(value, move |text| {
            answers.say(&place, Raw::Text(text));
            pause.typed();
        });
    let limit = el("div", LIMIT)
        .attr("id", &asked.part("info"))
        .child(words::characters_at_most(max_chars));
    let over = move || left.get().is_some_and(|left| left < 0);
    let said = move || match left.get() {
        Some(left) => words::characters_left(left),
        None => words::characters_at_most(max_chars),
    };
    let count = el("div", "")
        .live_class(move || if over() { OVER } else { UNDER }.to_owned())
        .attr("aria-hidden", "true")
        .live_text(said);
    let aloud = el("div", "govuk-character-count__sr-status govuk-visually-hidden")
        .attr("aria-live", "polite")
        .live_text(move || spoken.get());
    asked.counted().labelled([area, limit, count, aloud])
}

/// Waits for a pause in what is typed, with one timer for many keys.
struct Pause {
    waits: Cell<bool>,
    /// Since the timer was set.
    typed: Cell<bool>,
    then: Box<dyn Fn()>,
}

impl Pause {
    fn before(then: impl Fn() + 'static) -> Rc<Self> {
        Rc::new(Self {
            waits: Cell::default(),
            typed: Cell::default(),
            then: Box::new(then),
        })
    }

    fn typed(self: &Rc<Self>) {
        self.typed.set(true);
        if !self.waits.replace(true) {
            self.look_later();
        }
    }

    fn look_later(self: &Rc<Self>) {
        self.typed.set(false);
        let pause = Rc::clone(self);
        set_timeout(
            move || match pause.typed.get() {
                true => pause.look_later(),
                false => {
                    pause.waits.set(false);
                    (pause.then)();
                }
            },
            REST,
        );
    }
}

const LIMIT: &str = "govuk-hint govuk-character-count__message govuk-visually-hidden";
const UNDER: &str = "govuk-hint govuk-character-count__message govuk-character-count__status";
const OVER: &str = "govuk-error-message govuk-character-count__message govuk-character-count__status";
