//! The screen is about to lock, or is to be locked.

use crate::session::Session;
use crate::session::access::Act;
use crate::session::message::Message;
use crate::ui::html::{self, View, el};
use crate::ui::{Ui, part, words};

/// The warning, two minutes before. It is an alert and takes no focus: whoever types is there, and any key takes it away
/// again; whoever reads with a screen reader hears it and extends the time with any key (WCAG 2.2.1).
pub fn warning(ui: Ui) -> View {
    let warned = ui.memo_around(Session::lock_warning);
    el("div", "")
        .attr("role", "alert")
        .live(move || warned.get().map(banner).into())
        .into()
}

/// Id of the warning's title.
const TITLE: &str = "lock-warning";

fn banner(minutes: u16) -> View {
    let text = el("p", "govuk-notification-banner__heading").child(words::locks_soon(minutes));
    // Pressing it is what a person does who is there: `browser::idle` hears it as it hears every key.
    let stay = part::button(" govuk-button--secondary", words::CARRY_ON, || {});
    part::notification(TITLE, words::STILL_THERE, [View::from(text), stay.into()])
}

/// "Lock now", while the screen is unlocked.
pub fn button(ui: Ui) -> View {
    let lockable = ui.memo_around(Session::lockable);
    html::live(move || {
        let button = || {
            let press = part::link_button(words::LOCK_NOW, "", move || ui.send(Message::Access(Act::Lock)));
            el("li", "govuk-service-navigation__item").child(press)
        };
        lockable.get().then(button).into()
    })
}
