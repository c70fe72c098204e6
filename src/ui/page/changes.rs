//! What changed in the form since the application was last open.

use crate::draft::migrate::Change;
use crate::draft::stored::Earlier;
use crate::session::Session;
use crate::session::location::Location;
use crate::session::message::Message;
use crate::session::view_model::{ChangeLine, ChangesView};
use crate::ui::html::{self, View, el};
use crate::ui::part::summary::{self, Row};
use crate::ui::part::{self, frame};
use crate::ui::{Ui, words};

/// The page.
pub fn view(ui: Ui, draft: String) -> View {
    let changes = ui.memo(Session::changes);
    let content = [
        part::heading(words::CHANGES_TITLE),
        part::paragraph(words::CHANGES),
        html::live(move || changes.with(|changes| changes.as_ref().map(all).into())),
        part::paragraph(words::CHANGES_SEEN_MEANS),
        part::button("", words::CHANGES_SEEN, move || ui.send(Message::ChangesSeen)).into(),
    ];
    frame::view(Some(Location::Tasks(draft)), frame::two_thirds(content))
}

/// The way to the page, while nobody has been there.
pub fn notice(ui: Ui) -> View {
    let unseen = ui.memo(Session::changes_unseen);
    html::live(move || {
        let link = |to: Location| part::link(&to, words::CHANGES_LINK);
        let said = |to| part::paragraph(View::from([View::from(words::CHANGES_NOTICE), link(to).into()]));
        let inset = |to| {
            el("div", "govuk-inset-text")
                .attr("id", "form-changed")
                .child(said(to))
        };
        unseen.get().map(inset).into()
    })
}

fn all(changes: &ChangesView) -> View {
    let new = |line: &&ChangeLine| line.change == Change::New;
    let (new, changed): (Vec<&ChangeLine>, Vec<&ChangeLine>) = changes.lines.iter().partition(new);
    [
        (!changes.form_known)
            .then(|| part::warning(words::FORM_UNKNOWN))
            .into(),
        list(words::NEW_QUESTIONS, &new),
        list(words::CHANGED_QUESTIONS, &changed),
        earlier(&changes.earlier),
    ]
    .into()
}

fn list(heading: &str, lines: &[&ChangeLine]) -> View {
    if lines.is_empty() {
        return View::none();
    }
    let line = |line: &&ChangeLine| {
        let said = match &line.change {
            Change::New => View::none(),
            Change::Answer => words::ANSWER_CHANGED.into(),
            Change::Rules => words::RULES_CHANGED.into(),
            Change::Words(before) => words::asked_before(before).into(),
        };
        el("li", "").child(part::link(&line.go, &line.label)).child(said)
    };
    let lines: View = lines.iter().map(line).collect();
    [
        part::heading_2(heading),
        el("ul", "govuk-list govuk-list--bullet").child(lines).into(),
    ]
    .into()
}

/// Answers that the form does not take any more, while there are any.
pub fn earlier(earlier: &[Earlier]) -> View {
    if earlier.is_empty() {
        return View::none();
    }
    let rows = earlier
        .iter()
        .map(|given| Row::fixed((given.label.clone(), given.answer.clone())))
        .collect();
    [
        part::heading_2(words::EARLIER),
        part::paragraph(words::EARLIER_MEANS),
        summary::list(rows),
    ]
    .into()
}
