//! More guidance, and who to speak to.

use crate::session::Session;
use crate::session::location::Location;
use crate::settings::Contact;
use crate::ui::html::{View, el};
use crate::ui::{Ui, words};

const LINKS: [(&str, &str); 3] = [
    ("about", words::ABOUT_LINK),
    ("early-help", words::EARLY_HELP_LINK),
    ("panels", words::PANELS_LINK),
];

/// A page beside the app's. `public/embed.js` knows it too: in another page it is not beside that one.
const STATEMENT: &str = "accessibility.html";

/// The footer.
pub fn view(ui: Ui) -> View {
    let contact = ui.memo_around(Session::contact);
    let links = [
        LINKS
            .map(|(name, text)| link(&Location::Guidance(name.to_owned()).href(), text))
            .into(),
        link(STATEMENT, words::ACCESSIBILITY_LINK),
    ];
    let item = el("div", "govuk-footer__meta-item govuk-footer__meta-item--grow")
        .child(el("h2", "govuk-visually-hidden").child(words::SUPPORT_LINKS))
        .child(el("ul", "govuk-footer__inline-list").child(links))
        .live(move || contact.with(|contact| contact.as_ref().map(who).into()));
    let meta = el("div", "govuk-footer__meta").child(item);
    el("footer", "govuk-footer")
        .child(el("div", "govuk-width-container").child(meta))
        .into()
}

fn link(href: &str, text: &str) -> View {
    let link = el("a", "govuk-footer__link").attr("href", href).child(text);
    el("li", "govuk-footer__inline-list-item").child(link).into()
}

fn who(contact: &Contact) -> View {
    let address = contact.address.join(", ");
    let line = [contact.team.as_str(), ": ", &contact.telephone, ". ", &address].concat();
    el("div", "govuk-footer__meta-custom").child(line).into()
}
