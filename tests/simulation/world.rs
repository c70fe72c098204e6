//! A browser with two pages, a network and a council, and everything that a session may ask of them.

use std::collections::{BTreeMap, VecDeque};

use cap_application::session::Session;
use cap_application::session::access::{Act, Ask, Told};
use cap_application::session::config::Opened;
use cap_application::session::effect::Effect;
use cap_application::session::location::Location;
use cap_application::session::message::{Message, Store};
use cap_application::vault::key::Secret;
use cap_application::vault::keyring::Way;

use crate::check::{Oracle, Untrue};
use crate::council::{Answer, Council, Request};
use crate::device::{Device, Text};
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
    pub held: BTreeMap<String, Text>,
    /// When it asked to be woken.
    pub timers: Vec<i64>,
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
    /// There is a later form.
    pub later_form: bool,
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
    /// Whether the server says what the time is.
    pub served: bool,
    /// Nobody does anything any more once faults have stopped, but unlock.
    pub left: bool,
    pub drafts: Vec<String>,
    pub oracle: Oracle,
    /// How many keystrokes there were.
    pub keys: u32,
    pub untrue: Option<Untrue>,
    pub todo: VecDeque<(u32, Message)>,
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
            later_form: false,
            sealing: VecDeque::new(),
            sealings: 0,
            sent: Vec::new(),
            on_way: Vec::new(),
            coming: Vec::new(),
            time: NOW,
            ahead: 0,
            served: true,
            left: false,
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
            timers: Vec::new(),
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
        let mut first = (*first).clone();
        if self.later_form {
            first.form = files::LATER.clone();
        }
        for message in [
            Message::Navigated(Location::parse(address)),
            Message::Safe(Told::Locked),
            Message::RecordsArrived(self.device.all(false)),
            Message::FilesArrived(Opened::all(&first)),
            Message::RulesArrived(Ok(files::RULES.clone())),
        ] {
            self.tell(at, message);
        }
        if self.served {
            self.tell(at, Message::ServerTime(served));
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

    pub fn later(&mut self, at: usize, message: Message) {
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
            Effect::Wake { at: when } => {
                let wait = when - (self.time + self.ahead);
                if !self.planted(Plant::TimersLost) {
                    self.pages[at].timers.push(self.time + wait.max(0));
                }
            }
            // Focus, files, the calendar and the like: nothing here hangs on them.
            _ => {}
        }
    }

    pub fn others_hear(&mut self, at: usize, heard: impl Fn() -> Heard) {
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

    /// A person is slower than news between pages, and unlocks what is locked before doing anything else.
    pub fn person(&mut self, at: usize) {
        self.hear_all(at);
        self.unlock(at);
    }

    /// All that a page has not heard of another.
    pub fn hear_all(&mut self, at: usize) {
        while !self.pages[at].inbox.is_empty() {
            self.hear(at);
        }
    }

    /// A person gives the passphrase.
    pub fn unlock(&mut self, at: usize) {
        if !self.pages[at].unlocked {
            let (way, secret) = (Way::Passphrase, Secret::new("words".to_owned()));
            self.tell(at, Message::Access(Act::Unlock { way, secret }));
        }
    }
}
