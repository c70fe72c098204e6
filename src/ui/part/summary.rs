//! Summary lists and summary cards.

use leptos::prelude::*;

use crate::session::location::Location;
use crate::ui::words;

/// A row of a summary list.
pub struct Row {
    /// The question.
    pub key: String,
    /// The answer.
    pub value: AnyView,
    /// Where it is changed, and what the link says to people who do not see the row: "date of birth (Student)".
    pub change: Option<(Location, String)>,
}

impl Row {
    /// A row of text that is not changed from here.
    pub fn fixed((key, value): (String, String)) -> Self {
        Self {
            key,
            value: value.into_any(),
            change: None,
        }
    }
}

/// A list of rows.
pub fn list(rows: Vec<Row>) -> AnyView {
    let some_change = rows.iter().any(|row| row.change.is_some());
    let rows = rows
        .into_iter()
        .map(|row| row_view(row, some_change))
        .collect_view();
    view! { <dl class="govuk-summary-list">{rows}</dl> }.into_any()
}

fn row_view(row: Row, some_change: bool) -> AnyView {
    let class = match some_change && row.change.is_none() {
        true => "govuk-summary-list__row govuk-summary-list__row--no-actions",
        false => "govuk-summary-list__row",
    };
    let change = row.change.map(|(to, what)| {
        view! {
            <dd class="govuk-summary-list__actions">{change_link(to.href(), [" ", &what].concat())}</dd>
        }
    });
    view! {
        <div class=class>
            <dt class="govuk-summary-list__key">{row.key}</dt>
            <dd class="govuk-summary-list__value">{row.value}</dd>
            {change}
        </div>
    }
    .into_any()
}

/// "Change", with what it changes for people who do not see the row.
pub fn change_link(href: String, hidden: String) -> AnyView {
    view! {
        <a class="govuk-link" href=href>
            {words::CHANGE}
            <span class="govuk-visually-hidden">{hidden}</span>
        </a>
    }
    .into_any()
}

/// A card. `title` brings its own heading element of class `govuk-summary-card__title`.
pub fn card(title: AnyView, actions: Vec<AnyView>, content: AnyView) -> AnyView {
    let actions = match actions.is_empty() {
        true => ().into_any(),
        false => {
            let actions = actions
                .into_iter()
                .map(|action| view! { <li class="govuk-summary-card__action">{action}</li> });
            view! { <ul class="govuk-summary-card__actions">{actions.collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <div class="govuk-summary-card">
            <div class="govuk-summary-card__title-wrapper">{title} {actions}</div>
            <div class="govuk-summary-card__content">{content}</div>
        </div>
    }
    .into_any()
}
