//! How ready an application would be for one provision: why, the shortest way there, other routes, dates.

use crate::session::Session;
use crate::session::location::{Checker, Location};
use crate::session::message::Message;
use crate::session::view_model::{Bucket, ReadinessView, RuleView, Way};
use crate::ui::html::{self, View, el};
use crate::ui::part::{self, fit, frame, planning, timeline};
use crate::ui::{Ui, words};

use super::missing;

/// The page, for a provision of the checker or for an application.
pub fn view(ui: Ui) -> View {
    let readiness = ui.memo(Session::readiness);
    let draft = ui.read(|session| session.location().draft().map(str::to_owned));
    let Some(name) = readiness.with_untracked(|view| view.as_ref().map(|view| view.name.clone())) else {
        return missing::view();
    };
    let own = draft.is_some();
    let back = match draft {
        Some(id) => Location::Tasks(id),
        None => Location::Checker(Checker::Compare),
    };
    let caption = if own { words::READINESS } else { words::CHECK_FIT };
    let content = [
        el("span", "govuk-caption-l").child(caption).into(),
        part::heading(name),
        html::live(move || {
            readiness.with(|readiness| readiness.as_ref().map(|view| body(ui, view, own)).into())
        }),
        timeline::said(ui),
        planning::link(),
        part::print_button(ui),
    ];
    frame::view(Some(back), frame::two_thirds(content))
}

fn body(ui: Ui, view: &ReadinessView, own: bool) -> View {
    let provision = view.id.clone();
    let begin = (!own).then(|| {
        part::button("", words::begin(&view.name), move || {
            ui.send(Message::Begin(provision.clone()))
        })
    });
    let buckets = [
        Bucket::ToDo,
        Bucket::ToAnswer,
        Bucket::Expected,
        Bucket::InPlace,
        Bucket::Weighed,
        Bucket::NotApplicable,
    ];
    [
        el("p", "govuk-body").child(fit::outcome_tag(view.outcome)).into(),
        part::paragraph(words::outcome_means(view.outcome)),
        way(&view.way),
        begin.into(),
        part::heading_2(words::AHEAD),
        timeline::view(ui, &view.timeline),
        buckets
            .into_iter()
            .zip(words::BUCKETS)
            .map(|(bucket, (title, means))| rules(view, bucket, title, means))
            .collect(),
        other_routes(view),
        titled(words::UNCLEAR, &view.notes),
    ]
    .into()
}

fn way(way: &Way) -> View {
    let (text, items) = match way {
        Way::Ready => return View::none(),
        Way::SpeakToCap => (words::WAY_CAP, Vec::new()),
        Way::Changes(changes) => (
            words::WAY_MEANS,
            changes
                .iter()
                .map(|(question, answer)| [question, " ", answer].concat())
                .collect(),
        ),
        Way::AnswerFirst(questions) if questions.is_empty() => (words::WAY_NONE, Vec::new()),
        Way::AnswerFirst(questions) => (words::WAY_ANSWER_FIRST, questions.clone()),
    };
    el("div", "govuk-inset-text")
        .child(part::heading_2(words::WAY))
        .child(part::paragraph(text))
        .child(part::bullets(&items))
        .into()
}

fn titled(title: &str, items: &[String]) -> View {
    if items.is_empty() {
        return View::none();
    }
    [part::heading_2(title), part::bullets(items)].into()
}

fn other_routes(view: &ReadinessView) -> View {
    if view.open_now.is_empty() {
        return View::none();
    }
    let routes: View = view
        .open_now
        .iter()
        .map(|(name, when, more)| {
            let name: View = match more {
                Some(more) => part::link(more, name).into(),
                None => name.as_str().into(),
            };
            el("li", "").child(name).child([". ", when].concat())
        })
        .collect();
    [
        part::heading_2(words::OTHER_ROUTES),
        el("ul", "govuk-list govuk-list--bullet").child(routes).into(),
    ]
    .into()
}

fn rules(view: &ReadinessView, bucket: Bucket, title: &str, means: &str) -> View {
    let rules: Vec<&RuleView> = view.rules.iter().filter(|rule| rule.bucket == bucket).collect();
    if rules.is_empty() {
        return View::none();
    }
    let means = (!means.is_empty()).then(|| part::paragraph(means));
    // What is in place or does not apply needs no next step.
    let acting = !matches!(bucket, Bucket::InPlace | Bucket::NotApplicable);
    let items: View = rules.iter().map(|view| rule(view, acting)).collect();
    [
        part::heading_2(title),
        means.into(),
        el("ul", "app-rules").child(items).into(),
    ]
    .into()
}

fn rule(view: &RuleView, acting: bool) -> View {
    let next = acting.then(|| {
        [
            part::paragraph(view.next.as_str()),
            part::paragraph([words::WHO_CAN_HELP, " ", &view.help].concat()),
        ]
    });
    el("li", "app-rules__item")
        .child(el("p", "govuk-body app-strong").child(view.rule.as_str()))
        .child(next)
        .child(
            el("p", "govuk-body-s app-source")
                .child([words::SOURCES, " ", &view.sources.join("; ")].concat()),
        )
        .into()
}
