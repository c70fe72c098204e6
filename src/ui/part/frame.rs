//! What stands round the content of every page: the way back, and `main`.

use std::cell::Cell;

use super::MAIN_CONTENT;
use crate::session::location::Location;
use crate::ui::html::{View, el};
use crate::ui::words;

thread_local! {
    /// What the content stands in.
    static CONTENT: Cell<&'static str> = const { Cell::new("main") };
}

/// The content is part of another page, which has a `main` of its own.
pub fn within_another_page() {
    CONTENT.set("div");
}

/// A page. `back`: where "Back" leads; none on the start page and after sending.
pub fn view(back: Option<Location>, content: impl Into<View>) -> View {
    whole(back, content.into())
}

fn whole(back: Option<Location>, content: View) -> View {
    let back = back.map(|back| {
        let link = el("a", "govuk-back-link")
            .attr("href", &back.href())
            .child(words::BACK);
        el("nav", "").attr("aria-label", words::BACK).child(link)
    });
    let main = el(CONTENT.get(), "govuk-main-wrapper")
        .attr("id", MAIN_CONTENT)
        .attr("tabindex", "-1")
        .child(content);
    [back.into(), View::from(main)].into()
}

/// The same, with something beside it; under it on a narrow screen.
pub fn with_aside(content: impl Into<View>, aside: View) -> View {
    el("div", "govuk-grid-row")
        .child(el("div", "govuk-grid-column-two-thirds").child(content))
        .child(el("div", "govuk-grid-column-one-third app-aside").child(aside))
        .into()
}

/// Content in the two thirds that are comfortable to read.
pub fn two_thirds(content: impl Into<View>) -> View {
    el("div", "govuk-grid-row")
        .child(el("div", "govuk-grid-column-two-thirds").child(content))
        .into()
}
