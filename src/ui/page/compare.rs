//! Every provision side by side: one row each, a card each on a narrow screen.

use crate::session::Session;
use crate::session::location::{Checker, Location};
use crate::session::view_model::Fit;
use crate::ui::html::{self, El, View, el};
use crate::ui::part::{self, fit, frame, planning};
use crate::ui::{Ui, words};

/// The page.
pub fn view(ui: Ui) -> View {
    let all = ui.memo(Session::fit);
    let questions = Location::Checker(Checker::Questions);
    let content = [
        part::heading(words::COMPARE_TITLE),
        part::paragraph(words::COMPARE_MEANS),
        html::live(move || all.with(|all| table(all))),
        part::paragraph(words::TIER_4),
        part::paragraph(part::link(&questions, words::CHANGE_ANSWERS)),
        planning::link(),
        part::print_button(ui),
    ];
    frame::view(Some(questions), View::from(content))
}

/// A table drawn as cards is no table to some browsers any more, so that the roles are said.
fn table(all: &[Fit]) -> View {
    let head: View = [
        words::PROVISION,
        words::OUTCOME,
        words::BY_WHEN,
        words::HOW_LONG,
        words::WHO_DECIDES,
    ]
    .map(|name| {
        el("th", "govuk-table__header")
            .attr("scope", "col")
            .attr("role", "columnheader")
            .child(name)
    })
    .into();
    let head = el("tr", "govuk-table__row").attr("role", "row").child(head);
    let head = el("thead", "govuk-table__head")
        .attr("role", "rowgroup")
        .child(head);
    let rows: View = all.iter().map(row).collect();
    let body = el("tbody", "govuk-table__body")
        .attr("role", "rowgroup")
        .child(rows);
    el("table", "govuk-table app-compare")
        .attr("role", "table")
        .attr("aria-labelledby", part::MAIN_HEADING)
        .child(head)
        .child(body)
        .into()
}

fn row(fit: &Fit) -> View {
    let name = el("th", "govuk-table__header")
        .attr("scope", "row")
        .attr("role", "rowheader")
        .child(part::link(&fit.more, &fit.name))
        .child(
            fit.fits_need
                .then(|| el("p", "govuk-body-s app-fits").child(words::FITS_NEED)),
        );
    let outcome = [
        fit::outcome_tag(fit.outcome),
        el("p", "govuk-body-s")
            .child(part::link_more(
                &fit.more,
                words::SEE_WHY,
                &[": ", &fit.name].concat(),
            ))
            .into(),
    ];
    el("tr", "govuk-table__row")
        .attr("role", "row")
        .child(name)
        .child(cell(words::OUTCOME).child(outcome))
        .child(cell(words::BY_WHEN).child(fit.by_when.as_str()))
        .child(cell(words::HOW_LONG).child(fit.length.as_str()))
        .child(cell(words::WHO_DECIDES).child(fit.decided_by.as_str()))
        .into()
}

/// On a narrow screen the style sheet writes the column's name before the cell.
fn cell(column: &str) -> El {
    el("td", "govuk-table__cell")
        .attr("role", "cell")
        .attr("data-column", column)
}
