//! A box for a passphrase, with a button that shows what is typed.

use leptos::prelude::*;
use zeroize::Zeroizing;

use crate::session::access::Act;
use crate::session::message::Message;
use crate::ui::html::{self, View, el};
use crate::ui::watched::Watched;
use crate::ui::{Ui, part, words};
use crate::vault::key::Secret;

/// What is typed on a page about the passphrase; wiped when the page goes.
#[derive(Clone, Default)]
pub struct Typed {
    /// The passphrase or recovery code, or the present passphrase.
    pub first: Zeroizing<String>,
    /// A new passphrase.
    pub second: Zeroizing<String>,
    /// Whether it is shown.
    pub shown: bool,
    /// Whether the box is for the recovery code.
    pub code: bool,
}

/// The one signal of such a page.
pub type Boxes = RwSignal<Typed, LocalStorage>;

/// One box.
#[derive(Clone, Copy)]
pub struct Box {
    /// Id of its element.
    pub id: &'static str,
    /// Label.
    pub label: &'static str,
    /// Hint; "" for none.
    pub hint: &'static str,
    /// Whether it is the second on the page.
    pub second: bool,
}

/// What stands in a box.
pub fn secret(boxes: Boxes, second: bool) -> Secret {
    let text = boxes.with_untracked(|typed| typed.text(second).to_string());
    Secret::new(text)
}

impl Typed {
    /// What stands in a box.
    pub fn text(&self, second: bool) -> &Zeroizing<String> {
        if second { &self.second } else { &self.first }
    }

    /// Puts something in a box.
    pub fn put(&mut self, second: bool, text: String) {
        let place = if second { &mut self.second } else { &mut self.first };
        *place = Zeroizing::new(text);
    }
}

/// The box, its label, hint and error. No browser is asked to keep what is typed: it would open the applications for
/// the next person at the keyboard. It may be pasted.
pub fn view(ui: Ui, boxes: Boxes, of: Box) -> View {
    let Box {
        id,
        label,
        hint,
        second,
    } = of;
    let error = ui.memo(move |session| {
        let mut errors = session.errors().into_iter();
        errors.find(|line| line.target == id).map(|line| line.message)
    });
    let shown = move || boxes.with(|typed| typed.shown);
    let ids = [[id, "-hint"].concat(), [id, "-error"].concat()];
    let [hint_id, error_id] = ids.clone();
    let described = move || {
        let named = [!hint.is_empty(), error.with(Option::is_some)];
        let named = ids.iter().zip(named).filter(|(_, there)| *there);
        let ids: Vec<&str> = named.map(|(id, _)| id.as_str()).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    };
    let class = move |usual: &str, wrong: &str| match error.with(Option::is_some) {
        true => [usual, wrong].concat(),
        false => usual.to_owned(),
    };
    let stands = Watched::new(move || boxes.with(|typed| typed.text(second).to_string()));
    let say = move |text: String| {
        let (begins, same) = boxes.with_untracked(|typed| {
            let stands = typed.text(second);
            (stands.is_empty(), **stands == text)
        });
        if same {
            return;
        }
        if begins {
            ui.send(Message::Access(Act::Type));
        }
        boxes.update(|typed| typed.put(second, text));
    };
    let input = el("input", "")
        .live_class(move || class("govuk-input govuk-password-input__input", " govuk-input--error"))
        .attr("id", id)
        .attr("name", id)
        .live_attr("type", move || {
            Some(if shown() { "text" } else { "password" }.to_owned())
        })
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .live_attr("aria-describedby", described)
        .text(stands, say);
    let name = move || if shown() { words::HIDE } else { words::SHOW };
    let toggle = part::button(
        " govuk-button--secondary govuk-password-input__toggle",
        html::live_text(move || name().to_owned()),
        move || boxes.update(|typed| typed.shown = !typed.shown),
    )
    .attr("aria-controls", id)
    .live_attr("aria-label", move || Some([name(), " ", label].concat()));
    // One button shows what is typed in every box of the page, so that one says it.
    let status = (!second).then(|| {
        el("div", "govuk-password-input__sr-status govuk-visually-hidden")
            .attr("aria-live", "polite")
            .live_text(move || if shown() { words::SHOWN } else { words::HIDDEN }.to_owned())
    });
    el("div", "")
        .live_class(move || {
            class(
                "govuk-form-group govuk-password-input",
                " govuk-form-group--error",
            )
        })
        .child(el("label", "govuk-label").attr("for", id).child(label))
        .child((!hint.is_empty()).then(|| el("div", "govuk-hint").attr("id", &hint_id).child(hint)))
        .child(part::error_message(error_id, error))
        .child(
            el("div", "govuk-input__wrapper govuk-password-input__wrapper")
                .child(input)
                .child(status)
                .child(toggle),
        )
        .into()
}
