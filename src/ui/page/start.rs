//! The start page: what the service is for, what to have ready, how to begin.

use crate::session::Session;
use crate::session::location::{Checker, Location};
use crate::ui::html::{self, View, el};
use crate::ui::part::{self, frame};
use crate::ui::{Ui, words};

/// The page.
pub fn view(ui: Ui) -> View {
    let any = ui.memo(Session::any_applications);
    let go_on = move || {
        any.get()
            .then(|| part::paragraph(part::link(&Location::Applications, words::GO_ON)))
            .into()
    };
    let start = el("a", "govuk-button govuk-button--start")
        .attr("href", &Location::New.href())
        .attr("draggable", "false")
        .child(words::START_NOW)
        .markup(ARROW);
    let content = [
        part::heading(words::SERVICE),
        part::paragraphs(&words::START),
        part::paragraph(part::link(&Location::Checker(Checker::Need), words::CHECK_FIT)),
        part::paragraph(words::CHECK_FIT_MEANS),
        part::heading_2(words::BEFORE_YOU_START),
        part::paragraph(words::HAVE_READY),
        part::bullets(&words::READY),
        part::heading_2(words::KEPT_TITLE),
        part::paragraphs(&words::KEPT),
        start.into(),
        html::live(go_on),
    ];
    frame::view(None, frame::two_thirds(content))
}

const ARROW: &str = r#"<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false"><path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"></path></svg>"#;
