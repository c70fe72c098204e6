//! Shown while data files, records or the rest of the program are on their way.

use crate::session::Session;
use crate::session::message::Message;
use crate::ui::html::{self, View, el};
use crate::ui::part::{self, frame};
use crate::ui::{Ui, words};

/// The page.
pub fn view(ui: Ui) -> View {
    let failed = ui.memo(Session::rest_failed);
    let said = move || match failed.get() {
        Some(words) => part::warning(&words),
        None => words::LOADING.into(),
    };
    let again = move || {
        let button = |_| part::button("", words::TRY_AGAIN, move || ui.send(Message::FetchRest));
        failed.get().map(button).into()
    };
    // What stands in the page itself goes by it: see `early.js`.
    let status = el("div", "govuk-body")
        .attr("id", "app-loading")
        .attr("role", "status")
        .live(said);
    frame::view(
        None,
        [part::heading(words::SERVICE), status.into(), html::live(again)],
    )
}
