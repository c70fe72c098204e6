//! Who runs the service, its name and its navigation.

use leptos::prelude::*;

use crate::session::location::Location;
use crate::ui::Ui;
use crate::ui::words;

/// The header.
pub fn view(ui: Ui) -> AnyView {
    let home = Location::Start.href();
    let items = [
        (words::APPLICATIONS_LINK, Location::Applications),
        (
            words::PROVISIONS_LINK,
            Location::Guidance("provisions".to_owned()),
        ),
        (words::DEADLINES_LINK, Location::Guidance("deadlines".to_owned())),
    ];
    let items = items
        .map(|(text, to)| item(ui, text, to))
        .into_iter()
        .collect_view();
    view! {
        <header class="govuk-template__header">
            <div class="govuk-generic-header">
                <div class="govuk-generic-header__container govuk-width-container">
                    <div class="govuk-generic-header__logo">
                        <a href=home.clone() class="govuk-generic-header__homepage-link">{words::OWNER}</a>
                    </div>
                </div>
            </div>
            <section aria-label=words::SERVICE_INFORMATION class="govuk-service-navigation">
                <div class="govuk-width-container">
                    <div class="govuk-service-navigation__container">
                        <span class="govuk-service-navigation__service-name">
                            <a href=home class="govuk-service-navigation__link">{words::SERVICE}</a>
                        </span>
                        <nav aria-label=words::MENU class="govuk-service-navigation__wrapper">
                            <ul class="govuk-service-navigation__list" id="navigation">{items}</ul>
                        </nav>
                    </div>
                </div>
            </section>
        </header>
    }
    .into_any()
}

fn item(ui: Ui, text: &'static str, to: Location) -> AnyView {
    let href = to.href();
    let here = ui.memo(move |session| {
        let place = session.location();
        place == to || (to == Location::Applications && place.draft().is_some())
    });
    let class = move || if here.get() { ACTIVE } else { ITEM };
    let text = move || match here.get() {
        true => {
            view! { <strong class="govuk-service-navigation__active-fallback">{text}</strong> }.into_any()
        }
        false => text.into_any(),
    };
    view! {
        <li class=class>
            <a class="govuk-service-navigation__link" href=href aria-current=move || here.get().then_some("true")>
                {text}
            </a>
        </li>
    }
    .into_any()
}

const ITEM: &str = "govuk-service-navigation__item";
const ACTIVE: &str = "govuk-service-navigation__item govuk-service-navigation__item--active";
