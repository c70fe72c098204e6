//! A guidance page, made by the session from the edition's data.

use leptos::prelude::*;

use super::missing;
use crate::session::location::Location;
use crate::session::view_model::GuidanceBlock;
use crate::ui::part::summary::{self, Row};
use crate::ui::part::{self, frame};
use crate::ui::{Ui, words};

/// The page.
pub fn view(ui: Ui, name: &str) -> AnyView {
    let Some(page) = ui.read(|session| session.guidance(name)) else {
        return missing::view();
    };
    let blocks = page.blocks.into_iter().map(block).collect_view();
    let content = view! { {part::heading(page.title)} {blocks} };
    frame::view(Some(Location::Start), frame::two_thirds(content.into_any()))
}

fn block(block: GuidanceBlock) -> AnyView {
    let heading =
        (!block.heading.is_empty()).then(|| view! { <h2 class="govuk-heading-m">{block.heading}</h2> });
    let facts =
        (!block.facts.is_empty()).then(|| summary::list(block.facts.into_iter().map(Row::fixed).collect()));
    let source = block
        .source
        .map(|source| view! { <p class="govuk-body-s app-source">{words::source(&source)}</p> });
    view! { {heading} {part::paragraphs(block.paragraphs)} {facts} {part::bullets(block.items)} {source} }
        .into_any()
}
