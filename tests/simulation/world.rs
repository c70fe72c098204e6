//! A browser with two pages, a network and a council, and everything that a session may ask of them.

use std::collections::{BTreeMap, VecDeque};

use cap_application::draft::stored;
use cap_application::session::Session;
use cap_application::session::access::{Act, Ask, Told};
use cap_application::session::effect::{Effect, Record};
use cap_application::session::location::Location;
use cap_application::session::message::{Message, Reply, Store};
use cap_application::vault::key::Secret;
use cap_application::vault::keyring::Way;

use crate::check::{Oracle, Untrue};
use crate::council::{self, Answer, Council, Request};
use crate::device::{Device, Text, Write};
use crate::files;
use crate::plant::Plant;
use crate::sealing::Sealing;

/// 22 November 2026, 15:45 in London.
pub const NOW: i64 = 1_795_362_300_000;

/// Something that another page did.
pub enum Heard {
    Wrote(String, Text),
    Locked,
    Taken(String),
}

/// One page of the browser.
pub struct Page {
    /// Never used again: what is for a page that is gone reaches nobody.
    pub number: u32,
    pub session: Session,
    pub unlocked: bool,
    /// What it has not heard yet of other pages.
    pub inbox: VecDeque<Heard>,
    /// Records that local storage did not take, held sealed in memory.
    held: BTreeMap<String, Text>,
}

/// A request that went out.
pub struct Sent {
    pub page: u32,
    pub draft: String,
    pub attempt: u32,
    pub request: Request,
    /// The page waits for its answer.
    pub awaited: bool,
}

/// Everything there is.
pub struct World {
    pub plant: Option<Plant>,
    pub device: Device,
    pub pages: Vec<Page>,
    pub council: Council,
    /// The settings name a key of the council's.
    pub seals: bool,
    /// What is being sealed, by which page: the request's draft, key and body.
    pub sealing: VecDeque<Sealing>,
    /// How often anything was sealed.
    pub sealings: usize,
    /// Requests, oldest first; the others are places in this list.
    pub sent: Vec<Sent>,
    pub on_way: Vec<usize>,
    pub coming: Vec<(usize, Answer)>,
    /// What the time is, and by how much the device's clock is ahead of it, milliseconds.
    pub time: i64,
    pub ahead: i64,
    pub drafts: Vec<String>,
    pub oracle: Oracle,
    /// How many keystrokes there were.
    pub keys: u32,
    pub untrue: Option<Untrue>,
    todo: VecDeque<(u32, Message)>,
    opened: u32,
}

impl World {
    /// Two pages open on a device that has a passphrase and nothing else.
    pub fn new(plant: Option<Plant>) -> Self {
        let mut world = Self {
            plant,
            device: Device::default(),
            pages: Vec::new(),
            council: Council::default(),
            seals: false,
            sealing: VecDeque::new(),
            sealings: 0,
            sent: Vec::new(),
            on_way: Vec::new(),
            coming: Vec::new(),
            time: NOW,
            ahead: 0,
            drafts: Vec::new(),
            oracle: Oracle::default(),
            keys: 0,
            untrue: None,
            todo: VecDeque::new(),
            opened: 0,
        };
        for at in 0..2 {
            world.open(at, "#/applications");
        }
        world
    }

    pub fn planted(&self, plant: Plant) -> bool {
        self.plant == Some(plant)
    }

    /// Opens a page afresh: nothing but the stores is left of what was before.
    pub fn open(&mut self, at: usize, address: &str) {
        self.opened += 1;
        let page = Page {
            number: self.opened,
            session: Session::default(),
            unlocked: false,
            inbox: VecDeque::new(),
            held: BTreeMap::new(),
        };
        if at < self.pages.len() {
            self.pages[at] = page;
        } else {
            self.pages.push(page);
        }
        // Reading waits for every write that was begun before.
        self.finish_writes();
        let clock = self.time + self.ahead;
        let served = if self.planted(Plant::ClockBelieved) {
            clock
        } else {
            self.time
        };
        let first = if self.seals { &files::SEALED } else { &files::FIRST };
        for message in [
            Message::Navigated(Location::parse(address)),
            Message::Safe(Told::Locked),
            Message::RecordsArrived(self.device.all(false)),
            Message::FilesArrived(Ok((*first).clone())),
            Message::ServerTime(served),
            Message::RulesArrived(Ok(files::RULES.clone())),
        ] {
            self.tell(at, message);
        }
    }

