//! More guidance, and who to speak to.

use leptos::prelude::*;

use crate::session::location::Location;
use crate::settings::Contact;
use crate::ui::{Local, Ui, words};

const LINKS: [(&str, &str); 3] = [
    ("about", words::ABOUT_LINK),
    ("early-help", words::EARLY_HELP_LINK),
    ("panels", words::PANELS_LINK),
];

/// The footer.
pub fn view(ui: Ui) -> AnyView {
    let contact = ui.memo(|session| Local::new(session.contact()));
    let links = LINKS.map(|(name, text)| {
        let href = Location::Guidance(name.to_owned()).href();
        view! {
            <li class="govuk-footer__inline-list-item">
                <a class="govuk-footer__link" href=href>{text}</a>
            </li>
        }
    });
    let links = links.into_iter().collect_view();
    view! {
        <footer class="govuk-footer">
            <div class="govuk-width-container">
                <div class="govuk-footer__meta">
                    <div class="govuk-footer__meta-item govuk-footer__meta-item--grow">
                        <h2 class="govuk-visually-hidden">{words::SUPPORT_LINKS}</h2>
                        <ul class="govuk-footer__inline-list">{links}</ul>
                        {move || contact.with(|contact| contact.as_ref().map(who))}
                    </div>
                </div>
            </div>
        </footer>
    }
    .into_any()
}

fn who(contact: &Contact) -> AnyView {
    let address = contact.address.join(", ");
    let line = [contact.team.as_str(), ": ", &contact.telephone, ". ", &address].concat();
    view! { <div class="govuk-footer__meta-custom">{line}</div> }.into_any()
}
