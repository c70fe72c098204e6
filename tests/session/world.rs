//! A browser and a council in memory. Everything a session may ask is answered at once or when the test says so.

use std::collections::{BTreeMap, VecDeque};
use std::fs;

use cap_application::files::{DataFile, Files, RuleFiles};
use cap_application::form::answer::{Place, Raw};
use cap_application::later::seal::Opener;
use cap_application::later::{Task, answer, perform};
use cap_application::session::Session;
use cap_application::session::access::{Ask, Told};
use cap_application::session::config::Opened;
use cap_application::session::effect::Effect;
use cap_application::session::location::Location;
use cap_application::session::message::{Derived, Message, Reply, StorageFacts, Store, StoredRecord};
use cap_application::session::view_model::{ApplicationRow, SendState};
use cap_application::submission::envelope::{Envelope, Receipt};
use cap_application::submission::sealed::SealedApplication;
use cap_application::vault::kdf::Kdf;
use cap_application::vault::key::WrappingKey;
use zeroize::Zeroizing;

/// 22 November 2026, 15:45 in London.
pub const NOW: i64 = 1_795_362_300_000;

/// A request as it went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub draft: String,
    pub attempt: u32,
    pub key: String,
    pub body: String,
}

/// One tab, the device's stores, and the requests that have no answer yet.
pub struct World {
    pub session: Session,
    pub local: BTreeMap<String, String>,
    pub indexed: BTreeMap<String, String>,
    /// Writes to IndexedDB that have not finished; `None`: they finish at once.
    pub unfinished: Option<VecDeque<(String, String, u64, String)>>,
    /// Why local storage refuses, where it does.
    pub local_refuses: bool,
    /// Why IndexedDB refuses, where it does.
    pub indexed_refuses: bool,
    pub requests: Vec<Request>,
    /// What was asked about the passphrase. A world is open unless a test says otherwise.
    pub asked: Vec<Ask>,
    pub focused: Option<String>,
    /// What the clock says.
    pub now: i64,
    /// How far the server's clock is behind it, milliseconds. `None`: the server does not say.
    pub ahead: Option<i64>,
    /// Files that were saved: name and text.
    pub files: Vec<(String, String)>,
    /// How often the browser was asked not to clear its storage.
    pub asked_to_keep: u32,
    /// The form that is served, where it is not the one that ships.
    pub form: Option<String>,
    /// Whether this page is the one that may change what it asks for.
    pub holds: bool,
    /// How often a new release was brought into use.
    pub releases_taken: u32,
    made: u32,
    /// When the session wants to be woken.
    pub wake: Option<i64>,
    /// What the worker says of every receipt.
    pub proof: Result<(), Option<String>>,
    /// Whether the settings name the council's key, to which applications are sealed.
    pub seals: bool,
    /// Applications that are being sealed, where they do not come back at once.
    pub sealing: Option<VecDeque<Message>>,
    /// Why the worker cannot seal, where it cannot.
    pub unsealed: Option<Option<String>>,
    sealed: u8,
}

/// The council's secret key.
pub fn opener() -> Opener {
    Opener::from_bytes(&[3; 32]).expect("a key")
}

fn file(name: &str) -> DataFile {
    let text = fs::read_to_string(format!("{}/public/{name}", env!("CARGO_MANIFEST_DIR"))).expect(name);
    DataFile {
        name: name.to_owned(),
        text: text.into(),
    }
}

/// The data files that a page begins with.
pub fn files() -> Files {
    Files {
        settings: file("settings.json"),
        form: file("form/application.json"),
    }
}

/// Those that come after the first page.
pub fn rule_files() -> RuleFiles {
    RuleFiles {
        editions: vec![file("programme/2024-25.json"), file("programme/2025-26.json")],
        calendar: file("programme/calendar.json"),
    }
}

impl World {
    /// A tab opened at an address on a device that holds nothing.
    pub fn new(address: &str) -> Self {
        let mut world = Self {
            session: Session::default(),
            local: BTreeMap::new(),
            indexed: BTreeMap::new(),
            unfinished: None,
            local_refuses: false,
            indexed_refuses: false,
            requests: Vec::new(),
            asked: Vec::new(),
            focused: None,
            now: NOW,
            ahead: Some(0),
            files: Vec::new(),
            asked_to_keep: 0,
            form: None,
            holds: true,
            releases_taken: 0,
            made: 0,
            wake: None,
            proof: Ok(()),
            seals: false,
            sealing: None,
            unsealed: None,
            sealed: 0,
        };
        world.open(address);
        world
    }

