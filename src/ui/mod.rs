//! Who draws the view model.
//!
//! Read through the view model ([`Ui::read`], [`Ui::memo`]), write through dispatch ([`Ui::send`]): there is no
//! other way in or out. The interface knows no browser API beyond the value of an event's target, and no storage.
//!
//! Where to start: [`page`] has a file per location, [`question`] one per kind of control, [`part`] what several
//! pages share, [`words`] every sentence of the interface that does not come from the data files.

pub mod answers;
mod handle;
pub mod page;
pub mod part;
pub mod question;
pub mod words;

pub use self::answers::Local;
pub use self::handle::{Host, Ui};

use leptos::prelude::*;

/// The whole interface, header to footer. Draws the place the session is at, and follows it.
pub fn view(ui: Ui) -> AnyView {
    let screen = ui.memo(page::Screen::of);
    view! {
        <div class="govuk-frontend-supported">
            {part::skip_link(ui)} {part::header::view(ui)}
            <div class="govuk-width-container">
                {part::edition::view(ui)} {part::undo::view(ui)}
                {move || page::view(ui, screen.get())}
            </div>
            {part::footer::view(ui)}
        </div>
    }
    .into_any()
}
