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

/// The footer.
pub fn view(ui: Ui) -> View {
    let contact = ui.memo(Session::contact);
    let links: View = LINKS
        .map(|(name, text)| {
            let href = Location::Guidance(name.to_owned()).href();
            let link = el("a", "govuk-footer__link").attr("href", &href).child(text);
            el("li", "govuk-footer__inline-list-item").child(link)
        })
        .into();
    let item = el("div", "govuk-footer__meta-item govuk-footer__meta-item--grow")
        .child(el("h2", "govuk-visually-hidden").child(words::SUPPORT_LINKS))
        .child(el("ul", "govuk-footer__inline-list").child(links))
        .live(move || contact.with(|contact| contact.as_ref().map(who).into()));
    let meta = el("div", "govuk-footer__meta").child(item);
    el("footer", "govuk-footer")
        .child(el("div", "govuk-width-container").child(meta))
        .into()
}

fn who(contact: &Contact) -> View {
    let address = contact.address.join(", ");
    let line = [contact.team.as_str(), ": ", &contact.telephone, ". ", &address].concat();
    el("div", "govuk-footer__meta-custom").child(line).into()
}
