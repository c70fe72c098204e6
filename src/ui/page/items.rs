//! The list page of a repeating group: its items, adding, changing, removing.

use leptos::prelude::*;

use super::form_page::{self, Shape};
use crate::session::message::Message;
use crate::session::view_model::{ErrorLine, ItemView, PageBody};
use crate::ui::part;
use crate::ui::part::summary::{self, Row};
use crate::ui::{Local, Ui, words};

/// Id of the button that adds an item: where the errors of the group as a whole lead.
const ADD: &str = "add-item";

/// What an item is called, the items, whether another may be added.
type Group = (String, Vec<ItemView>, bool);
type Errors = Memo<Local<Vec<ErrorLine>>>;

/// The items and what can be done with them.
pub fn view(ui: Ui, shape: Shape) -> AnyView {
    let group =
        Memo::new(move |_| Local::new(shape.with(|page| page.as_ref().and_then(|page| group(&page.body)))));
    let errors = ui.memo(|session| Local::new(session.errors()));
    let items = move || {
        group.with(|group| {
            group
                .as_ref()
                .map(|(item, items, _)| cards(ui, errors, item, items))
        })
    };
    let add = move || group.with(|group| group.as_ref().and_then(|group| add(ui, group)));
    view! {
        {form_page::titles(shape)}
        {items}
        {error(errors, ADD)}
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

fn cards(ui: Ui, errors: Errors, item: &str, items: &[ItemView]) -> AnyView {
    if items.is_empty() {
        return view! { <p class="govuk-body">{words::none_yet(item)}</p> }.into_any();
    }
    items
        .iter()
        .cloned()
        .map(|item| card(ui, errors, item))
        .collect_view()
        .into_any()
}

fn card(ui: Ui, errors: Errors, item: ItemView) -> AnyView {
    let (id, hidden) = (item.id, [" ", &item.name].concat());
    let target = ["item-", &id.to_string()].concat();
    let change = view! {
        <a class="govuk-link" id=target.clone() href=item.change.href()>
            {words::CHANGE}
            <span class="govuk-visually-hidden">{hidden.clone()}</span>
        </a>
    };
    let remove = view! {
        <button type="button" class="govuk-link app-link-button" on:click=move |_| ui.send(Message::RemoveItem(id))>
            {words::REMOVE}
            <span class="govuk-visually-hidden">{hidden}</span>
        </button>
    };
    let incomplete = item
        .incomplete
        .then(|| part::tag(" govuk-tag--red", words::INCOMPLETE));
    let title = view! { <h2 class="govuk-summary-card__title">{item.name} " " {incomplete}</h2> };
    let rows = summary::list(item.rows.into_iter().map(Row::fixed).collect());
    let content = view! { {error(errors, &target)} {rows} };
    summary::card(
        title.into_any(),
        vec![change.into_any(), remove.into_any()],
        content.into_any(),
    )
}

/// The error that leads here.
fn error(errors: Errors, target: &str) -> AnyView {
    let (id, target) = ([target, "-error"].concat(), target.to_owned());
    let found = Memo::new(move |_| {
        errors.with(|errors| {
            errors
                .iter()
                .find(|line| line.target == target)
                .map(|line| line.message.clone())
        })
    });
    (move || {
        found
            .get()
            .map(|message| part::error_message(id.clone(), message))
    })
    .into_any()
}

fn add(ui: Ui, (item, items, can_add): &Group) -> Option<AnyView> {
    let text = words::add(item, items.is_empty());
    can_add.then(|| {
        view! {
            <button
                type="button"
                id=ADD
                class="govuk-button govuk-button--secondary"
                on:click=move |_| ui.send(Message::AddItem)
            >
                {text}
            </button>
        }
        .into_any()
    })
}
