//! Where a passphrase is chosen, given and changed, and where the recovery code is shown.

use leptos::prelude::*;

use crate::form::answer::{Place, Raw};
use crate::session::Session;
use crate::session::access::Act;
use crate::session::location::Location;
use crate::session::message::Message;
use crate::session::view_model::{FILE_PASSPHRASE, FILE_PASSPHRASE_GIVEN, FILE_PASSPHRASE_NEW};
use crate::ui::html::{self, View, el};
use crate::ui::part::secret::{self, Box, Boxes, Typed};
use crate::ui::part::{self, error_summary, frame};
use crate::ui::watched::Watched;
use crate::ui::{Ui, words};
use crate::vault::key::Secret;
use crate::vault::keyring::Way;
use crate::vault::strength::{Level, assess};

const FIRST: &str = "passphrase";
const PRESENT: Box = Box {
    id: FIRST,
    label: words::PRESENT_PASSPHRASE,
    hint: "",
    second: false,
};

fn act(ui: Ui, act: Act) {
    ui.send(Message::Access(act));
}

/// The first passphrase of this device.
pub fn choose(ui: Ui) -> View {
    let boxes = Boxes::new_local(Typed::default());
    let of = Box {
        id: FIRST,
        label: words::PASSPHRASE,
        hint: words::PASSPHRASE_HINT,
        second: false,
    };
    let without = ui.read(Session::passphrase_optional).then(|| {
        let go = part::button(" govuk-button--secondary", words::GO_WITHOUT, move || {
            act(ui, Act::GoWithout)
        });
        View::from([part::paragraph(words::GO_WITHOUT_MEANS), go.into()])
    });
    let content = [
        error_summary::view(ui),
        part::heading(words::CHOOSE_TITLE),
        part::paragraphs(&words::CHOOSE),
        part::warning(words::FORGOTTEN),
        form(ui, words::SET_PASSPHRASE, new(ui, boxes, of), move || {
            act(ui, Act::Choose(secret::secret(boxes, false)));
        }),
        without.into(),
    ];
    frame::view(None, frame::two_thirds(content))
}

/// The passphrase or the recovery code is to be given.
pub fn unlock(ui: Ui) -> View {
    let boxes = Boxes::new_local(Typed::default());
    let code = Watched::new(move || boxes.with(|typed| typed.code));
    let asked = html::live(move || {
        let (label, hint) = match code.get() {
            true => (words::RECOVERY_CODE, words::RECOVERY_CODE_HINT),
            false => (words::PASSPHRASE, ""),
        };
        let of = Box {
            id: FIRST,
            label,
            hint,
            second: false,
        };
        secret::view(ui, boxes, of)
    });
    // It stays while the box is another, and so keeps the focus.
    let other = html::live_text(move || {
        let words = if code.get() {
            words::USE_PASSPHRASE
        } else {
            words::USE_CODE
        };
        words.to_owned()
    });
    let change = part::link_button(other, "", move || {
        boxes.update(|typed| {
            *typed = Typed {
                code: !typed.code,
                ..Typed::default()
            };
        });
    });
    let asked = [asked, part::paragraph(change)].into();
    let content = [
        error_summary::view(ui),
        part::heading(words::UNLOCK_TITLE),
        part::paragraph(words::UNLOCK),
        form(ui, words::UNLOCK_BUTTON, asked, move || {
            let way = match code.get_untracked() {
                true => Way::Recovery,
                false => Way::Passphrase,
            };
            let secret = secret::secret(boxes, false);
            act(ui, Act::Unlock { way, secret });
        }),
        part::details(words::BOTH_LOST, words::BOTH_LOST_MEANS),
    ];
    frame::view(None, frame::two_thirds(content))
}

/// The recovery code, this once.
pub fn code(ui: Ui, code: &Secret) -> View {
    let content = [
        part::heading(words::CODE_TITLE),
        part::paragraphs(&words::CODE),
        el("p", "govuk-inset-text govuk-heading-m")
            .attr("id", "recovery-code")
            .child(code.text())
            .into(),
        part::print_button(ui),
        part::button("", words::CODE_KEPT, move || act(ui, Act::CodeKept)).into(),
    ];
    frame::view(None, frame::two_thirds(content))
}

/// The keyring cannot be used.
pub fn unusable(ui: Ui, reason: &str, afresh: bool) -> View {
    let way = afresh.then(|| {
        let start = part::button("", words::START_AFRESH, move || act(ui, Act::StartAfresh));
        View::from([part::paragraph(words::AFRESH), start.into()])
    });
    let content = [
        part::heading(words::UNUSABLE_TITLE),
        part::warning(reason),
        part::paragraph(words::UNUSABLE),
        way.into(),
    ];
    frame::view(None, frame::two_thirds(content))
}

