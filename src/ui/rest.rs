//! What is drawn by the rest of the program, which is fetched once the first question can be answered.
//!
//! The first part of the program reaches none of it but through [`Rest`], so that none of it is linked there.

use super::html::View;
use super::page;
use super::part::{at_stake, edition, fit, offline, planning, save_status};
use super::{Ui, html};
use crate::session::access::Gate;
use crate::session::location::Location;

/// Ways into the rest. The functions are called where [`Session::whole`](crate::session::Session::whole) holds.
#[derive(Clone, Copy)]
pub struct Rest {
    /// A page that the first part cannot draw itself.
    pub page: fn(Ui, Location) -> View,
    /// What else stands before a page.
    pub gate: fn(Ui, Gate) -> View,
    /// The result beside the questions.
    pub fit: fn(Ui) -> View,
    /// What is known of the last change, below a page's form.
    pub saving: fn(Ui) -> View,
    /// What is out of the ordinary about edition, dates and connection, above the content.
    pub banners: fn(Ui) -> View,
    /// The same of what may come while somebody is at work, below it.
    pub notes: fn(Ui) -> View,
}

impl Rest {
    /// The rest, linked.
    pub fn linked() -> Self {
        Self {
            page: page::rest,
            gate: page::rest_of_gates,
            fit: fit::view,
            saving: save_status::view,
            banners: |ui| {
                [
                    at_stake::view(ui),
                    edition::view(ui, true),
                    planning::view(ui),
                    offline::view(ui),
                ]
                .into()
            },
            notes: |ui| edition::view(ui, false),
        }
    }
}

/// Something of the rest: nothing until it is there.
pub fn late(ui: Ui, draw: impl Fn(Rest) -> View + 'static) -> View {
    let whole = ui.memo_around(|session| session.whole());
    html::live(move || match whole.get() {
        true => ui.rest().map(&draw).into(),
        false => View::none(),
    })
}
