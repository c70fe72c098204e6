//! What lies ahead: a line drawn to scale, and the same dates as a numbered list.

use crate::later::Entry;
use crate::session::Session;
use crate::session::message::Message;
use crate::session::view_model::{Bar, Drawing, Mark, TimelineRow, TimelineView};
use crate::ui::html::{View, el};
use crate::ui::{Ui, part, words};

/// Pixels between two lanes of marks.
const LANE: usize = 28;

/// The dates of an application.
pub fn view(ui: Ui, timeline: &TimelineView) -> View {
    let rows: View = timeline.rows.iter().map(row).collect();
    let weeks =
        (!timeline.weeks.is_empty()).then(|| [part::heading_3(words::WEEKS), part::bullets(&timeline.weeks)]);
    let rows = (!timeline.rows.is_empty()).then(|| el("ol", "app-timeline").child(rows));
    [
        el("p", "govuk-body app-strong")
            .child(timeline.reach.as_str())
            .into(),
        timeline.drawing.as_ref().map(figure).into(),
        rows.into(),
        keep(ui, &timeline.keep),
        weeks.into(),
        part::paragraphs(&timeline.notes),
    ]
    .into()
}

/// The button that makes a calendar file of these dates; nothing where there are none.
fn keep(ui: Ui, entries: &[Entry]) -> View {
    if entries.is_empty() {
        return View::none();
    }
    let entries = entries.to_vec();
    part::button(" govuk-button--secondary", words::KEEP_DATES, move || {
        ui.send(Message::KeepDates(entries.clone()))
    })
    .into()
}

/// What became of a calendar file, spoken when it is known.
pub fn said(ui: Ui) -> View {
    let said = ui.memo(Session::calendar_said);
    el("p", "govuk-body")
        .attr("role", "status")
        .live_text(move || match said.get() {
            Some(Ok(())) => words::DATES_KEPT.to_owned(),
            Some(Err(words)) => words,
            None => String::new(),
        })
        .into()
}

fn row(row: &TimelineRow) -> View {
    el("li", "app-timeline__item")
        .child(el("span", "app-timeline__when").child(row.when.as_str()))
        .child(row.what.as_str())
        .child(
            row.note
                .as_deref()
                .map(|note| el("span", "app-timeline__note").child(note)),
        )
        .into()
}

/// The drawing holds nothing that the list does not say, so that its name is all that is read aloud.
fn figure(drawing: &Drawing) -> View {
    let key = (!drawing.bars.is_empty()).then(|| {
        let entry =
            |class: &str, text: &str| el("span", "app-key__entry").child(el("span", class)).child(text);
        el("figcaption", "app-key")
            .child(entry("app-key__away", words::AWAY))
            .child(entry("app-key__back", words::BACK_AT_SCHOOL))
    });
    el("figure", "app-drawing")
        .markup(&svg(drawing))
        .child(key)
        .into()
}

/// Places are shares of the width and sizes are pixels, so that numbers stay readable at any width.
fn svg(drawing: &Drawing) -> String {
    let lanes = drawing.marks.iter().map(|mark| mark.lane + 1).max().unwrap_or(1);
    let line = lanes * LANE + 6;
    let mut parts = vec![format!(
        "<svg class=\"app-drawing__line\" width=\"100%\" height=\"{}\" role=\"img\" aria-label=\"{}\">\
         <line x1=\"0\" x2=\"100%\" y1=\"{line}\" y2=\"{line}\"></line>",
        line + 36,
        words::DRAWING,
    )];
    for Bar { from, to, away } in &drawing.bars {
        let class = if *away { "away" } else { "back" };
        parts.push(format!(
            "<rect class=\"app-drawing__{class}\" x=\"{}%\" y=\"{}\" width=\"{}%\" height=\"10\"></rect>",
            tenths(*from),
            line + 4,
            tenths((to - from).max(4)),
        ));
    }
    for (at, month) in &drawing.months {
        let at = tenths(*at);
        parts.push(format!(
            "<line x1=\"{at}%\" x2=\"{at}%\" y1=\"{line}\" y2=\"{}\"></line><text x=\"{at}%\" y=\"{}\">{month}</text>",
            line + 18,
            line + 32,
        ));
    }
    let height = |mark: &Mark| line - 12 - mark.lane * LANE;
    // Every stalk before any mark, so that none crosses a number.
    for mark in &drawing.marks {
        let (at, y) = (tenths(mark.at), height(mark));
        parts.push(format!(
            "<line x1=\"{at}%\" x2=\"{at}%\" y1=\"{y}\" y2=\"{line}\"></line>"
        ));
    }
    for (number, mark) in drawing.marks.iter().enumerate() {
        let (at, y) = (tenths(mark.at), height(mark));
        parts.push(format!(
            "<circle cx=\"{at}%\" cy=\"{y}\" r=\"11\"></circle>\
             <text class=\"app-drawing__number\" x=\"{at}%\" y=\"{}\">{}</text>",
            y + 5,
            number + 1,
        ));
    }
    parts.push("</svg>".to_owned());
    parts.concat()
}

/// Thousandths as a per cent number.
fn tenths(thousandths: i64) -> String {
    format!("{}.{}", thousandths / 10, thousandths % 10)
}