/// Another passphrase, with the present one.
pub fn change(ui: Ui) -> View {
    let boxes = Boxes::new_local(Typed::default());
    let of = Box {
        id: "new-passphrase",
        label: words::NEW_PASSPHRASE,
        hint: words::PASSPHRASE_HINT,
        second: true,
    };
    let asked = [secret::view(ui, boxes, PRESENT), new(ui, boxes, of)].into();
    let content = [
        error_summary::view(ui),
        part::heading(words::CHANGE_PASSPHRASE),
        form(ui, words::CHANGE_PASSPHRASE, asked, move || {
            let present = secret::secret(boxes, false);
            let new = Some(secret::secret(boxes, true));
            act(ui, Act::Change { present, new });
        }),
        part::paragraph(part::link(&Location::RecoveryCode, words::NEW_CODE)),
    ];
    frame::view(Some(Location::Applications), frame::two_thirds(content))
}

/// Another recovery code, with the passphrase.
pub fn new_code(ui: Ui) -> View {
    let boxes = Boxes::new_local(Typed::default());
    let asked = secret::view(ui, boxes, PRESENT);
    let content = [
        error_summary::view(ui),
        part::heading(words::NEW_CODE),
        part::paragraph(words::NEW_CODE_MEANS),
        form(ui, words::NEW_CODE, asked, move || {
            let present = secret::secret(boxes, false);
            act(ui, Act::Change { present, new: None });
        }),
    ];
    frame::view(Some(Location::Passphrase), frame::two_thirds(content))
}

/// The passphrase of a file, to be chosen or given. The session has it from "Continue" until the file is there.
pub fn of_file(ui: Ui, titles: View, saving: bool) -> View {
    let boxes = Boxes::new_local(Typed::default());
    let place = || Place::single(FILE_PASSPHRASE);
    let given = ui.memo(move |session| session.raw(&place()).is_some());
    Effect::new(move |_| {
        if !given.get() {
            boxes.set(Typed::default());
        }
    });
    let [label, hint] = if saving {
        FILE_PASSPHRASE_NEW
    } else {
        FILE_PASSPHRASE_GIVEN
    };
    let of = Box {
        id: FILE_PASSPHRASE,
        label,
        hint,
        second: false,
    };
    let asked = match saving {
        true => new(ui, boxes, of),
        false => secret::view(ui, boxes, of),
    };
    let form = form(ui, words::CONTINUE, asked, move || {
        let raw = Raw::Text(secret::secret(boxes, false).text().to_owned());
        ui.send(Message::Answered { place: place(), raw });
        ui.send(Message::Continue);
    });
    [titles, form].into()
}

/// A box for a new passphrase, how strong it is in one line, and words to be offered.
fn new(ui: Ui, boxes: Boxes, of: Box) -> View {
    let second = of.second;
    let strength = Watched::new(move || {
        boxes.with(
            |typed| match (typed.text(second).as_str(), assess(typed.text(second))) {
                ("", _) => "",
                (_, (Level::Good, _)) => words::GOOD,
                (_, (_, reason)) => reason.map_or("", |reason| reason.words()),
            },
        )
    });
    let offered = ui.memo(Session::words_offered);
    Effect::new(move |_| {
        if let Some(words) = offered.get() {
            boxes.update(|typed| {
                typed.put(second, words.text().to_owned());
                typed.shown = true;
            });
        }
    });
    let line = el("p", "govuk-body")
        .attr("id", "strength")
        .attr("role", "status")
        .live_text(move || strength.get().to_owned());
    let offer = part::link_button(words::OFFER_WORDS, "", move || act(ui, Act::OfferWords));
    [secret::view(ui, boxes, of), line.into(), part::paragraph(offer)].into()
}

/// Boxes, how things stand, and the button.
fn form(ui: Ui, button: &str, asked: View, submit: impl Fn() + 'static) -> View {
    let status = ui.memo(|session| {
        match (
            session.passphrase_busy(),
            session.passphrase_wait(),
            session.passphrase_changed(),
        ) {
            (true, ..) => words::WORKING.to_owned(),
            (_, 1.., _) => words::wait(session.passphrase_wait()),
            (.., true) => words::PASSPHRASE_CHANGED.to_owned(),
            _ => String::new(),
        }
    });
    let status = el("p", "govuk-body")
        .attr("id", "passphrase-status")
        .attr("role", "status")
        .attr("tabindex", "-1")
        .live_text(move || status.get());
    el("form", "")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", move |event| {
            event.prevent_default();
            submit();
        })
        .child(asked)
        .child(status)
        .child(el("button", "govuk-button").attr("type", "submit").child(button))
        .into()
}
