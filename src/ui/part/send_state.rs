//! What became of sending, on the check page: on its way, not known, refused. Each in its own words and looks.

use crate::session::Session;
use crate::session::location::Location;
use crate::session::message::Message;
use crate::session::view_model::{RefusedView, SendState, Why};
use crate::ui::html::{self, View, el};
use crate::ui::part::copy;
use crate::ui::{Ui, part, words};

const SEND_STATE: &str = "send-state";

/// Sends. The button that was pressed goes, so the focus moves to where the news will stand.
pub fn send(ui: Ui) {
    ui.focus(SEND_STATE);
    ui.send(Message::Send);
}

/// Says how sending stands; nothing before it was tried. The session moves the focus here when there is news.
pub fn view(ui: Ui) -> View {
    let state = ui.memo(Session::send_state);
    let said = move || {
        state.with(|state| match state {
            SendState::NotSent | SendState::Received(_) => View::none(),
            SendState::Sending => sending(),
            SendState::Waiting => waiting(ui),
            SendState::Uncertain => uncertain(ui),
            SendState::NotKept {
                unsent,
                words,
                anyway,
            } => not_kept(ui, *unsent, words, *anyway),
            SendState::SignIn(reason) => sign_in(ui, reason),
            SendState::Unsealed(reason) => unsealed(ui, reason),
            SendState::Refused(view) => refused(ui, view),
        })
    };
    el("div", "")
        .attr("id", SEND_STATE)
        .attr("tabindex", "-1")
        .attr("aria-live", "polite")
        .live(said)
        .into()
}

fn sending() -> View {
    el("div", "govuk-inset-text app-sending")
        .child(part::heading_2(words::SENDING))
        .child(part::paragraph(words::SENDING_MEANS))
        .into()
}

fn waiting(ui: Ui) -> View {
    el("div", "govuk-inset-text app-uncertain")
        .child(part::heading_2(words::UNSENT))
        .child(part::warning(words::UNSENT_MEANS))
        .child(part::paragraph(words::UNSENT_NEXT))
        .child(by_itself(ui))
        .into()
}

/// Not sent, and why: the ways out are a file, another try, and where that is sound a person's own decision.
fn not_kept(ui: Ui, unsent: bool, reason: &str, anyway: bool) -> View {
    let decide = anyway.then(|| {
        let press = move || {
            ui.focus(SEND_STATE);
            ui.send(Message::SendAnyway);
        };
        let button = part::button(" govuk-button--secondary", words::SEND_ANYWAY, press);
        [part::paragraph(words::SEND_ANYWAY_MEANS), button.into()]
    });
    el("div", "govuk-inset-text app-uncertain")
        .child(part::heading_2(if unsent {
            words::NOT_SENT
        } else {
            words::UNCERTAIN
        }))
        .child(part::warning(words::NOT_SENT_MEANS))
        .child(part::paragraph(reason))
        .child(part::paragraph(words::NOT_SENT_NEXT))
        .child(by_itself(ui))
        .child(decide)
        .into()
}

fn uncertain(ui: Ui) -> View {
    let unproven = ui.memo(Session::unproven);
    let why = move || unproven.get().map(part::paragraph).into();
    el("div", "govuk-inset-text app-uncertain")
        .child(part::heading_2(words::UNCERTAIN))
        .child(part::warning(words::UNCERTAIN_MEANS))
        .live(why)
        .child(part::paragraphs(&words::UNCERTAIN_NEXT))
        .child(by_itself(ui))
        .into()
}

fn sign_in(ui: Ui, reason: &str) -> View {
    el("div", "govuk-inset-text app-uncertain")
        .child(part::heading_2(words::SIGN_IN))
        .child(part::warning(words::SIGN_IN_MEANS))
        .child(part::paragraph(reason))
        .child(by_itself(ui))
        .into()
}

/// The deadline that is at stake, who to speak to, and what a person can do besides waiting.
fn by_itself(ui: Ui) -> View {
    let deadline = ui.memo(Session::waiting_deadline);
    let contact = ui.memo(Session::contact);
    let at_stake = move || {
        let telephone = contact.with(|contact| contact.as_ref().map(|contact| contact.telephone.clone()));
        let words = deadline
            .get()
            .zip(telephone)
            .map(|(deadline, telephone)| words::at_stake(&deadline, &telephone));
        words.map(part::paragraph).into()
    };
    let cancel = part::link_button(words::CANCEL_SEND, "", move || ui.send(Message::CancelSend));
    let buttons = el("div", "govuk-button-group")
        .child(part::button("", words::TRY_AGAIN, move || send(ui)))
        .child(cancel);
    [html::live(at_stake), buttons.into(), copy::view(ui)].into()
}

fn unsealed(ui: Ui, reason: &str) -> View {
    el("div", "govuk-inset-text app-uncertain")
        .child(part::heading_2(words::UNSEALED))
        .child(part::warning(reason))
        .child(part::paragraph(words::UNSEALED_MEANS))
        .child(copy::view(ui))
        .into()
}

/// Each kind of refusal with a way of its own.
fn refused(ui: Ui, RefusedView { why, words, lines }: &RefusedView) -> View {
    let (title, means) = match why {
        Why::Answers => (words::REFUSED, words::REFUSED_MEANS),
        Why::TooLong => (words::TOO_LONG, words::TOO_LONG_MEANS),
        Why::OtherVersion { may_amend: true } => (words::OTHER_VERSION, words::OTHER_VERSION_MEANS),
        Why::OtherVersion { may_amend: false } => (words::OTHER_VERSION, words::OTHER_VERSION_HELP),
        Why::Other => (words::REFUSED, words::REFUSED_HELP),
    };
    let said = (!words.is_empty()).then(|| el("p", "").child(words.as_str()));
    let list = (!lines.is_empty()).then(|| {
        let line = |(what, to): &(String, Location)| el("li", "").child(part::link(to, what.as_str()));
        let lines: View = lines.iter().map(line).collect();
        el("ul", "govuk-list govuk-error-summary__list").child(lines)
    });
    let help = match why {
        Why::Answers | Why::TooLong => View::none(),
        Why::OtherVersion { .. } | Why::Other => telephone(ui),
    };
    let amend = matches!(why, Why::OtherVersion { may_amend: true }).then(|| {
        let press = move || {
            ui.focus(SEND_STATE);
            ui.send(Message::SendAsChange);
        };
        part::button(" govuk-button--secondary", words::SEND_AS_CHANGE, press)
    });
    let body = el("div", "govuk-error-summary__body")
        .child(said)
        .child(el("p", "").child(means))
        .child(list)
        .child(help)
        .child(amend);
    let summary = el("div", "govuk-error-summary app-refused")
        .child(el("h2", "govuk-error-summary__title").child(title))
        .child(body);
    [summary.into(), copy::view(ui)].into()
}

/// Who to speak to.
fn telephone(ui: Ui) -> View {
    let contact = ui.memo(Session::contact);
    let said = move || {
        let telephone = contact.with(|contact| contact.as_ref().map(|contact| contact.telephone.clone()));
        telephone
            .map(|telephone| el("p", "").child(words::telephone(&telephone)))
            .into()
    };
    html::live(said)
}
