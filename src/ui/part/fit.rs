//! The result so far, beside the questions: says what changed without taking the focus.

use crate::eligibility::decision::Outcome;
use crate::session::Session;
use crate::session::location::{Checker, Location};
use crate::session::view_model::Fit;
use crate::ui::html::{self, Key, View, el};
use crate::ui::watched::Watched;
use crate::ui::{Ui, part, words};

/// The list; hidden while there is nothing to say. Each provision's line is spoken as a whole when its result changes,
/// and no other with it.
pub fn view(ui: Ui) -> View {
    let fit = ui.memo_of_answers(Session::fit);
    let own = ui.read(|session| session.location().draft().is_some());
    let lines = html::keyed(
        move || fit.with(|fit| fit.iter().map(|fit| key(&fit.name)).collect()),
        move |key| line(fit, &key.name),
    );
    let compare = Location::Checker(Checker::Compare);
    let compare = (!own).then(|| part::paragraph(part::link(&compare, words::COMPARE)));
    let heading = el("h2", "govuk-heading-s").attr("id", "fit-title").child(if own {
        words::READINESS
    } else {
        words::SO_FAR
    });
    let list = el("ul", "govuk-list")
        .attr("aria-live", "polite")
        .attr("aria-relevant", "text")
        .child(lines);
    el("aside", "app-fit")
        .attr("aria-labelledby", "fit-title")
        .live_attr("hidden", move || fit.with(Vec::is_empty).then(String::new))
        .child(heading)
        .child(list)
        .child(compare)
        .into()
}

fn key(name: &str) -> Key {
    Key {
        name: name.to_owned(),
        looks: String::new(),
    }
}

fn line(fit: Watched<Vec<Fit>>, name: &str) -> Option<View> {
    let find = {
        let name = name.to_owned();
        move |all: &Vec<Fit>| all.iter().find(|fit| fit.name == name).cloned()
    };
    let more = fit.with(&find)?.more;
    let now = Watched::new(move || fit.with(&find).map(|fit| fit.outcome));
    let line = el("li", "")
        .attr("aria-atomic", "true")
        .child(part::link(&more, name))
        .child(" ")
        .live(move || now.get().map(outcome_tag).into());
    Some(line.into())
}

/// An outcome as a tag.
pub fn outcome_tag(outcome: Outcome) -> View {
    let (text, colour) = words::outcome(outcome);
    part::tag(colour, &text)
}
