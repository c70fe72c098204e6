//! What pages ask of the device's stores and locks.

use std::collections::BTreeMap;

use cap_application::draft::stored;
use cap_application::session::effect::Record;
use cap_application::session::message::{Message, Store};

use crate::device::{Text, Write};
use crate::plant::Plant;
use crate::world::{Heard, World};

impl World {
    pub fn save(&mut self, at: usize, record: &Record) {
        let (number, unlocked) = (self.pages[at].number, self.pages[at].unlocked);
        let saved = |store, result: Result<(), &str>| Message::Saved {
            draft: record.draft.clone(),
            version: record.version,
            store,
            result: result.map_err(str::to_owned),
        };
        if !unlocked {
            self.later(at, saved(Store::Local, Err("locked")));
            return self.later(at, saved(Store::Indexed, Err("locked")));
        }
        if let Err(untrue) = self.oracle.saving(record, &self.council) {
            self.untrue.get_or_insert(untrue);
        }
        let mut record = record.clone();
        if self.planted(Plant::RefusalForgotten)
            && let Ok(mut draft) = stored::read(&record.key, &record.text)
        {
            draft.refused = None;
            record.text = stored::write(&draft);
        }
        let text = Text::of(&record);
        self.pages[at].held.remove(&record.key);
        if self.later_in(&self.device.local, &record.key, &text) {
            return self.overtaken(at, &record.draft);
        }
        if self.device.local_full {
            self.pages[at].held.insert(record.key.clone(), text.clone());
            self.later(at, saved(Store::Local, Err("no room")));
        } else {
            self.device.local.insert(record.key.clone(), text.clone());
            self.device.unflushed.get_or_insert(self.time);
            self.others_hear(at, || Heard::Wrote(record.key.clone(), text.clone()));
            self.later(at, saved(Store::Local, Ok(())));
        }
        if self.planted(Plant::UnfinishedWriteAcknowledged) {
            self.later(at, saved(Store::Indexed, Ok(())));
        }
        self.device.writes.push_back(Write {
            page: number,
            key: record.key.clone(),
            text: Some(text),
            draft: record.draft.clone(),
        });
    }

    pub fn remove(&mut self, at: usize, key: String) {
        if let Some(id) = key.strip_prefix(stored::KEY_PREFIX)
            && let Err(untrue) = self.oracle.removing(id, &self.device, self.time)
        {
            self.untrue.get_or_insert(untrue);
        }
        self.device.local.remove(&key);
        self.device.writes.push_back(Write {
            page: self.pages[at].number,
            key,
            text: None,
            draft: String::new(),
        });
    }

    /// As `browser::hold`: `take` is "steal", otherwise "if available", and the page that has it already is told so.
    pub fn hold(&mut self, at: usize, draft: String, take: bool) {
        let number = self.pages[at].number;
        let holder = self.device.locks.get(&draft).copied();
        let free = holder.is_none_or(|holder| holder == number || self.page(holder).is_none());
        if !free && !take && !self.planted(Plant::LocksIgnored) {
            return self.later(at, Message::Held { draft, held: false });
        }
        if let Some(before) = holder.filter(|holder| *holder != number && take)
            && let Some(other) = self.page(before)
        {
            self.pages[other].inbox.push_back(Heard::Taken(draft.clone()));
        }
        // A browser tells of its locks in order: that one was taken comes before that the next was given.
        let inbox = &mut self.pages[at].inbox;
        let before = inbox.len();
        inbox.retain(|heard| !matches!(heard, Heard::Taken(of) if *of == draft));
        if inbox.len() < before {
            let draft = draft.clone();
            self.later(at, Message::Held { draft, held: false });
        }
        self.device.locks.insert(draft.clone(), number);
        let key = stored::key(&draft);
        // What another page wrote last comes before the first key here, whichever store took it.
        self.finish_writes();
        for (store, kept) in [
            (Store::Indexed, &self.device.indexed),
            (Store::Local, &self.device.local),
        ] {
            let one = self.planted(Plant::OneStoreRead) && (store == Store::Indexed || !take);
            if one || self.planted(Plant::StorageEventsDropped) {
                continue;
            }
            if let Some(text) = kept.get(&key) {
                let record = text.given(store, &key, self.pages[at].unlocked);
                self.todo.push_back((number, Message::WrittenElsewhere(record)));
            }
        }
        self.later(at, Message::Held { draft, held: true });
    }

    /// The oldest write to IndexedDB finishes, or fails.
    pub fn finish_write(&mut self, fails: bool) {
        let next = if self.planted(Plant::WritesReordered) {
            self.device.writes.pop_back()
        } else {
            self.device.writes.pop_front()
        };
        let Some(write) = next else { return };
        if let Some(at) = self.page(write.page)
            && let Some(text) = &write.text
            && self.later_in(&self.device.indexed, &write.key, text)
        {
            return self.overtaken(at, &write.draft);
        }
        let done = self.device.finish(&write, fails);
        let hidden = self.planted(Plant::RefusalHidden);
        if let Some(at) = self.page(write.page)
            && let Some(text) = &write.text
        {
            self.later(
                at,
                Message::Saved {
                    draft: write.draft,
                    version: text.version,
                    store: Store::Indexed,
                    result: if done || hidden {
                        Ok(())
                    } else {
                        Err("no room".to_owned())
                    },
                },
            );
        }
    }

    /// A write that was begun by a page that is no more finishes. The store compares there too.
    pub fn finish_of_dying(&mut self, write: &Write) {
        let text = write.text.as_ref();
        if text.is_none_or(|text| !self.later_in(&self.device.indexed, &write.key, text)) {
            self.device.finish(write, false);
        }
    }

    /// Whether a store holds what the one that is to be written may not follow, and looks.
    fn later_in(&self, store: &BTreeMap<String, Text>, key: &str, text: &Text) -> bool {
        let later = store
            .get(key)
            .is_some_and(|before| !text.stamp().may_follow(before.stamp()));
        later && !self.planted(Plant::VersionsIgnored)
    }

    /// A page hears that another has the application, and what is there.
    fn overtaken(&mut self, at: usize, draft: &str) {
        self.later(at, Message::Overtaken(draft.to_owned()));
        self.tell_stored(at, &stored::key(draft));
    }

    fn tell_stored(&mut self, at: usize, key: &str) {
        for (store, kept) in [
            (Store::Indexed, &self.device.indexed),
            (Store::Local, &self.device.local),
        ] {
            if let Some(text) = kept.get(key) {
                let record = text.given(store, key, self.pages[at].unlocked);
                self.todo
                    .push_back((self.pages[at].number, Message::WrittenElsewhere(record)));
            }
        }
    }

    /// Whether local storage refuses records, or has refused some that a page still holds.
    pub fn refused_once(&self) -> bool {
        self.device.local_full || self.pages.iter().any(|page| !page.held.is_empty())
    }

    /// Every write finishes; pages are told of it by and by.
    pub fn finish_writes(&mut self) {
        while !self.device.writes.is_empty() {
            self.finish_write(false);
        }
    }
}
