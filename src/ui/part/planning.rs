//! What is out of the ordinary about dates: another one is stated, or the device's clock is wrong.

use crate::session::Session;
use crate::session::location::Location;
use crate::session::message::Message;
use crate::ui::html::{self, View, el};
use crate::ui::{Ui, part, words};

/// The banners; nothing where all is well.
pub fn view(ui: Ui) -> View {
    let planned = ui.memo_around(Session::planned);
    let clock = ui.memo_around(Session::clock_ahead);
    let banner = |name: &str| el("aside", "app-edition govuk-inset-text").attr("aria-label", name);
    let planning = move || {
        let said = |date: String| {
            banner(words::PLANNING)
                .child(words::planning(&date))
                .child(" ")
                .child(part::link_button(words::USE_TODAY, "", move || {
                    ui.send(Message::PlanToday)
                }))
        };
        planned.get().map(said).into()
    };
    let wrong = move || {
        clock
            .get()
            .map(|ahead| banner(words::CLOCK).child(words::clock(ahead)))
            .into()
    };
    [html::live(planning), html::live(wrong)].into()
}

/// Leads to the page where another date is chosen.
pub fn link() -> View {
    part::paragraph(part::link(&Location::StatedDate, words::PLAN))
}
