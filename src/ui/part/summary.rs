//! Summary lists and summary cards.

use crate::session::location::Location;
use crate::ui::html::{El, View, el};
use crate::ui::{part, words};

/// Class of a card's title.
pub const TITLE: &str = "govuk-summary-card__title";

const ACTIONS: &str = "govuk-summary-card__actions";

/// A row of a summary list.
pub struct Row {
    /// The question.
    pub key: String,
    /// The answer.
    pub value: View,
    /// Where it is changed, and what the link says to people who do not see the row: "date of birth (Student)".
    pub change: Option<(Location, String)>,
}

impl Row {
    /// A row of text that is not changed from here.
    pub fn fixed((key, value): (String, String)) -> Self {
        Self {
            key,
            value: value.into(),
            change: None,
        }
    }
}

/// A list of rows.
pub fn list(rows: Vec<Row>) -> View {
    let some_change = rows.iter().any(|row| row.change.is_some());
    let rows: View = rows.into_iter().map(|row| row_view(row, some_change)).collect();
    el("dl", "govuk-summary-list").child(rows).into()
}

fn row_view(row: Row, some_change: bool) -> El {
    let class = match some_change && row.change.is_none() {
        true => "govuk-summary-list__row govuk-summary-list__row--no-actions",
        false => "govuk-summary-list__row",
    };
    // "Change", with what it changes for people who do not see the row.
    let change = row.change.map(|(to, what)| {
        let link = part::link_more(&to, words::CHANGE, &[" ", &what].concat());
        el("dd", "govuk-summary-list__actions").child(link)
    });
    el("div", class)
        .child(el("dt", "govuk-summary-list__key").child(row.key))
        .child(el("dd", "govuk-summary-list__value").child(row.value))
        .child(change)
}

/// A card. `title` is a heading element of class [`TITLE`].
pub fn card(title: El, actions: Vec<View>, content: impl Into<View>) -> View {
    // One action is no list.
    let actions = match actions.len() {
        0 => None,
        1 => Some(el("div", ACTIONS).child(actions)),
        _ => {
            let action = |action: View| el("li", "govuk-summary-card__action").child(action);
            let actions: View = actions.into_iter().map(action).collect();
            Some(el("ul", ACTIONS).child(actions))
        }
    };
    let top = el("div", "govuk-summary-card__title-wrapper")
        .child(title)
        .child(actions);
    el("div", "govuk-summary-card")
        .child(top)
        .child(el("div", "govuk-summary-card__content").child(content))
        .into()
}
