//! Check your answers: every relevant answer with a way to change it, what is left to do, what is left out, and
//! the button that sends.

use leptos::prelude::*;

use crate::session::location::Location;
use crate::session::view_model::{CheckPage, CheckRow, CheckView, SendState};
use crate::ui::part::summary::{self, Row};
use crate::ui::part::{self, frame, save_status, send_state};
use crate::ui::{Local, Ui, words};

/// Id of the list of things to do, where the focus goes when "Send" cannot send yet.
const OUTSTANDING: &str = "outstanding";

/// The page.
pub fn view(ui: Ui, draft: String) -> AnyView {
    let check = ui.memo(|session| Local::new(session.check()));
    // While it is not known whether the application arrived, nothing may change.
    let open = ui.memo(|session| matches!(session.send_state(), SendState::NotSent | SendState::Refused(..)));
    let content = view! {
        <span class="govuk-caption-l">
            {move || check.with(|check| check.as_ref().map(|check| words::nickname(&check.nickname)))}
        </span>
        {part::heading(words::CHECK)}
        {send_state::view(ui)}
        {move || check.with(|check| check.as_ref().map(|check| answers(check, open.get())))}
        {move || open.get().then(|| send(ui, check))}
        <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| ui.print()>
            {words::PRINT}
        </button>
        {save_status::view(ui)}
    };
    frame::view(
        Some(Location::Tasks(draft)),
        frame::two_thirds(content.into_any()),
    )
}

fn answers(check: &CheckView, open: bool) -> AnyView {
    let mut section = "";
    let pages = check.pages.iter().map(|page| {
        let heading = (page.section != section).then(|| {
            view! { <h2 class="govuk-heading-m">{page.section.clone()}</h2> }
        });
        section = &page.section;
        view! { {heading} {card(page, open)} }
    });
    let pages = pages.collect_view();
    view! { {outstanding(&check.outstanding)} {pages} {left_out(check.left_out.clone())} }.into_any()
}

fn card(page: &CheckPage, open: bool) -> AnyView {
    let title = view! { <h3 class="govuk-summary-card__title">{page.title.clone()}</h3> };
    let rows = page
        .rows
        .iter()
        .cloned()
        .map(|row| answer(row, &page.title, open))
        .collect();
    summary::card(title.into_any(), Vec::new(), summary::list(rows))
}

fn answer(row: CheckRow, page: &str, open: bool) -> Row {
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
        change: open.then_some((row.change, hidden)),
    }
}

/// What the person typed, line by line; a long answer keeps its paragraphs.
fn lines(lines: Vec<String>) -> AnyView {
    let lines = lines
        .into_iter()
        .map(|line| view! { <p class="govuk-body app-answer-line">{line}</p> });
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

/// The button is never disabled: where nothing can be sent yet, words say so and the session leads to what is
/// left to do.
fn send(ui: Ui, check: Memo<Local<Option<CheckView>>>) -> AnyView {
    let ready = Memo::new(move |_| {
        check.with(|check| check.as_ref().is_some_and(|check| check.outstanding.is_empty()))
    });
    view! {
        <h2 class="govuk-heading-m">{words::SEND_TITLE}</h2>
        <p class="govuk-body" id="send-hint">{move || if ready.get() { words::SEND_MEANS } else { words::SEND_LATER }}</p>
        <button type="button" class="govuk-button" aria-describedby="send-hint" on:click=move |_| send_state::send(ui)>
            {words::SEND}
        </button>
    }
    .into_any()
}
