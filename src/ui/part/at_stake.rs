//! On every page: an application waits, and its deadline is near or past.

use crate::session::Session;
use crate::session::view_model::AtStake;
use crate::ui::html::{View, el};
use crate::ui::{Ui, part, words};

/// Id of the title.
const TITLE: &str = "deadline-at-stake";

/// The banner; nothing where nothing is at stake. It is read out as soon as it appears.
pub fn view(ui: Ui) -> View {
    let at_stake = ui.memo(Session::at_stake);
    el("div", "")
        .attr("role", "alert")
        .live(move || at_stake.with(|at_stake| at_stake.as_ref().map(banner).into()))
        .into()
}

fn banner(at_stake: &AtStake) -> View {
    let AtStake {
        provision,
        deadline,
        passed,
        telephone,
        go,
    } = at_stake;
    let said = words::deadline_at_stake(provision, deadline, *passed);
    let content = [
        View::from(el("p", "govuk-notification-banner__heading").child(said)),
        part::paragraph(words::deadline_telephone(telephone)),
        part::paragraph(part::link(go, words::AT_STAKE_GO)),
    ];
    part::notification(TITLE, words::IMPORTANT, content)
}
