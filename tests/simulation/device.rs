//! What a browser keeps: local storage, which is there at once and reaches the disk later; IndexedDB, which takes its
//! time and is durable once it has finished; and locks.

use std::cell::OnceCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use cap_application::draft::stored::{self, Draft};
use cap_application::session::effect::Record;
use cap_application::session::message::{Store, StoredRecord};
use cap_application::vault::seal::Stamp;

use crate::files::TYPED;

/// A record as a store has it.
#[derive(Clone, Debug)]
pub struct Text {
    pub plain: Rc<str>,
    pub version: u64,
    pub changed: i64,
    /// Read once.
    draft: OnceCell<Rc<Draft>>,
}

impl Text {
    pub fn of(record: &Record) -> Self {
        Self {
            plain: record.text.as_str().into(),
            version: record.version,
            changed: record.changed,
            draft: OnceCell::new(),
        }
    }

    pub fn stamp(&self) -> Stamp {
        Stamp {
            version: self.version,
            changed: self.changed,
        }
    }

    /// As a page gets it: what nobody has unlocked looks sealed.
    pub fn given(&self, store: Store, key: &str, unlocked: bool) -> StoredRecord {
        let Self {
            plain,
            version,
            changed,
            ..
        } = self;
        let text = if unlocked {
            plain.to_string()
        } else {
            let (nonce, sealed) = ("A".repeat(32), "A".repeat(32));
            format!(
                r#"{{"format":3,"version":{version},"changed":{changed},"nonce":"{nonce}","sealed":"{sealed}"}}"#
            )
        };
        StoredRecord {
            store,
            key: key.to_owned(),
            text,
        }
    }
}

/// A write to IndexedDB that was begun. All pages share one queue, and a browser keeps its order.
pub struct Write {
    /// Number of the page that began it.
    pub page: u32,
    pub key: String,
    /// `None`: the record is removed.
    pub text: Option<Text>,
    /// Draft id, for the reply.
    pub draft: String,
}

/// One browser's stores.
#[derive(Default)]
pub struct Device {
    pub local: BTreeMap<String, Text>,
    /// What of it has reached the disk.
    pub flushed: BTreeMap<String, Text>,
    pub indexed: BTreeMap<String, Text>,
    pub writes: VecDeque<Write>,
    /// Since when local storage holds something that the disk does not.
    pub unflushed: Option<i64>,
    pub local_full: bool,
    pub indexed_full: bool,
    /// Which page holds an application.
    pub locks: BTreeMap<String, u32>,
}

impl Device {
    /// Local storage reaches the disk.
    pub fn flush(&mut self) {
        self.flushed = self.local.clone();
        self.unflushed = None;
    }

    /// What is left of a draft where the browser is killed now.
    pub fn durable(&self, id: &str) -> Option<Rc<Draft>> {
        self.newest(&self.flushed, id)
    }

    /// What a page that is opened now finds of a draft.
    pub fn present(&self, id: &str) -> Option<Rc<Draft>> {
        self.newest(&self.local, id)
    }

    fn newest(&self, local: &BTreeMap<String, Text>, id: &str) -> Option<Rc<Draft>> {
        let key = stored::key(id);
        let (first, second) = (self.indexed.get(&key), local.get(&key));
        // As the session reads them: the first is kept unless the second is newer.
        let newest = match (first, second) {
            (Some(first), Some(second)) if second.version > first.version => second,
            (Some(first), _) => first,
            (None, second) => second?,
        };
        let read = || Rc::new(stored::read(&key, &newest.plain).expect("a draft"));
        Some(Rc::clone(newest.draft.get_or_init(read)))
    }

    /// Every record, as a page reads them when it begins or is unlocked.
    pub fn all(&self, unlocked: bool) -> Vec<StoredRecord> {
        let records = |store: Store, from: &BTreeMap<String, Text>| -> Vec<StoredRecord> {
            let given = |(key, text): (&String, &Text)| text.given(store, key, unlocked);
            from.iter().map(given).collect()
        };
        let mut all = records(Store::Indexed, &self.indexed);
        all.extend(records(Store::Local, &self.local));
        all
    }

    /// A write finishes, as far as the store is concerned; says whether it did.
    pub fn finish(&mut self, write: &Write, fails: bool) -> bool {
        match &write.text {
            Some(_) if fails || self.indexed_full => return false,
            Some(text) => self.indexed.insert(write.key.clone(), text.clone()),
            None => self.indexed.remove(&write.key),
        };
        true
    }
}

/// What was typed into each box of a draft: the number of the keystroke, 0 where there was none.
pub fn typed(draft: &Draft) -> [u32; 2] {
    use cap_application::form::answer::Raw;
    TYPED.map(|question| match draft.answers.single.get(question) {
        Some(Raw::Text(text)) => text.parse().expect("a number"),
        _ => 0,
    })
}
