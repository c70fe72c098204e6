//! Parts that several pages share.

pub mod edition;
pub mod error_summary;
pub mod footer;
pub mod frame;
pub mod header;
pub mod nickname;
pub mod save_status;
pub mod send_state;
pub mod summary;
pub mod undo;

use leptos::prelude::*;

use super::handle::Ui;
use super::words;

/// Id of the page's one first heading: takes the focus after a change of page.
pub const MAIN_HEADING: &str = "main-heading";
/// Id of the page's content: where the skip link leads.
pub const MAIN_CONTENT: &str = "main-content";

/// Leads past the header. The address stays as it is: its fragment says which page this is.
pub fn skip_link(ui: Ui) -> AnyView {
    view! {
        <a
            class="govuk-skip-link"
            href="#main-content"
            on:click=move |event| {
                event.prevent_default();
                ui.focus(MAIN_CONTENT);
            }
        >
            {words::SKIP}
        </a>
    }
    .into_any()
}

/// The page's heading.
pub fn heading(text: impl IntoView + 'static) -> AnyView {
    view! { <h1 class="govuk-heading-l" id=MAIN_HEADING tabindex="-1">{text.into_view()}</h1> }.into_any()
}

/// Paragraphs of plain text.
pub fn paragraphs(texts: Vec<String>) -> AnyView {
    texts
        .into_iter()
        .map(|text| view! { <p class="govuk-body">{text}</p> })
        .collect_view()
        .into_any()
}

/// A list of sentences; nothing where there are none.
pub fn bullets(items: Vec<String>) -> AnyView {
    if items.is_empty() {
        return ().into_any();
    }
    let items = items
        .into_iter()
        .map(|item| view! { <li>{item}</li> })
        .collect_view();
    view! { <ul class="govuk-list govuk-list--bullet">{items}</ul> }.into_any()
}

/// The error at a question.
pub fn error_message(id: String, message: String) -> AnyView {
    view! {
        <p id=id class="govuk-error-message">
            <span class="govuk-visually-hidden">{words::ERROR}</span>
            " "
            {message}
        </p>
    }
    .into_any()
}

/// Text shown on request.
pub fn details(summary: &'static str, text: impl IntoView + 'static) -> AnyView {
    view! {
        <details class="govuk-details govuk-!-margin-top-3">
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{summary}</span>
            </summary>
            <div class="govuk-details__text">{text.into_view()}</div>
        </details>
    }
    .into_any()
}

/// A warning that nobody should miss.
pub fn warning(text: impl IntoView + 'static) -> AnyView {
    view! {
        <div class="govuk-warning-text">
            <span class="govuk-warning-text__icon" aria-hidden="true">"!"</span>
            <strong class="govuk-warning-text__text">
                <span class="govuk-visually-hidden">{words::WARNING}</span>
                {text.into_view()}
            </strong>
        </div>
    }
    .into_any()
}

/// Text set apart.
pub fn inset(text: impl IntoView + 'static) -> AnyView {
    view! { <div class="govuk-inset-text">{text.into_view()}</div> }.into_any()
}

/// A status tag; `colour` is govuk-frontend's modifier, "" for its default.
pub fn tag(colour: &'static str, text: impl IntoView + 'static) -> AnyView {
    view! { <strong class=["govuk-tag", colour].concat()>{text.into_view()}</strong> }.into_any()
}

/// A link in running text.
pub fn link(href: String, text: impl IntoView + 'static) -> AnyView {
    view! { <a class="govuk-link" href=href>{text.into_view()}</a> }.into_any()
}
