//! The task list.

use crate::form::instance::Instance;
use crate::form::route::Progress;
use crate::session::location::Location;
use crate::session::state::Session;
use crate::session::view_model::{TaskList, TaskRow, TaskStatus};

impl Session {
    /// The task list of the application in view.
    pub fn task_list(&self) -> Option<TaskList> {
        let (draft, open) = (self.draft()?, self.open.as_ref()?);
        let rows: Vec<TaskRow> = open
            .sections()
            .filter_map(|section| row(open, &draft.id, section))
            .collect();
        Some(TaskList {
            nickname: draft.nickname.clone(),
            provision: open.provision().and_then(|id| self.provision_name(id)),
            completed: rows
                .iter()
                .filter(|row| row.status == TaskStatus::Completed)
                .count(),
            rows,
            check: Location::Check(draft.id.clone()),
        })
    }

    /// The full name of a provision.
    pub(in crate::session) fn provision_name(&self, id: &str) -> Option<String> {
        Some(self.rules()?.provision(self.stated(), id)?.name.clone())
    }
}

fn row(open: &Instance, draft: &str, section: usize) -> Option<TaskRow> {
    let definition = open.form().sections.get(section)?;
    let status = status(open.section_progress(section));
    let page = open
        .section_entry(section)
        .and_then(|page| Some(open.form().pages.get(page)?.id.clone()));
    let go = page.filter(|_| status != TaskStatus::CannotStartYet);
    Some(TaskRow {
        id: definition.id.clone(),
        title: definition.title.clone(),
        status,
        go: go.map(|page| Location::Page(draft.to_owned(), page)),
    })
}

fn status(progress: Progress) -> TaskStatus {
    match progress {
        Progress::CannotStartYet => TaskStatus::CannotStartYet,
        Progress::NotStarted => TaskStatus::NotStarted,
        Progress::InProgress => TaskStatus::InProgress,
        Progress::Completed => TaskStatus::Completed,
    }
}