    /// Hands a page a message, and performs everything that follows.
    pub fn tell(&mut self, at: usize, message: Message) {
        self.todo.push_back((self.pages[at].number, message));
        self.run();
    }

    fn run(&mut self) {
        while let Some((number, message)) = self.todo.pop_front() {
            let Some(at) = self.page(number) else { continue };
            let now = self.time + self.ahead;
            for effect in self.pages[at].session.update(message, now) {
                self.perform(at, effect);
            }
        }
    }

    pub fn page(&self, number: u32) -> Option<usize> {
        self.pages.iter().position(|page| page.number == number)
    }

    fn later(&mut self, at: usize, message: Message) {
        self.todo.push_back((self.pages[at].number, message));
    }

    fn perform(&mut self, at: usize, effect: Effect) {
        match effect {
            Effect::Save(record) => self.save(at, &record),
            Effect::Remove { key } => self.remove(at, key),
            Effect::Safe(Ask::Unlock { .. }) => self.unlocked(at),
            Effect::Safe(Ask::Lock { everywhere }) => self.lock(at, everywhere),
            Effect::MakeId => {
                let id = format!("{:032x}", self.drafts.len() + 1);
                self.drafts.push(id.clone());
                self.later(at, Message::Started { id });
            }
            Effect::Hold { draft, take } => self.hold(at, draft, take),
            Effect::LetGo { draft } => {
                let number = self.pages[at].number;
                self.device
                    .locks
                    .retain(|id, page| *id != draft || *page != number);
            }
            Effect::Go { to, .. } => self.later(at, Message::Navigated(to)),
            Effect::Seal { draft, key, body, .. } => self.sealing.push_back(Sealing {
                page: self.pages[at].number,
                draft,
                key,
                body,
            }),
            Effect::Post {
                draft,
                attempt,
                key,
                body,
                ..
            } => self.post(at, draft, attempt, key, body),
            // Focus, files, the calendar and the like: nothing here hangs on them.
            _ => {}
        }
    }

