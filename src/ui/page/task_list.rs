//! The task list of an application: its sections and how far each is.

use super::changes;
use crate::session::Session;
use crate::session::location::Location;
use crate::session::view_model::{Staying, TaskList, TaskRow, TaskStatus};
use crate::ui::html::{self, View, el};
use crate::ui::part::{self, fit, frame, nickname, save_status};
use crate::ui::{Ui, words};

/// The page.
pub fn view(ui: Ui) -> View {
    let tasks = ui.memo(Session::task_list);
    let name = ui.memo(|session| session.nickname());
    let stays = ui.memo(|session| session.stays());
    let hand_over = ui.memo(|session| {
        let id = session.location().draft().map(str::to_owned);
        id.map(Location::HandOver)
    });
    let soon = move || match stays.get() {
        Some(stays @ (Staying::Soon(_) | Staying::Over)) => part::warning(&words::stays(&stays)),
        _ => View::none(),
    };
    let content = [
        el("span", "govuk-caption-l").child(words::APPLICATION).into(),
        part::heading(html::live_text(move || name.with(|name| words::nickname(name)))),
        html::live(soon),
        changes::notice(ui),
        html::live(move || tasks.with(|tasks| tasks.as_ref().map(list).into())),
        part::details(words::RENAME, nickname::view(ui)),
        html::live(move || {
            hand_over
                .get()
                .map(|to| part::paragraph(part::link(&to, words::HAND_OVER)))
                .into()
        }),
        save_status::view(ui),
    ];
    frame::view(
        Some(Location::Applications),
        frame::with_aside(content, fit::view(ui)),
    )
}

fn list(tasks: &TaskList) -> View {
    let provision = tasks
        .provision
        .as_deref()
        .map(|provision| el("p", "govuk-body-l").child(provision));
    let rows: View = tasks.rows.iter().map(row).collect();
    [
        provision.into(),
        part::paragraph(words::completed(tasks.completed, tasks.rows.len())),
        el("ul", "govuk-task-list").child(rows).into(),
        part::heading_2(words::CHECK_AND_SEND),
        el("ul", "govuk-task-list").child(check(tasks)).into(),
    ]
    .into()
}

/// Can be read at any time; what is left to do stands beside it.
fn check(tasks: &TaskList) -> View {
    let status = match tasks.rows.len().saturating_sub(tasks.completed) {
        0 => part::tag(" govuk-tag--blue", words::NOT_STARTED),
        left => words::sections_left(left).into(),
    };
    item("check", words::CHECK, Some(&tasks.check), STATUS, status)
}

fn row(task: &TaskRow) -> View {
    let class = match task.status {
        TaskStatus::CannotStartYet => "govuk-task-list__status govuk-task-list__status--cannot-start-yet",
        _ => STATUS,
    };
    item(
        &task.id,
        &task.title,
        task.go.as_ref(),
        class,
        status(task.status),
    )
}

const STATUS: &str = "govuk-task-list__status";

fn item(id: &str, title: &str, go: Option<&Location>, status_class: &str, status: View) -> View {
    let id = ["task-", id, "-status"].concat();
    let (class, name) = match go {
        Some(to) => (
            "govuk-task-list__item govuk-task-list__item--with-link",
            el("a", "govuk-link govuk-task-list__link")
                .attr("href", &to.href())
                .attr("aria-describedby", &id),
        ),
        None => ("govuk-task-list__item", el("div", "")),
    };
    el("li", class)
        .child(el("div", "govuk-task-list__name-and-hint").child(name.child(title)))
        .child(el("div", status_class).attr("id", &id).child(status))
        .into()
}

fn status(status: TaskStatus) -> View {
    match status {
        TaskStatus::CannotStartYet => words::CANNOT_START.into(),
        TaskStatus::NotStarted => part::tag(" govuk-tag--blue", words::NOT_STARTED),
        TaskStatus::InProgress => part::tag(" govuk-tag--teal", words::IN_PROGRESS),
        TaskStatus::Completed => words::COMPLETED.into(),
    }
}
