//! A page of the form: questions, or the list of a repeating group. Its shape and its values are apart, so that a
//! key pressed in a box never draws the box anew.

use leptos::prelude::*;

use super::{items, missing};
use crate::session::location::Location;
use crate::session::message::Message;
use crate::session::view_model::{PageBody, PageView};
use crate::ui::answers::Questions;
use crate::ui::part::{self, error_summary, frame, nickname, save_status};
use crate::ui::question;
use crate::ui::{Local, Ui, words};

/// The page in view, without its values.
pub type Shape = Memo<Local<Option<PageView>>>;

/// Follows the page in view.
pub fn shape(ui: Ui) -> Shape {
    ui.memo(|session| Local::new(session.page()))
}

/// A text of the page; empty where there is no page.
pub fn text(shape: Shape, of: fn(&PageView) -> String) -> Memo<String> {
    Memo::new(move |_| shape.with(|page| page.as_ref().map(of).unwrap_or_default()))
}

/// The questions of the page; none on the list page of a group.
pub fn questions(shape: Shape) -> Questions {
    Memo::new(move |_| {
        let body = shape.with(|page| page.as_ref().map(|page| page.body.clone()));
        Local::new(match body {
            Some(PageBody::Questions(questions)) => questions,
            _ => Vec::new(),
        })
    })
}

/// The paragraphs above the questions.
pub fn intro(shape: Shape) -> AnyView {
    let intro = Memo::new(move |_| {
        shape.with(|page| page.as_ref().map(|page| page.intro.clone()).unwrap_or_default())
    });
    (move || part::paragraphs(intro.get())).into_any()
}

/// The page.
pub fn view(ui: Ui) -> AnyView {
    let shape = shape(ui);
    let Some(page) = shape.with_untracked(|page| (**page).clone()) else {
        return missing::view();
    };
    let body = match &page.body {
        PageBody::Items { .. } => items::view(ui, shape),
        PageBody::Questions(questions) => {
            let alone = questions.len() == 1 && page.intro.is_empty() && !page.asks_nickname;
            asked(ui, shape, alone, page.asks_nickname)
        }
    };
    let content = view! { {error_summary::view(ui)} {body} {all_sections(ui)} {save_status::view(ui)} };
    frame::view(Some(page.back), frame::two_thirds(content.into_any()))
}

fn all_sections(ui: Ui) -> Option<AnyView> {
    let tasks = ui.read(|session| {
        session
            .location()
            .draft()
            .map(|id| Location::Tasks(id.to_owned()))
    })?;
    Some(view! { <p class="govuk-body">{part::link(tasks.href(), words::ALL_SECTIONS)}</p> }.into_any())
}

/// The section's and the page's names over a page of several questions.
pub fn titles(shape: Shape) -> AnyView {
    let title = text(shape, |page| page.title.clone());
    view! { {caption(text(shape, other_section))} {part::heading(move || title.get())} {intro(shape)} }
        .into_any()
}

fn caption(section: Memo<String>) -> AnyView {
    let caption = move || {
        section.with(|section| {
            (!section.is_empty()).then(|| view! { <span class="govuk-caption-l">{section.clone()}</span> })
        })
    };
    caption.into_any()
}

/// The section's name, where it is not the page's as well.
fn other_section(page: &PageView) -> String {
    if page.section == page.title {
        String::new()
    } else {
        page.section.clone()
    }
}

/// `alone`: one question when the page opened; its label is the heading, and stays so if others come.
fn asked(ui: Ui, shape: Shape, alone: bool, named: bool) -> AnyView {
    let top = if alone {
        caption(text(shape, |page| page.section.clone()))
    } else {
        titles(shape)
    };
    view! {
        {top}
        <form
            novalidate
            autocomplete="off"
            on:submit=move |event| {
                event.prevent_default();
                ui.send(Message::Continue);
            }
        >
            {question::list(ui.answers(), questions(shape), alone)}
            {named.then(|| nickname::view(ui))}
            <button type="submit" class="govuk-button">{words::CONTINUE}</button>
        </form>
    }
    .into_any()
}
