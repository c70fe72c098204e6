//! What the browser keeps of this service: `public/offline.js` sees to it, and this tells the session.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, Window};

use super::{Dispatch, kept, page};
use crate::files::{Files, RuleFiles, wire};
use crate::session::message::Message;
use crate::session::offline::Release;

/// Where `offline.js` says how things stand.
const STANDING: &str = "data-offline";

/// Tells of it from now on, and lets `boot.js` begin with it: all that the page needs is there.
pub fn follow(dispatch: &Dispatch) {
    let Some(window) = web_sys::window() else { return };
    let tell = dispatch.clone();
    listen(&window, &["cap-offline"], move |_| {
        tell(Message::Release(standing()))
    });
    let tell = dispatch.clone();
    listen(&window, &["online", "offline"], move |event| {
        tell(Message::Connection(event.type_() == "online"));
    });
    if !window.navigator().on_line() {
        dispatch(Message::Connection(false));
    }
    // Timers stand still while a computer sleeps.
    let tell = dispatch.clone();
    page::on_any(&["visibilitychange"], move |_| tell(Message::Tick));
    say("cap-settled");
}

/// Tells `offline.js` something.
pub fn say(event: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(event)) {
        let _ = window.dispatch_event(&event);
    }
}

/// Keeps a set of data files that was checked. Says whether it is kept.
pub async fn keep(set: Option<(Files, RuleFiles)>) -> bool {
    match set {
        Some((files, rules)) => kept::write(&wire::keep(&files, &rules)).await.is_ok(),
        // The set in force was kept before.
        None => true,
    }
}

fn standing() -> Release {
    let root = web_sys::window().and_then(|window| window.document()?.document_element());
    match root.and_then(|root| root.get_attribute(STANDING)).as_deref() {
        Some("kept") => Release::Kept,
        Some("ready") => Release::Ready,
        Some("elsewhere") => Release::ReadyElsewhere,
        _ => Release::Unkept,
    }
}

fn listen(window: &Window, events: &[&str], heard: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(heard);
    for event in events {
        let _ = window.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    }
    // It lives as long as the page.
    listener.forget();
}
