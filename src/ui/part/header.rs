//! Who runs the service, its name and its navigation.

use crate::session::location::Location;
use crate::ui::html::{View, el};
use crate::ui::{Ui, words};

/// The header.
pub fn view(ui: Ui) -> View {
    let home = Location::Start.href();
    let items: View = [
        (words::APPLICATIONS_LINK, Location::Applications),
        (
            words::PROVISIONS_LINK,
            Location::Guidance("provisions".to_owned()),
        ),
        (words::DEADLINES_LINK, Location::Guidance("deadlines".to_owned())),
    ]
    .map(|(text, to)| item(ui, text, to))
    .into();
    let owner = el("a", "govuk-generic-header__homepage-link")
        .attr("href", &home)
        .add(words::OWNER);
    let logo = el("div", "govuk-generic-header__logo").add(owner);
    let top = el("div", "govuk-generic-header")
        .add(el("div", "govuk-generic-header__container govuk-width-container").add(logo));
    let service = el("a", "govuk-service-navigation__link")
        .attr("href", &home)
        .add(words::SERVICE);
    let list = el("ul", "govuk-service-navigation__list")
        .attr("id", "navigation")
        .add(items);
    let menu = el("nav", "govuk-service-navigation__wrapper")
        .attr("aria-label", words::MENU)
        .add(list);
    let container = el("div", "govuk-service-navigation__container")
        .add(el("span", "govuk-service-navigation__service-name").add(service))
        .add(menu);
    let navigation = el("section", "govuk-service-navigation")
        .attr("aria-label", words::SERVICE_INFORMATION)
        .add(el("div", "govuk-width-container").add(container));
    el("header", "govuk-template__header")
        .add(top)
        .add(navigation)
        .into()
}

fn item(ui: Ui, text: &'static str, to: Location) -> View {
    let href = to.href();
    let here = ui.memo(move |session| {
        let place = session.location();
        place == to || (to == Location::Applications && place.draft().is_some())
    });
    let link = el("a", "govuk-service-navigation__link")
        .attr("href", &href)
        .live_attr("aria-current", move || here.get().then(|| "true".to_owned()))
        .live(move || match here.get() {
            true => el("strong", "govuk-service-navigation__active-fallback")
                .add(text)
                .into(),
            false => text.into(),
        });
    el("li", "")
        .live_class(move || if here.get() { ACTIVE } else { ITEM }.to_owned())
        .add(link)
        .into()
}

const ITEM: &str = "govuk-service-navigation__item";
const ACTIVE: &str = "govuk-service-navigation__item govuk-service-navigation__item--active";
