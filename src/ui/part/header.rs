//! Who runs the service, its name and its navigation.

use crate::session::location::{Checker, Location};
use crate::ui::html::{View, el};
use crate::ui::part::locking;
use crate::ui::{Ui, words};

/// The header.
pub fn view(ui: Ui) -> View {
    let home = Location::Start.href();
    let items: View = [
        (words::CHECKER_LINK, Location::Checker(Checker::Need)),
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
        .child(words::OWNER);
    let logo = el("div", "govuk-generic-header__logo").child(owner);
    let top = el("div", "govuk-generic-header")
        .child(el("div", "govuk-generic-header__container govuk-width-container").child(logo));
    let service = el("a", "govuk-service-navigation__link")
        .attr("href", &home)
        .child(words::SERVICE);
    let list = el("ul", "govuk-service-navigation__list")
        .attr("id", "navigation")
        .child(items)
        .child(locking::button(ui));
    let menu = el("nav", "govuk-service-navigation__wrapper")
        .attr("aria-label", words::MENU)
        .child(list);
    let container = el("div", "govuk-service-navigation__container")
        .child(el("span", "govuk-service-navigation__service-name").child(service))
        .child(menu);
    let navigation = el("section", "govuk-service-navigation")
        .attr("aria-label", words::SERVICE_INFORMATION)
        .child(el("div", "govuk-width-container").child(container));
    el("header", "govuk-template__header")
        .child(top)
        .child(navigation)
        .into()
}

fn item(ui: Ui, text: &'static str, to: Location) -> View {
    let href = to.href();
    let here = ui.memo_around(move |session| {
        let place = session.location();
        place == to
            || match to {
                Location::Applications => place.draft().is_some(),
                Location::Checker(_) => matches!(place, Location::Checker(_)),
                _ => false,
            }
    });
    let link = el("a", "govuk-service-navigation__link")
        .attr("href", &href)
        .live_attr("aria-current", move || here.get().then(|| "true".to_owned()))
        .live(move || match here.get() {
            true => el("strong", "govuk-service-navigation__active-fallback")
                .child(text)
                .into(),
            false => text.into(),
        });
    el("li", "")
        .live_class(move || if here.get() { ACTIVE } else { ITEM }.to_owned())
        .child(link)
        .into()
}

const ITEM: &str = "govuk-service-navigation__item";
const ACTIVE: &str = "govuk-service-navigation__item govuk-service-navigation__item--active";
