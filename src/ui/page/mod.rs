//! A page for every location.

mod applications;
mod broken;
mod changes;
mod check_answers;
mod compare;
mod elsewhere;
mod form_page;
mod guidance;
mod items;
mod loading;
mod missing;
mod open_file;
mod passphrase;
mod readiness;
mod remove_all;
mod sent;
mod start;
mod storage;
mod task_list;

use super::handle::Ui;
use super::html::View;
use crate::session::Session;
use crate::session::access::Gate;
use crate::session::location::{Checker, Location};
use crate::session::view_model::Phase;

/// Which page is drawn. A page is drawn anew only where this changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Data files or records are on their way.
    Loading,
    /// A data file is wrong: every mistake.
    Broken(Vec<String>),
    /// The application is being changed in another page of this browser.
    Elsewhere,
    /// What stands before it: the address stays what it is.
    Gate(Gate),
    /// A place in the application; see [`Session::redrawn`].
    At(Location, u32),
}

impl Screen {
    /// Where the session is.
    pub fn of(session: &Session) -> Self {
        match session.phase() {
            // It needs nothing that is on its way, and stands in the page's own HTML already: it stays in sight.
            Phase::Loading if session.location() == Location::Start => Self::At(Location::Start, 0),
            Phase::Loading => Self::Loading,
            Phase::Broken(mistakes) => Self::Broken(mistakes),
            Phase::Ready => match session.gate() {
                Gate::Open if session.elsewhere() => Self::Elsewhere,
                Gate::Open => Self::At(session.location(), session.redrawn()),
                gate => Self::Gate(gate),
            },
        }
    }
}

/// The page on this screen. Those that lead to a question are drawn here, all others by [`rest`].
pub fn view(ui: Ui, screen: Screen) -> View {
    match screen {
        Screen::Loading => loading::view(ui),
        Screen::Broken(mistakes) => broken::view(&mistakes),
        Screen::Elsewhere => elsewhere::view(ui),
        Screen::Gate(gate) => match gate {
            Gate::Choose => passphrase::choose(ui),
            Gate::Code(code) => passphrase::code(ui, &code),
            gate => ui.rest().map(|rest| (rest.gate)(ui, gate)).into(),
        },
        Screen::At(location, _) => match location {
            Location::Start => start::view(ui),
            // The session leads on from here at once, to an application with an id of its own.
            Location::New => loading::view(ui),
            Location::Missing => missing::view(),
            location => match ui.rest() {
                Some(rest) => (rest.page)(ui, location),
                // The session lets no other page of questions be drawn by then.
                None => form_page::first(ui),
            },
        },
    }
}

/// What else stands before a page.
pub(super) fn rest_of_gates(ui: Ui, gate: Gate) -> View {
    match gate {
        Gate::Unlock => passphrase::unlock(ui),
        Gate::Unusable { words, afresh } => passphrase::unusable(ui, &words, afresh),
        // Drawn by [`view`].
        Gate::Choose | Gate::Code(_) | Gate::Open => View::none(),
    }
}

/// The other pages.
pub(super) fn rest(ui: Ui, location: Location) -> View {
    match location {
        Location::Applications => applications::view(ui),
        Location::RemoveAll => remove_all::view(ui),
        Location::Storage => storage::view(ui),
        Location::Tasks(_) => task_list::view(ui),
        Location::Checker(Checker::Need | Checker::Questions)
        | Location::StatedDate
        | Location::HandOver(_) => form_page::beside(ui),
        Location::OpenFile => open_file::view(ui),
        Location::Checker(Checker::Compare) => compare::view(ui),
        Location::Checker(Checker::Provision(_)) | Location::Readiness(_) => readiness::view(ui),
        Location::Changes(id) => changes::view(ui, id),
        Location::Check(id) => check_answers::view(ui, id),
        Location::Sent(_) => sent::view(ui),
        Location::Guidance(name) => guidance::view(ui, &name),
        Location::Passphrase => passphrase::change(ui),
        Location::RecoveryCode => passphrase::new_code(ui),
        Location::Page(..) | Location::Item(..) => form_page::view(ui),
        // Drawn by [`view`].
        Location::Start | Location::New | Location::Missing => View::none(),
    }
}
