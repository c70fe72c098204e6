//! The list page of a repeating group: its items, adding, changing, removing.

use super::form_page::{self, Shape};
use crate::session::Session;
use crate::session::message::Message;
use crate::session::view_model::{ErrorLine, ItemView, PageBody};
use crate::ui::html::{self, View, el};
use crate::ui::part::summary::{self, Row};
use crate::ui::part::{self, put_back};
use crate::ui::watched::Watched;
use crate::ui::{Ui, words};

/// Id of the button that adds an item: where the errors of the group as a whole lead.
const ADD: &str = "add-item";

/// What an item is called, the items, whether another may be added, what can be put back.
type Group = (String, Vec<ItemView>, bool, Vec<(u32, String)>);
type Errors = Watched<Vec<ErrorLine>>;

/// The items and what can be done with them.
pub fn view(ui: Ui, shape: Shape) -> View {
    let group = Watched::new(move || shape.with(|page| page.as_ref().and_then(|page| group(&page.body))));
    let errors = ui.memo(Session::errors);
    let items = move || {
        group.with(|group| {
            group
                .as_ref()
                .map(|(item, items, ..)| cards(ui, errors, item, items))
                .into()
        })
    };
    let add = move || group.with(|group| group.as_ref().and_then(|group| add(ui, group)).into());
    let buttons =
        el("div", "govuk-button-group")
            .live(add)
            .child(part::button("", words::CONTINUE, move || {
                ui.send(Message::Continue)
            }));
    let removed = move || {
        group.with(|group| {
            let removed = group.as_ref().map_or(&[][..], |(.., removed)| removed);
            put_back::view(ui, words::REMOVED, removed.iter().map(put_back).collect())
        })
    };
    [
        form_page::titles(shape),
        html::live(items),
        error(errors, ADD),
        buttons.into(),
        html::live(removed),
    ]
    .into()
}

fn group(body: &PageBody) -> Option<Group> {
    match body {
        PageBody::Items {
            item,
            items,
            can_add,
            removed,
        } => Some((item.clone(), items.clone(), *can_add, removed.clone())),
        PageBody::Questions(_) => None,
    }
}

fn put_back((id, name): &(u32, String)) -> (String, String, Message) {
    (id.to_string(), name.clone(), Message::PutBackItem(*id))
}

fn cards(ui: Ui, errors: Errors, item: &str, items: &[ItemView]) -> View {
    if items.is_empty() {
        return part::paragraph(words::none_yet(item));
    }
    items.iter().cloned().map(|item| card(ui, errors, item)).collect()
}

fn card(ui: Ui, errors: Errors, item: ItemView) -> View {
    let (id, hidden) = (item.id, [" ", &item.name].concat());
    let target = ["item-", &id.to_string()].concat();
    let change = part::link_more(&item.change, words::CHANGE, &hidden).attr("id", &target);
    let remove = part::link_button(words::REMOVE, &hidden, move || ui.send(Message::RemoveItem(id))).into();
    let incomplete = item
        .incomplete
        .then(|| part::tag(" govuk-tag--red", words::INCOMPLETE));
    let title = el("h2", summary::TITLE)
        .child(item.name)
        .child(" ")
        .child(incomplete);
    let rows = summary::list(item.rows.into_iter().map(Row::fixed).collect());
    summary::card(title, vec![change.into(), remove], [error(errors, &target), rows])
}

/// The error that leads here.
fn error(errors: Errors, target: &str) -> View {
    let (id, target) = ([target, "-error"].concat(), target.to_owned());
    let found = Watched::new(move || {
        errors.with(|errors| {
            errors
                .iter()
                .find(|line| line.target == target)
                .map(|line| line.message.clone())
        })
    });
    part::error_message(id, found)
}

fn add(ui: Ui, (item, items, can_add, _): &Group) -> Option<View> {
    let text = words::add(item, items.is_empty());
    can_add.then(|| {
        part::button(" govuk-button--secondary", text, move || {
            ui.send(Message::AddItem)
        })
        .attr("id", ADD)
        .into()
    })
}
