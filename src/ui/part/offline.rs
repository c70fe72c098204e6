//! A new version waits, the files that the server has are wrong, or there is no connection where one is needed.

use crate::session::Session;
use crate::session::message::Message;
use crate::session::offline::NewRelease;
use crate::ui::html::{self, El, View, el};
use crate::ui::{Ui, part, words};

/// The banners; nothing where all is well.
pub fn view(ui: Ui) -> View {
    let release = ui.memo_around(Session::new_release);
    let broken = ui.memo_around(Session::broken_files);
    let unconnected = ui.memo(Session::unconnected);
    let cut_off = move || {
        let said = || banner(words::CONNECTION).child(words::NO_CONNECTION);
        unconnected.get().then(said).into()
    };
    // A region that is there from the start, so that its news are read out.
    let news = el("div", "")
        .attr("role", "status")
        .live(cut_off)
        .live(move || release.get().map(|release| offer(ui, release)).into());
    let wrong = move || broken.with(|broken| broken.as_deref().map(said_broken).into());
    [news.into(), html::live(wrong)].into()
}

/// Whether this page would start without a connection, on the page about storage.
pub fn standing(ui: Ui) -> View {
    let starts = ui.memo(Session::starts_offline);
    let unreached = ui.memo(Session::files_unreached);
    let said = move || {
        part::paragraph(match starts.get() {
            true => words::STARTS_OFFLINE,
            false => words::NEEDS_CONNECTION,
        })
    };
    let older = move || {
        let said = || part::paragraph(words::FILES_UNREACHED);
        unreached.get().then(said).into()
    };
    [html::live(said), html::live(older)].into()
}

fn banner(name: &str) -> El {
    el("aside", "app-edition govuk-inset-text").attr("aria-label", name)
}

fn offer(ui: Ui, release: NewRelease) -> View {
    let more = match release {
        NewRelease::Ready => words::USE_NEW_VERSION_MEANS,
        NewRelease::OpenElsewhere => words::OPEN_ELSEWHERE,
    };
    let press = move || ui.send(Message::UseRelease);
    banner(words::NEW_VERSION)
        .child(part::paragraph(words::NEW_VERSION_READY))
        .child(el("p", "govuk-hint").attr("id", "new-version-hint").child(more))
        .child(
            part::button(" govuk-button--secondary", words::USE_NEW_VERSION, press)
                .attr("aria-describedby", "new-version-hint"),
        )
        .into()
}

fn said_broken(mistakes: &[String]) -> View {
    banner(words::BROKEN_FILES)
        .child(part::paragraph(words::BROKEN_FILES_MEANS))
        .child(part::details(
            words::BROKEN_FILES_DETAILS,
            part::bullets(mistakes),
        ))
        .into()
}
