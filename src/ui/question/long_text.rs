//! Several lines, with a count of the characters left.

use std::time::Duration;

use leptos::prelude::*;

use super::asked::Asked;
use crate::form::answer::Raw;
use crate::ui::words;

/// The count is spoken once typing rests, as govuk-frontend does.
const REST: Duration = Duration::from_millis(1000);

/// The box and its count.
pub fn view(asked: Asked, max_chars: u32) -> AnyView {
    let value = asked.answers.text(&asked.place);
    let left = Memo::new(move |_| i64::from(max_chars) - value.with(|text| text.chars().count() as i64));
    let (spoken, speak) = signal(String::new());
    let later = debounce(REST, move |()| {
        speak.set(words::characters_left(left.get_untracked()))
    });
    let control = view! {
        {textarea(&asked, value, later)}
        <div id=asked.part("info") class="govuk-hint govuk-character-count__message govuk-visually-hidden">
            {words::characters_at_most(max_chars)}
        </div>
        <div
            class=move || if left.get() < 0 { OVER } else { UNDER }
            aria-hidden="true"
        >
            {move || words::characters_left(left.get())}
        </div>
        <div class="govuk-character-count__sr-status govuk-visually-hidden" aria-live="polite">
            {move || spoken.get()}
        </div>
    };
    asked.counted().labelled(control.into_any())
}

const UNDER: &str = "govuk-hint govuk-character-count__message govuk-character-count__status";
const OVER: &str = "govuk-error-message govuk-character-count__message govuk-character-count__status";

fn textarea(asked: &Asked, value: Memo<String>, mut typed: impl FnMut(()) + 'static) -> AnyView {
    let (answers, place) = (asked.answers, asked.place.clone());
    let filled = place.clone();
    view! {
        <textarea
            class=asked.class("govuk-textarea", "govuk-textarea govuk-textarea--error")
            id=asked.id.clone()
            name=asked.id.clone()
            rows="5"
            aria-describedby=asked.described_by(&["info"])
            prop:value=move || value.get()
            on:input=move |event| {
                answers.say(&place, Raw::Text(event_target_value(&event)));
                typed(());
            }
            on:change=move |event| answers.say(&filled, Raw::Text(event_target_value(&event)))
        ></textarea>
    }
    .into_any()
}
