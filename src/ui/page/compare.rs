//! Every provision side by side: one row each, a card each on a narrow screen.

use crate::session::Session;
use crate::session::location::{Checker, Location};
use crate::session::view_model::{Compared, Fit};
use crate::ui::html::{self, El, View, el};
use crate::ui::part::{self, fit, frame, planning};
use crate::ui::{Ui, words};

/// The page.
pub fn view(ui: Ui) -> View {
    let all = ui.memo(Session::comparison);
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

/// Said to be a table by its roles: one whose rows are drawn as cards is no table to some browsers any more.
fn table(all: &[Compared]) -> View {
    let head: View = [
        words::PROVISION,
        words::OUTCOME,
        words::BY_WHEN,
        words::HOW_LONG,
        words::WHO_DECIDES,
    ]
    .map(|name| cell("columnheader", "").child(name))
    .into();
    let rows: View = all.iter().map(row).collect();
    el("div", "govuk-body app-compare")
        .attr("role", "table")
        .attr("aria-labelledby", part::MAIN_HEADING)
        .child(
            el("div", "app-compare__row app-compare__head")
                .attr("role", "row")
                .child(head),
        )
        .child(rows)
        .into()
}

fn row(compared: &Compared) -> View {
    let Fit { name, outcome, more } = &compared.fit;
    let fits = compared
        .fits_need
        .then(|| el("p", "govuk-body-s").child(words::FITS_NEED));
    let heading = cell("rowheader", "").child(part::link(more, name)).child(fits);
    let why = part::link_more(more, words::SEE_WHY, &[": ", name].concat());
    let result = cell("cell", words::OUTCOME)
        .child(fit::outcome_tag(*outcome))
        .child(el("p", "govuk-body-s").child(why));
    el("div", "app-compare__row")
        .attr("role", "row")
        .child(heading)
        .child(result)
        .child(cell("cell", words::BY_WHEN).child(compared.by_when.as_str()))
        .child(cell("cell", words::HOW_LONG).child(compared.length.as_str()))
        .child(cell("cell", words::WHO_DECIDES).child(compared.decided_by.as_str()))
        .into()
}

/// On a narrow screen the style sheet writes the column's name before the cell.
fn cell(role: &str, column: &str) -> El {
    el("div", "app-compare__cell")
        .attr("role", role)
        .attr("data-column", column)
}
