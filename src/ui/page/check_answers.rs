//! Check your answers: every relevant answer with a way to change it, what is left to do, what is left out, and
//! the button that sends.

use leptos::prelude::*;

use crate::session::location::Location;
use crate::session::message::Message;
use crate::session::view_model::{CheckPage, CheckRow, CheckView, SendState};
use crate::ui::part::summary::{self, Row};
use crate::ui::part::{self, error_summary, frame, save_status};
use crate::ui::{Local, Ui, words};

/// Id of the list of things to do, where the focus goes when "Send" cannot send yet.
const OUTSTANDING: &str = "outstanding";

/// The page.
pub fn view(ui: Ui, draft: String) -> AnyView {
    let check = ui.memo(|session| Local::new(session.check()));
    let content = view! {
        {error_summary::view(ui)}
        <span class="govuk-caption-l">
            {move || check.with(|check| check.as_ref().map(|check| words::nickname(&check.nickname)))}
        </span>
        {part::heading(words::CHECK)}
        {move || check.with(|check| check.as_ref().map(answers))}
        {send(ui, check)}
        {save_status::view(ui)}
    };
    frame::view(
        Some(Location::Tasks(draft)),
        frame::two_thirds(content.into_any()),
    )
}

fn answers(check: &CheckView) -> AnyView {
    let mut section = "";
    let pages = check.pages.iter().map(|page| {
        let heading = (page.section != section).then(|| {
            view! { <h2 class="govuk-heading-m">{page.section.clone()}</h2> }
        });
        section = &page.section;
        view! { {heading} {card(page)} }
    });
    let pages = pages.collect_view();
    view! { {outstanding(&check.outstanding)} {pages} {left_out(check.left_out.clone())} }.into_any()
}

fn card(page: &CheckPage) -> AnyView {
    let title = view! { <h3 class="govuk-summary-card__title">{page.title.clone()}</h3> };
    let rows = page
        .rows
        .iter()
        .cloned()
        .map(|row| answer(row, &page.title))
        .collect();
    summary::card(title.into_any(), Vec::new(), summary::list(rows))
}

fn answer(row: CheckRow, page: &str) -> Row {
    let hidden = [&row.label, " (", page, ")"].concat();
    let value = match (row.lines.is_empty(), row.outstanding) {
        (true, true) => part::tag(" govuk-tag--red", words::TO_DO),
        (true, false) => words::NOT_ANSWERED.into_any(),
        (false, wrong) => view! {
            {wrong.then(|| part::tag(" govuk-tag--red", words::TO_MEND))}
            {lines(row.lines)}
        }
        .into_any(),
    };
    Row {
        key: row.label,
        value,
        change: Some((row.change, hidden)),
    }
}

fn lines(lines: Vec<String>) -> AnyView {
    let lines = lines
        .into_iter()
        .enumerate()
        .map(|(n, line)| view! { {(n > 0).then(|| view! { <br/> })} {line} });
    lines.collect_view().into_any()
}

fn outstanding(left: &[(String, Location)]) -> Option<AnyView> {
    let lines = left
        .iter()
        .map(|(what, to)| view! { <li>{part::link(to.href(), what.clone())}</li> });
    let lines = lines.collect_view();
    (!left.is_empty()).then(|| {
        view! {
            <div class="govuk-inset-text">
                <h2 class="govuk-heading-m" id=OUTSTANDING tabindex="-1">{words::outstanding(left.len())}</h2>
                <ul class="govuk-list govuk-list--bullet">{lines}</ul>
            </div>
        }
        .into_any()
    })
}

fn left_out(labels: Vec<String>) -> Option<AnyView> {
    (!labels.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m">{words::LEFT_OUT}</h2>
            <p class="govuk-body">{words::LEFT_OUT_MEANS}</p>
            {part::bullets(labels)}
        }
        .into_any()
    })
}

/// The button is never disabled: where it cannot send, it says why and leads to what is left to do.
fn send(ui: Ui, check: Memo<Local<Option<CheckView>>>) -> AnyView {
    let ready = Memo::new(move |_| {
        check.with(|check| check.as_ref().is_some_and(|check| check.outstanding.is_empty()))
    });
    let sending = ui.memo(|session| session.send_state() == SendState::Sending);
    let pressed = move |_| match ready.get_untracked() {
        true => ui.send(Message::Send),
        false => ui.focus(OUTSTANDING),
    };
    view! {
        <h2 class="govuk-heading-m">{words::SEND_TITLE}</h2>
        <p class="govuk-body" id="send-hint">{move || if ready.get() { words::SEND_MEANS } else { words::SEND_LATER }}</p>
        <div class="govuk-button-group">
            <button type="button" class="govuk-button" aria-describedby="send-hint" on:click=pressed>
                {words::SEND}
            </button>
            <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| ui.print()>
                {words::PRINT}
            </button>
        </div>
        <p class="govuk-body" role="status">{move || sending.get().then_some(words::SENDING)}</p>
    }
    .into_any()
}
