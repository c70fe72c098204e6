//! A page of the form: questions, or the list of a repeating group. Its shape and its values are apart, so that a
//! key pressed in a box never draws the box anew.

use super::{items, missing, passphrase};
use crate::session::Session;
use crate::session::location::{Checker, Location};
use crate::session::message::Message;
use crate::session::view_model::{FILE_PASSPHRASE, PageBody, PageView, QuestionView};
use crate::ui::answers::{Answers, Questions};
use crate::ui::html::{self, View, el};
use crate::ui::part::{self, error_summary, fit, frame, nickname};
use crate::ui::question;
use crate::ui::rest;
use crate::ui::watched::Watched;
use crate::ui::{Ui, words};

/// The page in view, without its values.
pub type Shape = Watched<Option<PageView>>;

/// A text of the page; empty where there is no page.
fn text(shape: Shape, of: fn(&PageView) -> String) -> Watched<String> {
    Watched::new(move || shape.with(|page| page.as_ref().map(of).unwrap_or_default()))
}

/// The questions of the page; none on the list page of a group.
fn questions(shape: Shape) -> Questions {
    Watched::new(move || {
        shape.with(|page| match page.as_ref().map(|page| &page.body) {
            Some(PageBody::Questions(questions)) => questions.clone(),
            _ => Vec::new(),
        })
    })
}

/// The paragraphs above the questions.
fn intro(shape: Shape) -> View {
    let intro = Watched::new(move || {
        shape.with(|page| page.as_ref().map(|page| page.intro.clone()).unwrap_or_default())
    });
    html::live(move || intro.with(|intro| part::paragraphs(intro)))
}

/// The page of the first question, where choices are all that it asks.
pub fn first(ui: Ui) -> View {
    let beside = |ui| rest::late(ui, move |rest| (rest.fit)(ui));
    drawn(ui, ui.memo_of_answers(Session::first_page), of_choices, beside)
}

/// A page of an application.
pub fn view(ui: Ui) -> View {
    drawn(ui, ui.memo_of_answers(Session::page), of_any, fit::view)
}

/// A page of questions that are no answers of an application.
pub fn beside(ui: Ui) -> View {
    let beside = |ui: Ui| match ui.read(Session::location) {
        Location::Checker(Checker::Questions) => fit::view(ui),
        _ => View::none(),
    };
    drawn(ui, ui.memo_of_answers(Session::page_beside), of_any, beside)
}

/// What is on a page.
type Body = fn(Ui, Shape, &PageView) -> View;

fn drawn(ui: Ui, shape: Shape, body: Body, beside: fn(Ui) -> View) -> View {
    let Some(page) = shape.get_untracked() else {
        return missing::view();
    };
    let content = [
        error_summary::view(ui),
        body(ui, shape, &page),
        all_sections(ui),
        rest::late(ui, move |rest| (rest.saving)(ui)),
    ];
    frame::view(Some(page.back), frame::with_aside(content, beside(ui)))
}

fn of_choices(ui: Ui, shape: Shape, page: &PageView) -> View {
    asked(ui, shape, false, page.asks_nickname, question::one_of_choices)
}

fn of_any(ui: Ui, shape: Shape, page: &PageView) -> View {
    match &page.body {
        PageBody::Items { .. } => items::view(ui, shape),
        PageBody::Questions(all) if of_file(all) => {
            let saving = ui.read(|session| session.location().draft().is_some());
            // Once it opens the file, there may be answers to choose from.
            let asked_for = questions(shape);
            let given = Watched::new(move || !asked_for.with(|questions| of_file(questions)));
            html::live(move || match given.get() {
                false => passphrase::of_file(ui, titles(shape), saving),
                true => asked(ui, shape, false, false, question::list),
            })
        }
        PageBody::Questions(_) => form(ui, shape, page, question::list),
    }
}

fn form(ui: Ui, shape: Shape, page: &PageView, list: List) -> View {
    let one = matches!(&page.body, PageBody::Questions(questions) if questions.len() == 1);
    let alone = one && page.intro.is_empty() && !page.asks_nickname;
    asked(ui, shape, alone, page.asks_nickname, list)
}

/// Whether it is the passphrase of a file that is asked.
fn of_file(questions: &[QuestionView]) -> bool {
    questions
        .first()
        .is_some_and(|question| question.place.question == FILE_PASSPHRASE)
}

fn all_sections(ui: Ui) -> View {
    let tasks = ui.read(|session| {
        session
            .location()
            .draft()
            .map(|id| Location::Tasks(id.to_owned()))
    });
    tasks
        .map(|tasks| part::paragraph(part::link(&tasks, words::ALL_SECTIONS)))
        .into()
}

/// The section's and the page's names over a page of several questions.
pub fn titles(shape: Shape) -> View {
    let title = text(shape, |page| page.title.clone());
    [
        caption(text(shape, other_section)),
        part::heading(html::live_text(move || title.get())),
        intro(shape),
    ]
    .into()
}

fn caption(section: Watched<String>) -> View {
    html::live(move || {
        section.with(|section| match section.as_str() {
            "" => View::none(),
            section => el("span", "govuk-caption-l").child(section).into(),
        })
    })
}

/// The section's name, where it is not the page's as well.
fn other_section(page: &PageView) -> String {
    if page.section == page.title {
        String::new()
    } else {
        page.section.clone()
    }
}

/// [`question::list`].
type List = fn(Answers, Questions, bool) -> View;

/// `alone`: one question when the page opened; its label is the heading, and stays so if others come.
fn asked(ui: Ui, shape: Shape, alone: bool, named: bool, list: List) -> View {
    let top = if alone {
        caption(text(shape, |page| page.section.clone()))
    } else {
        titles(shape)
    };
    let form = el("form", "")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", move |event| {
            event.prevent_default();
            ui.send(Message::Continue);
        })
        .child(list(ui.answers(), questions(shape), alone))
        .child(named.then(|| nickname::view(ui)))
        .child(
            el("button", "govuk-button")
                .attr("type", "submit")
                .child(words::CONTINUE),
        );
    let texts = el("form", "").attr("id", question::LONG_TEXTS).attr("hidden", "");
    [top, form.into(), texts.into()].into()
}