    /// Opens the page afresh at an address: nothing but the stores is left of what was before.
    pub fn open(&mut self, address: &str) {
        self.session = Session::default();
        self.requests.clear();
        self.unfinished = self.unfinished.take().map(|_| VecDeque::new());
        self.tell(Message::Navigated(Location::parse(address)));
        let records = |store: Store, from: &BTreeMap<String, String>| -> Vec<StoredRecord> {
            from.iter()
                .map(|(key, text)| StoredRecord {
                    store,
                    key: key.clone(),
                    text: text.clone(),
                })
                .collect()
        };
        let mut all = records(Store::Local, &self.local);
        all.extend(records(Store::Indexed, &self.indexed));
        self.tell(Message::Safe(Told::Opened { code: None }));
        self.tell(Message::RecordsArrived(all));
        let mut served = files();
        if let Some(form) = &self.form {
            served.form.text = form.as_str().into();
        }
        if self.seals {
            let with = format!("\"seal_to\": \"{}\", \"contact\":", opener().public());
            served.settings.text = served.settings.text.replacen("\"contact\":", &with, 1).into();
        }
        self.tell(Message::FilesArrived(Opened::all(&served)));
        if let Some(ahead) = self.ahead {
            self.tell(Message::ServerTime(self.now - ahead));
        }
        self.tell(Message::RulesArrived(Ok(rule_files())));
    }

    /// The same address again: what a reload does.
    pub fn reload(&mut self) {
        let address = self.session.location().href();
        self.open(&address);
    }

    /// Hands over a message, and performs everything that follows.
    pub fn tell(&mut self, message: Message) {
        let mut waiting = VecDeque::from([message]);
        while let Some(message) = waiting.pop_front() {
            for effect in self.session.update(message, self.now) {
                self.perform(effect, &mut waiting);
            }
        }
    }

    fn perform(&mut self, effect: Effect, waiting: &mut VecDeque<Message>) {
        match effect {
            Effect::Save(record) => {
                let saved = |store, result| Message::Saved {
                    draft: record.draft.clone(),
                    version: record.version,
                    store,
                    result,
                };
                let refused = || Err("no room".to_owned());
                waiting.push_back(saved(
                    Store::Local,
                    if self.local_refuses { refused() } else { Ok(()) },
                ));
                if !self.local_refuses {
                    self.local.insert(record.key.clone(), record.text.clone());
                }
                if self.indexed_refuses {
                    waiting.push_back(saved(Store::Indexed, refused()));
                } else if let Some(unfinished) = &mut self.unfinished {
                    unfinished.push_back((record.key, record.draft, record.version, record.text));
                } else {
                    waiting.push_back(saved(Store::Indexed, Ok(())));
                    self.indexed.insert(record.key, record.text);
                }
            }
            Effect::Remove { key } => {
                self.local.remove(&key);
                self.indexed.remove(&key);
            }
            Effect::RemoveAll => {
                self.local.clear();
                self.indexed.clear();
                waiting.push_back(Message::AllRemoved { left: Ok(0) });
            }
            Effect::Derive { attempt, kdf, secret } => {
                // Not the real derivation, which takes its time on purpose: `tests/vault` tries that.
                let kdf = kdf.unwrap_or(Kdf::new([7; 16]));
                let mut bytes = Zeroizing::new([0; 32]);
                for (at, byte) in secret.text().bytes().chain(*kdf.salt()).enumerate() {
                    bytes[at % 32] ^= byte;
                }
                let key = WrappingKey::new(bytes);
                let result = Ok(Derived {
                    kdf,
                    key,
                    nonce: [9; 24],
                });
                waiting.push_back(Message::Derived { attempt, result });
            }
            Effect::Wake { at } => self.wake = Some(at),
            Effect::Verify { draft, attempt, .. } => waiting.push_back(Message::Verified {
                draft,
                attempt,
                result: self.proof.clone(),
            }),
            Effect::Seal {
                draft,
                to,
                form_version,
                key,
                body,
            } => {
                self.sealed += 1;
                let task = Task::Seal {
                    to,
                    application: draft.clone(),
                    form_version,
                    key: key.clone(),
                    body: Zeroizing::new(body),
                    random: Zeroizing::new([self.sealed; 32]),
                };
                let result = match &self.unsealed {
                    None => answer(&perform(&task.write())),
                    Some(words) => Err(words.clone()),
                };
                let sealed = Message::Sealed { draft, key, result };
                match &mut self.sealing {
                    Some(waits) => waits.push_back(sealed),
                    None => waiting.push_back(sealed),
                }
            }
            Effect::FollowRelease => {}
            Effect::TakeRelease => self.releases_taken += 1,
            Effect::KeepFiles => waiting.push_back(Message::FilesKept(true)),
            Effect::FetchRest => panic!("a whole program has its rest"),
            Effect::ReadFile(element) => panic!("{element}: the test gives the file"),
            Effect::SaveFile { name, text } => {
                self.files.push((name, text));
                waiting.push_back(Message::FileSaved(Ok(())));
            }
            Effect::KeepStorage => self.asked_to_keep += 1,
            Effect::AskStorage => waiting.push_back(Message::StorageTold(StorageFacts::default())),
            Effect::Safe(ask) => self.asked.push(ask),
            Effect::MakeId => {
                self.made += 1;
                waiting.push_back(Message::Started {
                    id: format!("{:032x}", self.made),
                });
            }
            Effect::Hold { draft, .. } => waiting.push_back(Message::Held {
                draft,
                held: self.holds,
            }),
            Effect::LetGo { .. } => {}
            Effect::Go { to, .. } => waiting.push_back(Message::Navigated(to)),
            Effect::Focus(id) => self.focused = Some(id),
            Effect::SaveCalendar { .. } => waiting.push_back(Message::CalendarSaved { result: Ok(()) }),
            Effect::Post {
                draft,
                attempt,
                key,
                body,
                ..
            } => self.requests.push(Request {
                draft,
                attempt,
                key,
                body,
            }),
        }
    }

