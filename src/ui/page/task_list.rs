//! The task list of an application: its sections and how far each is.

use leptos::prelude::*;

use crate::session::location::Location;
use crate::session::view_model::{TaskList, TaskRow, TaskStatus};
use crate::ui::part::{self, frame, nickname, save_status};
use crate::ui::{Local, Ui, words};

/// The page.
pub fn view(ui: Ui) -> AnyView {
    let tasks = ui.memo(|session| Local::new(session.task_list()));
    let name = ui.memo(|session| session.nickname());
    let content = view! {
        <span class="govuk-caption-l">{words::APPLICATION}</span>
        {part::heading(move || words::nickname(&name.get()))}
        {move || tasks.with(|tasks| tasks.as_ref().map(list))}
        {part::details(words::RENAME, nickname::view(ui))}
        {save_status::view(ui)}
    };
    frame::view(
        Some(Location::Applications),
        frame::two_thirds(content.into_any()),
    )
}

fn list(tasks: &TaskList) -> AnyView {
    let rows = tasks.rows.iter().cloned().map(row).collect_view();
    view! {
        {tasks.provision.clone().map(|provision| view! { <p class="govuk-body-l">{provision}</p> })}
        <p class="govuk-body">{words::completed(tasks.completed, tasks.rows.len())}</p>
        <ul class="govuk-task-list">{rows}</ul>
        <h2 class="govuk-heading-m">{words::CHECK_AND_SEND}</h2>
        <ul class="govuk-task-list">{check(tasks)}</ul>
    }
    .into_any()
}

/// Can be read at any time; what is left to do stands beside it.
fn check(tasks: &TaskList) -> AnyView {
    let status = match tasks.rows.len().saturating_sub(tasks.completed) {
        0 => part::tag(" govuk-tag--blue", words::NOT_STARTED),
        left => words::sections_left(left).into_any(),
    };
    item(
        "check",
        words::CHECK.to_owned(),
        Some(&tasks.check),
        STATUS,
        status,
    )
}

fn row(task: TaskRow) -> AnyView {
    let class = match task.status {
        TaskStatus::CannotStartYet => "govuk-task-list__status govuk-task-list__status--cannot-start-yet",
        _ => STATUS,
    };
    item(&task.id, task.title, task.go.as_ref(), class, status(task.status))
}

const STATUS: &str = "govuk-task-list__status";

fn item(
    id: &str,
    title: String,
    go: Option<&Location>,
    status_class: &'static str,
    status: AnyView,
) -> AnyView {
    let id = ["task-", id, "-status"].concat();
    let (class, name) = match go {
        Some(to) => (
            "govuk-task-list__item govuk-task-list__item--with-link",
            view! {
                <a class="govuk-link govuk-task-list__link" href=to.href() aria-describedby=id.clone()>{title}</a>
            }
            .into_any(),
        ),
        None => ("govuk-task-list__item", view! { <div>{title}</div> }.into_any()),
    };
    view! {
        <li class=class>
            <div class="govuk-task-list__name-and-hint">{name}</div>
            <div class=status_class id=id>{status}</div>
        </li>
    }
    .into_any()
}

fn status(status: TaskStatus) -> AnyView {
    match status {
        TaskStatus::CannotStartYet => words::CANNOT_START.into_any(),
        TaskStatus::NotStarted => part::tag(" govuk-tag--blue", words::NOT_STARTED),
        TaskStatus::InProgress => part::tag(" govuk-tag--teal", words::IN_PROGRESS),
        TaskStatus::Completed => words::COMPLETED.into_any(),
    }
}
