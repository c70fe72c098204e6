//! A guidance page, made by the session from the edition's data.

use super::missing;
use crate::session::location::Location;
use crate::session::message::Message;
use crate::session::view_model::{Fact, GuidanceBlock};
use crate::ui::html::{View, el};
use crate::ui::part::summary::{self, Row};
use crate::ui::part::{self, frame, planning, timeline};
use crate::ui::{Ui, words};

/// The page.
pub fn view(ui: Ui, name: &str) -> View {
    let Some(page) = ui.read(|session| session.guidance(name)) else {
        return missing::view();
    };
    let mut content = vec![part::heading(page.title)];
    content.extend(page.blocks.into_iter().map(|part| block(ui, part)));
    if name == "deadlines" {
        content.extend([timeline::said(ui), planning::link()]);
    }
    frame::view(Some(Location::Start), frame::two_thirds(content))
}

fn block(ui: Ui, block: GuidanceBlock) -> View {
    let heading = (!block.heading.is_empty()).then(|| part::heading_2(block.heading));
    let facts = (!block.facts.is_empty())
        .then(|| summary::list(block.facts.into_iter().map(|of| row(ui, of)).collect()));
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

/// A date ahead can be kept in a calendar; one that has passed cannot.
fn row(ui: Ui, fact: Fact) -> Row {
    let Some(entry) = fact.keep else {
        return Row::fixed((fact.key, fact.value));
    };
    let more = [": ", &fact.key, ", ", &fact.value].concat();
    let keep = part::link_button(words::KEEP_DATE, &more, move || {
        ui.send(Message::KeepDates(vec![entry.clone()]))
    });
    Row {
        key: fact.key,
        value: [fact.value.into(), " ".into(), View::from(keep)].into(),
        change: None,
    }
}