    /// The oldest unfinished write to IndexedDB finishes.
    pub fn finish_write(&mut self) {
        let Some((key, draft, version, text)) = self.unfinished.as_mut().and_then(VecDeque::pop_front) else {
            return;
        };
        self.indexed.insert(key, text);
        self.tell(Message::Saved {
            draft,
            version,
            store: Store::Indexed,
            result: Ok(()),
        });
    }

    /// How many drafts each store holds.
    pub fn kept(&self) -> (usize, usize) {
        let count = |store: &BTreeMap<String, String>| {
            store.keys().filter(|key| key.starts_with("cap/draft/")).count()
        };
        (count(&self.local), count(&self.indexed))
    }

    pub fn go(&mut self, to: Location) {
        self.tell(Message::Navigated(to));
    }

    pub fn answer(&mut self, question: &str, text: &str) {
        self.tell(Message::Answered {
            place: Place::single(question),
            raw: Raw::Text(text.to_owned()),
        });
    }

    pub fn text(&self, question: &str) -> Option<String> {
        match self.session.raw(&Place::single(question)) {
            Some(Raw::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Starts an application for a provision and gives its id.
    pub fn start(&mut self, provision: &str) -> String {
        self.go(Location::New);
        self.answer("provision", provision);
        self.session
            .location()
            .draft()
            .expect("an application is open")
            .to_owned()
    }

    pub fn page(&mut self, draft: &str, page: &str) {
        self.go(Location::Page(draft.to_owned(), page.to_owned()));
    }

    pub fn applications(&self) -> Vec<ApplicationRow> {
        self.session.applications()
    }

    /// Opens a complete application, as if it had been filled in before, on its check page.
    pub fn complete(&mut self, provision: &str) -> String {
        let id = self.start(provision);
        let key = format!("cap/draft/{id}");
        let path = format!(
            "{}/tests/applications/{provision}.json",
            env!("CARGO_MANIFEST_DIR")
        );
        let filled: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(path).expect("it is there")).expect("JSON");
        let mut record: serde_json::Value = serde_json::from_str(&self.local[&key]).expect("JSON");
        record["answers"]["single"] = filled["answers"].clone();
        for (group, items) in filled["repeats"].as_object().expect("groups") {
            let items = items.as_array().expect("items");
            let numbered = items
                .iter()
                .enumerate()
                .map(|(id, answers)| serde_json::json!({ "id": id, "answers": answers }));
            record["answers"]["repeats"][group] =
                serde_json::json!({ "next": items.len(), "items": numbered.collect::<Vec<_>>() });
        }
        record["version"] = serde_json::json!(90);
        self.local.insert(key, record.to_string());
        self.open(&Location::Check(id.clone()).href());
        id
    }

    /// The answer to a request, as an HTTP reply.
    pub fn reply(&mut self, request: &Request, status: u16, content_type: &str, body: &str) {
        let reply = Reply::Http {
            status,
            content_type: content_type.to_owned(),
            body: body.to_owned(),
            retry_after: None,
        };
        self.tell(Message::Replied {
            draft: request.draft.clone(),
            attempt: request.attempt,
            reply,
        });
    }

    pub fn no_reply(&mut self, request: &Request) {
        self.tell(Message::Replied {
            draft: request.draft.clone(),
            attempt: request.attempt,
            reply: Reply::Nothing,
        });
    }

    pub fn state(&self) -> SendState {
        self.session.send_state()
    }
}

/// What the council finds in a request that was sealed to it.
pub fn opened(request: &Request) -> String {
    let sealed: SealedApplication = serde_json::from_str(&request.body).expect("a sealed application");
    assert_eq!(sealed.application, request.draft);
    let plain = opener().open(&sealed, &request.key).expect("it opens");
    String::from_utf8(plain.to_vec()).expect("UTF-8")
}

/// The receipt that the council gives for a request.
pub fn receipt(request: &Request) -> String {
    let body = match request.body.contains("sealed_to") {
        true => opened(request),
        false => request.body.clone(),
    };
    let envelope: Envelope = serde_json::from_str(&body).expect("an envelope");
    let receipt = Receipt {
        reference: "CAP-2345ABCD".to_owned(),
        digest: envelope.digest,
        received: "2026-11-22T15:46:00Z".to_owned(),
        signature: None,
    };
    serde_json::to_string(&receipt).expect("JSON")
}
