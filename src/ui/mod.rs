//! Who draws the view model.
//!
//! Read through the view model ([`Ui::read`], [`Ui::memo`]), write through dispatch ([`Ui::send`]): there is no
//! other way in or out. The interface knows no browser API beyond the value of an event's target, and no storage.
//!
//! Where to start: [`html`] makes elements, [`page`] has a file per location, [`question`] one per kind of control, [`part`] what several
//! pages share, [`words`] every sentence of the interface that does not come from the data files, [`rest`] what is fetched later.

pub mod answers;
mod handle;
pub mod html;
pub mod page;
pub mod part;
pub mod question;
pub mod rest;
pub mod slices;
pub mod watched;
pub mod words;

pub use self::handle::{Host, Ui};
pub use self::html::{Mounted, View, follow, mount};
pub use self::part::frame::within_another_page;
pub use self::rest::Rest;

use self::html::el;

/// The whole interface, header to footer. Draws the place the session is at, and follows it.
pub fn view(ui: Ui) -> View {
    let screen = ui.memo_around(page::Screen::of);
    el("div", "govuk-frontend-supported")
        .child(part::skip_link(ui))
        .child(part::header::view(ui))
        .child(
            el("div", "govuk-width-container")
                .child(rest::late(ui, move |rest| (rest.banners)(ui)))
                .child(part::locking::warning(ui))
                .live(move || page::view(ui, screen.get()))
                .child(rest::late(ui, move |rest| (rest.notes)(ui))),
        )
        .child(part::footer::view(ui))
        .into()
}
