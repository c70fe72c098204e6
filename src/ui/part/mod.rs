//! Parts that several pages share.

pub mod at_stake;
pub mod copy;
pub mod edition;
pub mod error_summary;
pub mod fit;
pub mod footer;
pub mod frame;
pub mod header;
pub mod locking;
pub mod nickname;
pub mod offline;
pub mod planning;
pub mod put_back;
pub mod save_status;
pub mod secret;
pub mod send_state;
pub mod summary;
pub mod timeline;

use super::handle::Ui;
use super::html::{self, El, View, el};
use super::watched::Watched;
use super::words;
use crate::session::location::Location;

/// Id of the page's one first heading: takes the focus after a change of page.
pub const MAIN_HEADING: &str = "main-heading";
/// Id of the page's content: where the skip link leads.
pub const MAIN_CONTENT: &str = "main-content";

/// Leads past the header. The address stays as it is: its fragment says which page this is.
pub fn skip_link(ui: Ui) -> View {
    el("a", "govuk-skip-link")
        .attr("href", "#main-content")
        .child(words::SKIP)
        .on("click", move |event| {
            event.prevent_default();
            ui.focus(MAIN_CONTENT);
        })
        .into()
}

/// The element of the page's one first heading.
pub fn main_heading(class: &str) -> El {
    el("h1", class).attr("id", MAIN_HEADING).attr("tabindex", "-1")
}

/// The page's heading.
pub fn heading(text: impl Into<View>) -> View {
    main_heading("govuk-heading-l").child(text).into()
}

/// The heading of a part of the page.
pub fn heading_2(text: impl Into<View>) -> View {
    el("h2", "govuk-heading-m").child(text).into()
}

/// The heading of a part within a part.
pub fn heading_3(text: impl Into<View>) -> View {
    el("h3", "govuk-heading-s").child(text).into()
}

/// GOV.UK's notification banner. `title_id` names it.
pub fn notification(title_id: &'static str, title: &'static str, content: impl Into<View>) -> View {
    let title = el("h2", "govuk-notification-banner__title")
        .attr("id", title_id)
        .child(title);
    el("div", "govuk-notification-banner")
        .attr("role", "region")
        .attr("aria-labelledby", title_id)
        .child(el("div", "govuk-notification-banner__header").child(title))
        .child(el("div", "govuk-notification-banner__content").child(content))
        .into()
}

/// A paragraph.
pub fn paragraph(text: impl Into<View>) -> View {
    el("p", "govuk-body").child(text).into()
}

/// Paragraphs of plain text.
pub fn paragraphs<T: AsRef<str>>(texts: &[T]) -> View {
    texts.iter().map(|text| paragraph(text.as_ref())).collect()
}

/// A list of sentences; nothing where there are none.
pub fn bullets<T: AsRef<str>>(items: &[T]) -> View {
    if items.is_empty() {
        return View::none();
    }
    let items: View = items
        .iter()
        .map(|item| el("li", "").child(item.as_ref()))
        .collect();
    el("ul", "govuk-list govuk-list--bullet").child(items).into()
}

/// The error at a question, while there is one.
pub fn error_message(id: String, error: Watched<Option<String>>) -> View {
    html::live(move || {
        let said = |message: String| {
            el("p", "govuk-error-message")
                .attr("id", &id)
                .child(hidden(words::ERROR))
                .child([" ", &message].concat())
        };
        error.get().map(said).into()
    })
}

/// Text for people who do not see the page.
pub fn hidden(text: &str) -> El {
    el("span", "govuk-visually-hidden").child(text)
}

/// Text shown on request.
pub fn details(summary: &str, text: impl Into<View>) -> View {
    let summary = el("summary", "govuk-details__summary")
        .child(el("span", "govuk-details__summary-text").child(summary));
    el("details", "govuk-details govuk-!-margin-top-3")
        .child(summary)
        .child(el("div", "govuk-details__text").child(text))
        .into()
}

/// A warning that nobody should miss.
pub fn warning(text: &str) -> View {
    let icon = el("span", "govuk-warning-text__icon")
        .attr("aria-hidden", "true")
        .child("!");
    let strong = el("strong", "govuk-warning-text__text")
        .child(hidden(words::WARNING))
        .child(text);
    el("div", "govuk-warning-text").child(icon).child(strong).into()
}

/// A status tag; `colour` is govuk-frontend's modifier, "" for its default.
pub fn tag(colour: &str, text: &str) -> View {
    el("strong", &["govuk-tag", colour].concat()).child(text).into()
}

/// A link in running text.
pub fn link(to: &Location, text: &str) -> El {
    el("a", "govuk-link").attr("href", &to.href()).child(text)
}

/// A link that says more to people who do not see what it stands beside.
pub fn link_more(to: &Location, text: &str, more: &str) -> El {
    link(to, text).child(hidden(more))
}

/// A button; `kind` is govuk-frontend's modifier, "" for its default.
pub fn button(kind: &str, text: impl Into<View>, press: impl Fn() + 'static) -> El {
    el("button", &["govuk-button", kind].concat())
        .attr("type", "button")
        .child(text)
        .on("click", move |_| press())
}

/// The button that opens the browser's print dialogue.
pub fn print_button(ui: Ui) -> View {
    button(" govuk-button--secondary", words::PRINT, move || ui.print()).into()
}

/// A button that looks like a link, and says more to people who do not see what it stands beside.
pub fn link_button(text: impl Into<View>, more: &str, press: impl Fn() + 'static) -> El {
    el("button", "govuk-link app-link-button")
        .attr("type", "button")
        .child(text)
        .child(hidden(more))
        .on("click", move |_| press())
}
