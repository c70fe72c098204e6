//! The banner that says when the rules shown are not in force on the stated date.

use crate::ui::html::{self, View, el};
use crate::ui::{Ui, words};

/// The banner; nothing where the edition is in force.
pub fn view(ui: Ui) -> View {
    let edition = ui.memo(|session| {
        session
            .edition()
            .and_then(|edition| Some((edition.banner?, edition.stated_date)))
    });
    html::live(move || {
        edition.with(|edition| {
            let banner = |(banner, date): &(String, String)| {
                el("aside", "app-edition govuk-inset-text")
                    .attr("aria-label", words::EDITION)
                    .child([banner, " ", &words::measured_on(date)].concat())
            };
            edition.as_ref().map(banner).into()
        })
    })
}
