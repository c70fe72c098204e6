//! Opens an application from a file: first the file is chosen, then the session asks what it needs.

use super::form_page;
use crate::session::location::Location;
use crate::session::message::Message;
use crate::session::view_model::OPEN_TITLE;
use crate::ui::html::{self, View, el};
use crate::ui::part::{self, error_summary, frame};
use crate::ui::{Ui, words};

/// Id of the element in which the file is chosen.
const FILE: &str = "file";

/// The page.
pub fn view(ui: Ui) -> View {
    let asks = ui.memo(|session| session.page_beside().is_some());
    html::live(move || {
        if asks.get() {
            form_page::beside(ui)
        } else {
            choose(ui)
        }
    })
}

fn choose(ui: Ui) -> View {
    let label = el("label", "govuk-label")
        .attr("for", FILE)
        .child(words::CHOOSE_FILE);
    let input = el("input", "govuk-file-upload")
        .attr("type", "file")
        .attr("id", FILE)
        .attr("name", FILE)
        .attr("accept", ".cap")
        .on("change", move |_| ui.send(Message::FileChosen(FILE.to_owned())));
    let content = [
        error_summary::view(ui),
        part::heading(OPEN_TITLE),
        part::paragraph(words::OPEN_FILE_MEANS),
        el("div", "govuk-form-group").child(label).child(input).into(),
    ];
    frame::view(Some(Location::Applications), frame::two_thirds(content))
}
