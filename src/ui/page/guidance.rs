//! A guidance page, made by the session from the edition's data.

use super::missing;
use crate::session::location::Location;
use crate::session::view_model::GuidanceBlock;
use crate::ui::html::{View, el};
use crate::ui::part::summary::{self, Row};
use crate::ui::part::{self, frame};
use crate::ui::{Ui, words};

/// The page.
pub fn view(ui: Ui, name: &str) -> View {
    let Some(page) = ui.read(|session| session.guidance(name)) else {
        return missing::view();
    };
    let mut content = vec![part::heading(page.title)];
    content.extend(page.blocks.into_iter().map(block));
    frame::view(Some(Location::Start), frame::two_thirds(content))
}

fn block(block: GuidanceBlock) -> View {
    let heading = (!block.heading.is_empty()).then(|| part::heading_2(block.heading));
    let facts =
        (!block.facts.is_empty()).then(|| summary::list(block.facts.into_iter().map(Row::fixed).collect()));
    let source = block
        .source
        .map(|source| el("p", "govuk-body-s app-source").child(words::source(&source)));
    [
        heading.into(),
        part::paragraphs(&block.paragraphs),
        facts.into(),
        part::bullets(&block.items),
        source.into(),
    ]
    .into()
}
