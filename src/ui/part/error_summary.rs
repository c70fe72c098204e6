//! What must be mended on the page, with links that lead to it.

use crate::session::Session;
use crate::session::view_model::ErrorLine;
use crate::ui::html::{self, View, el};
use crate::ui::{Ui, words};

/// The summary; nothing where there is nothing to say. The session moves the focus to it when it comes.
pub fn view(ui: Ui) -> View {
    let errors = ui.memo_around(Session::errors);
    html::live(move || errors.with(|errors| (!errors.is_empty()).then(|| summary(ui, errors)).into()))
}

fn summary(ui: Ui, errors: &[ErrorLine]) -> View {
    let lines: View = errors.iter().cloned().map(|line| line_view(ui, line)).collect();
    let body = el("div", "govuk-error-summary__body")
        .child(el("ul", "govuk-list govuk-error-summary__list").child(lines));
    let alert = el("div", "")
        .attr("role", "alert")
        .child(el("h2", "govuk-error-summary__title").child(words::PROBLEM))
        .child(body);
    el("div", "govuk-error-summary")
        .attr("id", "error-summary")
        .attr("tabindex", "-1")
        .child(alert)
        .into()
}

/// The link's address is the page's own: its fragment says which page this is and must not change.
fn line_view(ui: Ui, line: ErrorLine) -> View {
    let here = ui.read(|session| session.location().href());
    let link = el("a", "")
        .attr("href", &here)
        .child(line.message)
        .on("click", move |event| {
            event.prevent_default();
            ui.focus(&line.target);
        });
    el("li", "").child(link).into()
}
