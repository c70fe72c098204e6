//! A one-line box: what the keyboard, the browser and the eye need to know about it.

use leptos::prelude::*;

/// How a box looks and behaves. The defaults are those of a plain text box.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The `type` attribute.
    pub kind: &'static str,
    /// Which on-screen keyboard.
    pub mode: Option<&'static str>,
    /// Class for the width.
    pub width: &'static str,
    /// Names, codes and addresses are not for the spelling checker, nor for who runs it.
    pub spelled: bool,
    /// Letters are typed as capitals, or never.
    pub capitals: Option<&'static str>,
}

impl Look {
    /// A plain box of this width.
    pub const fn text(width: &'static str) -> Self {
        Self {
            kind: "text",
            mode: None,
            width,
            spelled: true,
            capitals: None,
        }
    }

    /// A box for a name or a code, letter by letter.
    pub const fn exact(width: &'static str) -> Self {
        Self {
            spelled: false,
            ..Self::text(width)
        }
    }

    /// A box for a code written in capitals.
    pub const fn code(width: &'static str) -> Self {
        Self {
            capitals: Some("characters"),
            ..Self::exact(width)
        }
    }

    /// A box for digits.
    pub const fn digits(width: &'static str) -> Self {
        Self {
            mode: Some("numeric"),
            ..Self::exact(width)
        }
    }
}

/// One box: what stands in it, whether it is wrong, and who is told of typing, paste and autofill alike.
pub fn view(
    look: Look,
    id: String,
    value: Memo<String>,
    wrong: impl Fn() -> bool + Send + 'static,
    described_by: Option<impl Fn() -> Option<String> + Send + 'static>,
    autocomplete: Option<String>,
    say: impl Fn(String) + Clone + 'static,
) -> AnyView {
    let filled = say.clone();
    let class = move || {
        let error = if wrong() { " govuk-input--error" } else { "" };
        ["govuk-input", error, look.width].concat()
    };
    view! {
        <input
            class=class
            id=id.clone()
            name=id
            type=look.kind
            inputmode=look.mode
            spellcheck=(!look.spelled).then_some("false")
            autocapitalize=look.capitals
            autocomplete=autocomplete
            aria-describedby=move || described_by.as_ref().and_then(|ids| ids())
            prop:value=move || value.get()
            on:input=move |event| say(event_target_value(&event))
            on:change=move |event| filled(event_target_value(&event))
        />
    }
    .into_any()
}
