//! What the browser keeps of this service: `public/offline.js` sees to it, and this tells the session.

use super::page::Page;
use super::{Dispatch, kept};
use crate::files::{Files, RuleFiles, wire};
use crate::session::message::Message;
use crate::session::offline::Release;

/// Where `offline.js` says how things stand.
const STANDING: &str = "data-offline";

/// Tells of it from now on, and lets `boot.js` begin with it: all that the page needs is there.
pub fn follow(page: &Page, dispatch: &Dispatch) {
    let tell = dispatch.clone();
    let here = page.clone();
    page.on_window(&["cap-offline"], move |_| tell(Message::Release(standing(&here))));
    let tell = dispatch.clone();
    page.on_window(&["online", "offline"], move |event| {
        tell(Message::Connection(event.type_() == "online"));
    });
    if !page.window().navigator().on_line() {
        dispatch(Message::Connection(false));
    }
    let tell = dispatch.clone();
    page.on_any(&["visibilitychange"], move |_| tell(Message::Looked));
    page.tell("cap-settled");
}

/// Keeps a set of data files that was checked. Says whether it is kept.
pub async fn keep(page: &Page, set: Option<(Files, RuleFiles)>) -> bool {
    match set {
        Some((files, rules)) => kept::write(page, &wire::keep(&files, &rules)).await.is_ok(),
        // The set in force was kept before.
        None => true,
    }
}

fn standing(page: &Page) -> Release {
    let root = page.whole();
    match root.and_then(|root| root.get_attribute(STANDING)).as_deref() {
        Some("kept") => Release::Kept,
        Some("ready") => Release::Ready,
        Some("elsewhere") => Release::ReadyElsewhere,
        _ => Release::Unkept,
    }
}
