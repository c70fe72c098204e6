//! The banner that says when the rules shown are not in force on the stated date. It comes later than the first question:
//! above the content only where nobody sees any of that without the rules, so that nothing moves under a person's hand.

use crate::ui::html::{self, View, el};
use crate::ui::{Ui, words};

/// The banner above the content, or below it; nothing where the edition is in force.
pub fn view(ui: Ui, above: bool) -> View {
    let edition = ui.memo_around(move |session| {
        session
            .edition()
            .filter(|_| session.location().shown_before_rules() != above)
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
