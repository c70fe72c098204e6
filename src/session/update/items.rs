//! Items of a repeating group come and go; what was removed can be put back for the rest of the day.

use crate::draft::stored::Removed;
use crate::form::model::RepeatIx;
use crate::session::effect::Effect;
use crate::session::location::Location;
use crate::session::state::{Now, Session};
use crate::session::view::page::item_name;

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
        self.items_mended(repeat, None);
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
        let Some(at) = open.item_ids(repeat).iter().position(|other| *other == id) else {
            return Vec::new();
        };
        let name = item_name(open, repeat, at, id);
        let group = open.form().repeats[repeat].definition.id.clone();
        let (Some((at, item)), Some(kept)) = (open.remove_item(repeat, id), self.drafts.get_mut(&draft))
        else {
            return Vec::new();
        };
        kept.removed.push(Removed {
            when: self.time,
            repeat: group,
            at: u32::try_from(at).unwrap_or(u32::MAX),
            name,
            item,
        });
        self.errors.clear();
        self.items_mended(repeat, Some(id));
        let mut effects = self.changed(&draft, now);
        effects.push(Effect::Focus(format!("put-back-{id}")));
        effects
    }

    pub(in crate::session) fn put_back_item(&mut self, id: u32, now: Now) -> Vec<Effect> {
        let Some((repeat, _)) = self.current_repeat() else {
            return Vec::new();
        };
        let (Some(draft), Some(open)) = (self.location.draft().map(str::to_owned), &mut self.open) else {
            return Vec::new();
        };
        let group = &open.form().repeats[repeat].definition.id;
        let Some(removed) = self.drafts.get_mut(&draft).and_then(|kept| {
            let here = |removed: &Removed| removed.item.id == id && removed.repeat == *group;
            let at = kept.removed.iter().position(here)?;
            Some(kept.removed.remove(at))
        }) else {
            return Vec::new();
        };
        open.restore_item(repeat, removed.at as usize, removed.item);
        self.items_mended(repeat, None);
        let mut effects = self.changed(&draft, now);
        effects.push(Effect::Focus(format!("item-{id}")));
        effects
    }

    /// What the council said of how many items there are, or of one that is gone, has been seen to.
    fn items_mended(&mut self, repeat: RepeatIx, gone: Option<u32>) {
        let Some(form) = self.open.as_ref().map(|open| open.form().clone()) else {
            return;
        };
        let in_group = |question: &str| {
            form.question(question)
                .is_some_and(|(_, found)| found.repeat == Some(repeat))
        };
        let group = form.repeats.get(repeat).map(|repeat| &repeat.definition.id);
        let draft = self.location.draft().and_then(|id| self.drafts.get_mut(id));
        if let Some(draft) = draft {
            draft.mended(|problem| match problem.item {
                None => Some(&problem.question) == group,
                item => item == gone && in_group(&problem.question),
            });
        }
    }

    fn current_repeat(&self) -> Option<(RepeatIx, String)> {
        let (page, item) = self.current_page().filter(|_| self.editable())?;
        let page = self.open.as_ref()?.form().pages.get(page)?;
        (item.is_none()).then_some((page.repeat?, page.id.clone()))
    }
}
