//! The confirmation: the council has the application, its reference, what happens next.

use super::missing;
use crate::session::location::Location;
use crate::session::message::Message;
use crate::session::view_model::{SendState, SentView};
use crate::ui::html::{View, el};
use crate::ui::part::summary::{self, Row};
use crate::ui::part::{self, copy, frame};
use crate::ui::{Ui, words};

/// The page. The session leads here only once there is a receipt.
pub fn view(ui: Ui) -> View {
    let content = match ui.read(|session| session.send_state()) {
        SendState::Received(sent) => received(ui, sent),
        _ => return missing::view(),
    };
    frame::view(Some(Location::Applications), frame::two_thirds(content))
}

fn received(ui: Ui, sent: SentView) -> View {
    let steps: View = sent
        .next_steps
        .iter()
        .map(|step| el("li", "").child(step.as_str()))
        .collect();
    let body = el("div", "govuk-panel__body")
        .child(words::REFERENCE)
        .child(el("br", ""))
        .child(el("strong", "").child(sent.reference));
    let panel = el("div", "govuk-panel govuk-panel--confirmation")
        .child(part::main_heading("govuk-panel__title").child(words::RECEIVED_TITLE))
        .child(body);
    let proof = sent.proof.into_iter().map(Row::fixed).collect();
    let id = ui.read(|session| session.location().draft().map(str::to_owned));
    let keep = move || id.iter().for_each(|id| ui.send(Message::KeepProof(id.clone())));
    let print = part::button(" govuk-button--secondary", words::PRINT, move || ui.print());
    [
        panel.into(),
        part::paragraph(words::received(&sent.nickname, &sent.provision, &sent.received)),
        part::paragraph(words::KEEP_REFERENCE),
        part::heading_2(words::NEXT),
        el("ol", "govuk-list govuk-list--number").child(steps).into(),
        part::heading_2(words::PROOF),
        part::paragraph(words::PROOF_MEANS),
        summary::list(proof),
        part::button(" govuk-button--secondary", words::SAVE_PROOF, keep).into(),
        copy::said(ui),
        el("div", "govuk-button-group")
            .child(print)
            .child(part::link(&Location::Applications, words::GO_TO_APPLICATIONS))
            .into(),
    ]
    .into()
}
