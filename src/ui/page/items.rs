//! The list page of a repeating group: its items, adding, changing, removing.

use leptos::prelude::*;

use super::form_page::{self, Shape};
use crate::session::message::Message;
use crate::session::view_model::{ItemView, PageBody};
use crate::ui::part;
use crate::ui::part::summary::{self, Row};
use crate::ui::{Local, Ui, words};

type Group = (String, Vec<ItemView>, bool);

/// The items and what can be done with them.
pub fn view(ui: Ui, shape: Shape) -> AnyView {
    let group =
        Memo::new(move |_| Local::new(shape.with(|page| page.as_ref().and_then(|page| group(&page.body)))));
    let items = move || group.with(|group| group.as_ref().map(|(item, items, _)| cards(ui, item, items)));
    let add = move || group.with(|group| group.as_ref().and_then(|group| add(ui, group)));
    view! {
        {form_page::titles(shape)}
        {items}
        <div class="govuk-button-group">
            {add}
            <button type="button" class="govuk-button" on:click=move |_| ui.send(Message::Continue)>
                {words::CONTINUE}
            </button>
        </div>
    }
    .into_any()
}

fn group(body: &PageBody) -> Option<Group> {
    match body {
        PageBody::Items { item, items, can_add } => Some((item.clone(), items.clone(), *can_add)),
        PageBody::Questions(_) => None,
    }
}

fn cards(ui: Ui, item: &str, items: &[ItemView]) -> AnyView {
    if items.is_empty() {
        return view! { <p class="govuk-body">{words::none_yet(item)}</p> }.into_any();
    }
    items
        .iter()
        .cloned()
        .map(|item| card(ui, item))
        .collect_view()
        .into_any()
}

fn card(ui: Ui, item: ItemView) -> AnyView {
    let hidden = [" ", &item.name].concat();
    let remove = {
        let (id, hidden) = (item.id, hidden.clone());
        view! {
            <button type="button" class="govuk-link app-link-button" on:click=move |_| ui.send(Message::RemoveItem(id))>
                {words::REMOVE}
                <span class="govuk-visually-hidden">{hidden}</span>
            </button>
        }
    };
    let incomplete = item
        .incomplete
        .then(|| part::tag(" govuk-tag--red", words::INCOMPLETE));
    let title = view! { <h2 class="govuk-summary-card__title">{item.name} " " {incomplete}</h2> };
    let actions = vec![
        summary::change_link(item.change.href(), hidden),
        remove.into_any(),
    ];
    let rows = summary::list(item.rows.into_iter().map(Row::fixed).collect());
    summary::card(title.into_any(), actions, rows)
}

fn add(ui: Ui, (item, items, can_add): &Group) -> Option<AnyView> {
    let text = words::add(item, items.is_empty());
    can_add.then(|| {
        view! {
            <button
                type="button"
                id="add-item"
                class="govuk-button govuk-button--secondary"
                on:click=move |_| ui.send(Message::AddItem)
            >
                {text}
            </button>
        }
        .into_any()
    })
}