    fn save(&mut self, at: usize, record: &Record) {
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
        let text = Text::of(record);
        self.pages[at].held.remove(&record.key);
        if self.device.local_full {
            self.pages[at].held.insert(record.key.clone(), text.clone());
            self.later(at, saved(Store::Local, Err("no room")));
        } else {
            self.device.local.insert(record.key.clone(), text.clone());
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

    fn remove(&mut self, at: usize, key: String) {
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

    fn others_hear(&mut self, at: usize, heard: impl Fn() -> Heard) {
        if self.planted(Plant::StorageEventsDropped) {
            return;
        }
        let others = self
            .pages
            .iter_mut()
            .enumerate()
            .filter(|(other, _)| *other != at);
        others.for_each(|(_, page)| page.inbox.push_back(heard()));
    }

    fn unlocked(&mut self, at: usize) {
        self.finish_writes();
        self.pages[at].unlocked = true;
        let mut records = self.device.all(true);
        let held = self.pages[at].held.iter();
        records.extend(held.map(|(key, text)| text.given(Store::Local, key, true)));
        self.later(at, Message::Safe(Told::Opened { code: None }));
        self.later(at, Message::RecordsArrived(records));
    }

    fn lock(&mut self, at: usize, everywhere: bool) {
        self.pages[at].unlocked = false;
        if everywhere {
            self.others_hear(at, || Heard::Locked);
        }
    }

    /// As the browser's own locks: `take` is "steal", otherwise "if available", also to the page that has it.
    fn hold(&mut self, at: usize, draft: String, take: bool) {
        let number = self.pages[at].number;
        let holder = self.device.locks.get(&draft).copied();
        let free = holder.is_none_or(|holder| self.page(holder).is_none());
        if !free && !take && !self.planted(Plant::LocksIgnored) {
            return self.later(at, Message::Held { draft, held: false });
        }
        if let Some(before) = holder.filter(|holder| *holder != number && take)
            && let Some(other) = self.page(before)
        {
            self.pages[other].inbox.push_back(Heard::Taken(draft.clone()));
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

    fn post(&mut self, at: usize, draft: String, attempt: u32, mut key: String, body: String) {
        if self.planted(Plant::FreshKeys) {
            key = format!("{key}-{}", self.sent.len());
        }
        if self.planted(Plant::KeyOfAnswers) {
            let (envelope, amends) = council::read(&body);
            key = format!("{draft}-{}-{}", envelope.digest, amends.len());
        }
        if self.seals && council::open(&body).is_none() {
            self.untrue.get_or_insert(Untrue::Clear);
        }
        let request = Request { key, body };
        if let Err(untrue) = self.oracle.posting(&draft, &request, &self.device) {
            self.untrue.get_or_insert(untrue);
        }
        self.on_way.push(self.sent.len());
        self.sent.push(Sent {
            page: self.pages[at].number,
            draft,
            attempt,
            request,
            awaited: true,
        });
    }

    /// The oldest write to IndexedDB finishes, or fails.
    pub fn finish_write(&mut self, fails: bool) {
        let next = if self.planted(Plant::WritesReordered) {
            self.device.writes.pop_back()
        } else {
            self.device.writes.pop_front()
        };
        let Some(write) = next else { return };
        let done = self.device.finish(&write, fails);
        if !done {
            self.device.refused.insert(write.draft.clone());
        }
        if let Some(at) = self.page(write.page)
            && let Some(text) = &write.text
        {
            self.later(
                at,
                Message::Saved {
                    draft: write.draft,
                    version: text.version,
                    store: Store::Indexed,
                    result: if done { Ok(()) } else { Err("no room".to_owned()) },
                },
            );
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

    /// Performs what is still to be done.
    pub fn settle(&mut self) {
        self.run();
    }

    /// The oldest thing that a page has not heard of another.
    pub fn hear(&mut self, at: usize) {
        let unlocked = self.pages[at].unlocked;
        let message = match self.pages[at].inbox.pop_front() {
            None => return,
            Some(Heard::Locked) => Message::Safe(Told::Idle),
            Some(Heard::Taken(draft)) => Message::Held { draft, held: false },
            Some(Heard::Wrote(key, text)) => {
                Message::WrittenElsewhere(text.given(Store::Local, &key, unlocked))
            }
        };
        self.tell(at, message);
    }

    /// A browser tells a page that an application was taken from it in that moment, and it takes a person longer to press a
    /// key where it was taken to. Answers and sealed applications may come to the page within the moment. One that is
    /// suspended for longer, and goes on with such an answer first, is not tried here: it would write over what was typed
    /// meanwhile, since no store looks at the version that it has before it takes another.
    pub fn losers_hear(&mut self, id: &str) {
        for at in 0..self.pages.len() {
            let taken = |heard: &Heard| matches!(heard, Heard::Taken(draft) if draft == id);
            while self.pages[at].inbox.iter().any(taken) {
                self.hear(at);
            }
        }
    }

    /// A person is slower than news between pages, and unlocks what is locked before doing anything else.
    pub fn person(&mut self, at: usize) {
        while !self.pages[at].inbox.is_empty() {
            self.hear(at);
        }
        self.unlock(at);
    }

    /// A person gives the passphrase.
    pub fn unlock(&mut self, at: usize) {
        if !self.pages[at].unlocked {
            let (way, secret) = (Way::Passphrase, Secret::new("words".to_owned()));
            self.tell(at, Message::Access(Act::Unlock { way, secret }));
        }
    }

    /// An answer reaches the page that asked, if it is still there.
    pub fn answer(&mut self, request: usize, answer: Answer) {
        self.sent[request].awaited = false;
        let Answer {
            status,
            mut content_type,
            mut body,
        } = answer;
        if status == 200 && self.planted(Plant::AnyOkIsReceipt) && !body.contains("reference") {
            let digest = council::read(&self.sent[request].request.body).0.digest;
            content_type = "application/json";
            body = format!(r#"{{"reference":"CAP-PORTAL","digest":"{digest}","received":""}}"#);
        }
        let reply = Reply::Http {
            status,
            content_type: content_type.to_owned(),
            body,
            retry_after: None,
        };
        self.reply(request, reply);
    }

    /// No answer reaches the page that asked.
    pub fn silence(&mut self, request: usize) {
        if !self.planted(Plant::SilenceNotReported) {
            self.sent[request].awaited = false;
            self.reply(request, Reply::Nothing);
        }
    }

    fn reply(&mut self, request: usize, reply: Reply) {
        let Sent {
            page, draft, attempt, ..
        } = &self.sent[request];
        let message = Message::Replied {
            draft: draft.clone(),
            attempt: *attempt,
            reply,
        };
        if let Some(at) = self.page(*page) {
            self.tell(at, message);
        }
    }
}
