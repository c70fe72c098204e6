//! Check your answers: every relevant answer with a way to change it, what is left to do, what is left out, and
//! the button that sends.

use super::changes;
use crate::session::Session;
use crate::session::location::Location;
use crate::session::view_model::{CheckPage, CheckRow, CheckView, SendState};
use crate::ui::html::{self, View, el};
use crate::ui::part::summary::{self, Row};
use crate::ui::part::{self, copy, frame, save_status, send_state};
use crate::ui::watched::Watched;
use crate::ui::{Ui, words};

/// Id of the list of things to do, where the focus goes when "Send" cannot send yet.
const OUTSTANDING: &str = "outstanding";

/// The page.
pub fn view(ui: Ui, draft: String) -> View {
    let check = ui.memo(Session::check);
    // While it is not known whether the application arrived, nothing may change.
    let open = ui.memo(|session| {
        let state = session.send_state();
        matches!(
            state,
            SendState::NotSent | SendState::Unsealed(_) | SendState::Refused(..)
        )
    });
    // Beside the news of a send that has not come through, the copy is offered there.
    let quiet = ui.memo(|session| matches!(session.send_state(), SendState::NotSent | SendState::Sending));
    let name = move || {
        check.with(|check| {
            check
                .as_ref()
                .map_or_else(String::new, |check| words::nickname(&check.nickname))
        })
    };
    let content = [
        el("span", "govuk-caption-l").live_text(name).into(),
        part::heading(words::CHECK),
        send_state::view(ui),
        changes::notice(ui),
        html::live(move || check.with(|check| check.as_ref().map(|check| answers(check, open.get())).into())),
        html::live(move || open.get().then(|| send(ui, check)).into()),
        html::live(move || quiet.get().then(|| copy::view(ui)).into()),
        part::print_button(ui),
        save_status::view(ui),
    ];
    frame::view(Some(Location::Tasks(draft)), frame::two_thirds(content))
}

fn answers(check: &CheckView, open: bool) -> View {
    let mut section = "";
    let mut parts = vec![outstanding(&check.outstanding)];
    for page in &check.pages {
        if page.section != section {
            parts.push(part::heading_2(page.section.as_str()));
        }
        section = &page.section;
        parts.push(card(page, open));
    }
    parts.push(left_out(&check.left_out));
    parts.push(changes::earlier(&check.earlier));
    parts.into()
}

fn card(page: &CheckPage, open: bool) -> View {
    let title = el("h3", summary::TITLE).child(page.title.as_str());
    let rows = page
        .rows
        .iter()
        .cloned()
        .map(|row| answer(row, &page.title, open))
        .collect();
    summary::card(title, Vec::new(), summary::list(rows))
}

fn answer(row: CheckRow, page: &str, open: bool) -> Row {
    let hidden = [&row.label, " (", page, ")"].concat();
    let value = match (row.lines.is_empty(), row.outstanding) {
        (true, true) => part::tag(" govuk-tag--red", words::TO_DO),
        (true, false) => words::NOT_ANSWERED.into(),
        (false, wrong) => [
            wrong.then(|| part::tag(" govuk-tag--red", words::TO_MEND)).into(),
            lines(&row.lines),
        ]
        .into(),
    };
    Row {
        key: row.label,
        value,
        change: open.then_some((row.change, hidden)),
    }
}

/// What the person typed, line by line; a long answer keeps its paragraphs.
fn lines(lines: &[String]) -> View {
    let line = |line: &String| el("p", "govuk-body app-answer-line").child(line.as_str());
    lines.iter().map(line).collect()
}

fn outstanding(left: &[(String, Location)]) -> View {
    if left.is_empty() {
        return View::none();
    }
    let line = |(what, to): &(String, Location)| el("li", "").child(part::link(to, what.as_str()));
    let heading = el("h2", "govuk-heading-m")
        .attr("id", OUTSTANDING)
        .attr("tabindex", "-1")
        .child(words::outstanding(left.len()));
    let lines: View = left.iter().map(line).collect();
    el("div", "govuk-inset-text")
        .child(heading)
        .child(el("ul", "govuk-list govuk-list--bullet").child(lines))
        .into()
}

fn left_out(labels: &[String]) -> View {
    if labels.is_empty() {
        return View::none();
    }
    [
        part::heading_2(words::LEFT_OUT),
        part::paragraph(words::LEFT_OUT_MEANS),
        part::bullets(labels),
    ]
    .into()
}

/// The button is never disabled: where nothing can be sent yet, words say so and the session leads to what is
/// left to do.
fn send(ui: Ui, check: Watched<Option<CheckView>>) -> View {
    let ready = move || check.with(|check| check.as_ref().is_some_and(|check| check.outstanding.is_empty()));
    let planned = ui.memo(|session| session.planned().is_some());
    let hint = move || {
        if planned.get() {
            words::NOT_WHILE_PLANNING
        } else if ready() {
            words::SEND_MEANS
        } else {
            words::SEND_LATER
        }
        .to_owned()
    };
    [
        part::heading_2(words::SEND_TITLE),
        el("p", "govuk-body")
            .attr("id", "send-hint")
            .live_text(hint)
            .into(),
        part::button("", words::SEND, move || send_state::send(ui))
            .attr("aria-describedby", "send-hint")
            .into(),
    ]
    .into()
}
