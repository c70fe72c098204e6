//! What became of sending, on the check page: on its way, not known, refused. Each in its own words and looks.

use crate::session::Session;
use crate::session::location::Location;
use crate::session::message::Message;
use crate::session::view_model::SendState;
use crate::ui::html::{View, el};
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
            SendState::Uncertain => uncertain(ui),
            SendState::Refused(reason, answers) => refused(reason, answers),
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

fn uncertain(ui: Ui) -> View {
    el("div", "govuk-inset-text app-uncertain")
        .child(part::heading_2(words::UNCERTAIN))
        .child(part::warning(words::UNCERTAIN_MEANS))
        .child(part::paragraphs(&words::UNCERTAIN_NEXT))
        .child(part::button("", words::TRY_AGAIN, move || send(ui)))
        .into()
}

fn refused(reason: &str, answers: &[(String, Location)]) -> View {
    let line = |(what, to): &(String, Location)| {
        el("li", "").child(el("a", "").attr("href", &to.href()).child(what.as_str()))
    };
    let lines = (!answers.is_empty()).then(|| {
        let lines: View = answers.iter().map(line).collect();
        el("ul", "govuk-list govuk-error-summary__list").child(lines)
    });
    let body = el("div", "govuk-error-summary__body")
        .child(el("p", "").child(reason))
        .child(el("p", "").child(words::REFUSED_MEANS))
        .child(lines);
    el("div", "govuk-error-summary app-refused")
        .child(el("h2", "govuk-error-summary__title").child(words::REFUSED))
        .child(body)
        .into()
}
