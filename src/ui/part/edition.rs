//! The banner that says when the rules shown are not in force on the stated date.

use leptos::prelude::*;

use crate::ui::Ui;
use crate::ui::words;

/// The banner; nothing where the edition is in force.
pub fn view(ui: Ui) -> AnyView {
    let edition = ui.memo(|session| {
        session
            .edition()
            .and_then(|edition| Some((edition.banner?, edition.stated_date)))
    });
    let banner = move || {
        edition.get().map(|(banner, date)| {
            view! {
                <aside class="app-edition govuk-inset-text" aria-label=words::EDITION>
                    {banner} " " {words::measured_on(&date)}
                </aside>
            }
        })
    };
    banner.into_any()
}
