//! The rest of the program: everything that the way to the first question, and the question, do without.
//!
//! Where the program is built in two parts (feature `split`), nothing here is linked into the first but the call that
//! fetches it. A part of the program shares memory, session and page with the other: there is no second copy of either.

use super::told;
use crate::browser::page::Page;
use crate::browser::{self, Browser};
use crate::session::effect::Effect;
use crate::session::message::Message;
use crate::session::{Now, Session};
use crate::ui::{self, Ui};

/// Ways into the rest.
#[derive(Clone, Copy)]
pub struct Rest {
    /// [`Session::update_rest`].
    pub update: fn(&mut Session, Option<Message>, Now) -> Vec<Effect>,
    /// [`browser::rest::perform`].
    pub perform: fn(&Browser, Effect),
    /// [`browser::rest::chore`].
    pub chore: browser::Doer,
    /// What it draws.
    pub ui: ui::Rest,
    /// Tells the page around an element.
    pub told: fn(Ui, &Page),
}

fn linked() -> Rest {
    Rest {
        update: Session::update_rest,
        perform: browser::rest::perform,
        chore: browser::rest::chore,
        ui: ui::Rest::linked(),
        told: told::follow,
    }
}

/// Whether the program begins without its rest.
pub const APART: bool = cfg!(feature = "split");

/// Fetches the rest.
///
/// # Errors
/// It could not be fetched, in words.
pub async fn fetch() -> Result<Rest, String> {
    #[cfg(feature = "split")]
    return split::fetch().await.map_err(|_| FAILED.to_owned());
    #[cfg(not(feature = "split"))]
    Ok(linked())
}

/// Said on the page.
#[cfg(feature = "split")]
const FAILED: &str = "A part of this service could not be fetched. Check the connection and try again. Nothing you typed is lost.";

#[cfg(feature = "split")]
mod split {
    use super::Rest;
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    /// Becomes a function that first fetches the part of the program it is in.
    #[wasm_split(rest, fallible)]
    pub fn fetch() -> Result<Rest, SplitLoaderError> {
        Ok(super::linked())
    }
}
