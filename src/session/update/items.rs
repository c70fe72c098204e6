//! Items of a repeating group come and go; drafts are discarded; both can be taken back.

use crate::draft::stored;
use crate::form::model::RepeatIx;
use crate::session::effect::Effect;
use crate::session::location::Location;
use crate::session::state::{Now, Session, Undo};

impl Session {
    pub(in crate::session) fn add_item(&mut self, now: Now) -> Vec<Effect> {
        let Some((repeat, page)) = self.current_repeat() else {
            return Vec::new();
        };
        let Some(draft) = self.location.draft().map(str::to_owned) else {
            return Vec::new();
        };
        let Some(item) = self.open.as_mut().and_then(|open| open.add_item(repeat)) else {
            return Vec::new();
        };
        let mut effects = self.changed(&draft, now);
        effects.push(Effect::Go {
            to: Location::Item(draft, page, item),
            replace: false,
        });
        effects
    }

    pub(in crate::session) fn remove_item(&mut self, id: u32, now: Now) -> Vec<Effect> {
        let Some((repeat, _)) = self.current_repeat() else {
            return Vec::new();
        };
        let Some(draft) = self.location.draft().map(str::to_owned) else {
            return Vec::new();
        };
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        let words = match open.item_ids(repeat).iter().position(|other| *other == id) {
            Some(at) => format!(
                "You removed {}.",
                self.open
                    .as_ref()
                    .map_or_else(String::new, |open| self.item_name(open, repeat, at, id))
            ),
            None => return Vec::new(),
        };
        let Some((at, item)) = self.open.as_mut().and_then(|open| open.remove_item(repeat, id)) else {
            return Vec::new();
        };
        self.errors.clear();
        self.undo = Some(Undo::Item {
            draft: draft.clone(),
            repeat,
            at,
            item,
            words,
        });
        let mut effects = self.changed(&draft, now);
        effects.push(Effect::Focus("undo".to_owned()));
        effects
    }

    pub(in crate::session) fn discard(&mut self, id: &str) -> Vec<Effect> {
        let Some(draft) = self.drafts.remove(id) else {
            return Vec::new();
        };
        let words = match draft.nickname.trim() {
            "" => "You discarded an application.".to_owned(),
            name => format!("You discarded “{name}”."),
        };
        self.undo = Some(Undo::Draft {
            draft: Box::new(draft),
            words,
        });
        vec![
            Effect::Remove { key: stored::key(id) },
            Effect::Focus("undo".to_owned()),
        ]
    }

    pub(in crate::session) fn undone(&mut self, now: Now) -> Vec<Effect> {
        let heading = Effect::Focus("main-heading".to_owned());
        match self.undo.take() {
            None => Vec::new(),
            Some(Undo::Item {
                draft,
                repeat,
                at,
                item,
                ..
            }) if self.location.draft() == Some(&draft) && self.editable() => {
                if let Some(open) = &mut self.open {
                    open.restore_item(repeat, at, item);
                }
                let mut effects = self.changed(&draft, now);
                effects.push(heading);
                effects
            }
            Some(undo @ Undo::Item { .. }) => {
                self.undo = Some(undo);
                Vec::new()
            }
            Some(Undo::Draft { draft, .. }) => {
                let (id, changed) = (draft.id.clone(), draft.changed);
                self.drafts.insert(id.clone(), *draft);
                let mut effects = self.changed(&id, changed);
                effects.push(heading);
                effects
            }
        }
    }

    fn current_repeat(&self) -> Option<(RepeatIx, String)> {
        let (page, item) = self.current_page().filter(|_| self.editable())?;
        let page = self.open.as_ref()?.form().pages.get(page)?;
        (item.is_none()).then_some((page.repeat?, page.id.clone()))
    }
}
