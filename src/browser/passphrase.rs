//! Opens and changes the keyring, and sets it up where there is something on the device. Keys are derived in the worker;
//! the count of guesses is stored before.

use wasm_bindgen_futures::spawn_local;
use zeroize::Zeroizing;

use super::idle::ACTIVE;
use super::page::Page;
use super::random;
use super::safe::NO_RANDOM;
use super::set_up::{LOCK, Said, derive, make, new_code, new_kdf, normal, printed, say, wrapping};
use super::{Browser, clock, later, local, network};
use crate::session::access::{Ask, Told};
use crate::session::message::{Message, StoredRecord};
use crate::vault::guesses::{self, Guesses};
use crate::vault::key::{DataKey, Secret, WrappingKey};
use crate::vault::keyring::{self, Keyring, ReadError, Way};
use crate::vault::recovery::RecoveryCode;
use crate::vault::strength::{Level, assess};
use crate::vault::words::three;

/// Where a damaged keyring is put aside.
const ASIDE: &str = "cap/keyring-damaged";
const WORDS: &str = "words.txt";

impl Browser {
    /// What the session asks once there is something on the device, or of what is rare.
    pub(super) fn ask_late(&self, ask: Ask) {
        let browser = self.clone();
        super::begin(async move { browser.answer(ask).await });
    }

    async fn answer(&self, ask: Ask) {
        let opens = matches!(ask, Ask::SetUp(_) | Ask::Unlock { .. });
        let said = match ask {
            Ask::SetUp(secret) => self.set_up(&secret).await,
            Ask::Unlock { way, secret } => self.unlock(way, &secret).await,
            Ask::Change { present, new } => self.change(&present, new.as_ref()).await,
            Ask::Prepare => {
                later::prepare(&self.page);
                return;
            }
            _ => say(Told::Words(draw(&self.page).await)),
        };
        self.answered(said);
        if opens && self.safe.borrow().is_open() {
            self.caret.give_back();
        }
    }

    /// At the start: is there a keyring? Until it is opened the records are what anybody can see of them.
    pub(super) async fn look_for_keyring(&self) {
        let records = self.stored().await;
        let (told, records) = match newest(&records) {
            Ok(None) => (Told::NoKeyring, records),
            Ok(Some(_)) => {
                let next = guesses_in(&records).next();
                (self.dispatch)(Message::Safe(Told::Locked));
                self.count_down(next);
                (Told::Wait { next }, records)
            }
            Err(error) => {
                let afresh = error == ReadError::Damaged;
                let words = error.to_string();
                (Told::Unusable { words, afresh }, Vec::new())
            }
        };
        (self.dispatch)(Message::Safe(told));
        (self.dispatch)(Message::RecordsArrived(records));
    }

    /// Another page of this browser wrote something.
    pub(super) fn written_elsewhere(&self, record: StoredRecord) {
        let open = self.safe.borrow().is_open();
        match record.key.as_str() {
            LOCK => (self.dispatch)(Message::Safe(Told::Idle)),
            ACTIVE => self.idle.active(false),
            keyring::KEY if open => self.safe.borrow_mut().replaced(record.text),
            keyring::KEY => (self.dispatch)(Message::Safe(Told::Locked)),
            _ => {
                self.idle.active(false);
                let record = self.safe.borrow().opened(record);
                (self.dispatch)(Message::WrittenElsewhere(record));
            }
        }
    }

    async fn set_up(&self, secret: &Secret) -> Said {
        let records = self.stored().await;
        match newest(&records) {
            // Another page was faster: what it keeps must stay readable.
            Ok(Some(_)) => return say(Told::Locked),
            Err(error @ ReadError::Newer(_)) => return Err(error.to_string()),
            _ => {}
        }
        let (data, keyring, code) = make(&self.page, secret).await?;
        // Damaged copies are in the way, but not ours to remove.
        for old in records.iter().filter(|record| record.key == keyring::KEY) {
            self.keep(ASIDE, &old.text);
        }
        // It takes a while: has another page been faster?
        if local::read(keyring::KEY).is_some_and(|text| keyring::read(&text).is_ok()) {
            return say(Told::Locked);
        }
        self.keep(keyring::KEY, &keyring.write());
        Ok(self.opened(data, &keyring, Some(code)).await)
    }

    async fn unlock(&self, way: Way, secret: &Secret) -> Said {
        let (keyring, tried) = match self.guess().await? {
            Ok(guess) => guess,
            Err(told) => return say(told),
        };
        let normal = normal(secret);
        let code = match way {
            Way::Passphrase => None,
            Way::Recovery => Some(RecoveryCode::read(secret.text()).map_err(|error| error.to_string())?),
        };
        let bytes = code.as_ref().map_or(normal.as_bytes(), RecoveryCode::secret);
        let key = derive(&self.page, keyring.kdf(way), bytes).await?;
        match keyring.open(way, &key) {
            Err(error) => say(self.refused(&error.to_string(), tried)),
            Ok(data) => {
                self.remove(guesses::KEY);
                let opened = self.opened(data, &keyring, None).await;
                if keyring.outdated(way) {
                    let (browser, secret) = (self.clone(), Zeroizing::new(bytes.to_vec()));
                    // The old wrapping opens too: a failure costs nothing but another try at the next unlocking.
                    spawn_local(async move {
                        let _ = browser.rewrap(&keyring, (way, &key), &secret).await;
                    });
                }
                Ok(opened)
            }
        }
    }

    /// Wraps the data key anew with as much work as a new secret gets, and the same secret.
    async fn rewrap(
        &self,
        keyring: &Keyring,
        (way, key): (Way, &WrappingKey),
        secret: &[u8],
    ) -> Result<(), String> {
        let kdf = new_kdf()?;
        let new_key = derive(&self.page, &kdf, secret).await?;
        let raised = keyring
            .replace((way, key), way, wrapping(kdf, &new_key)?)
            .map_err(|error| error.to_string())?;
        // It takes a while: a keyring that was changed meanwhile, or removed, is not written over.
        let present = newest(&self.stored().await).ok().flatten();
        if present.as_ref() == Some(keyring) && self.safe.borrow().is_open() {
            let text = raised.write();
            self.keep(keyring::KEY, &text);
            self.safe.borrow_mut().replaced(text);
        }
        Ok(())
    }

    async fn change(&self, present: &Secret, new: Option<&Secret>) -> Said {
        let (keyring, tried) = match self.guess().await? {
            Ok(guess) => guess,
            Err(told) => return say(told),
        };
        let key = derive(
            &self.page,
            keyring.kdf(Way::Passphrase),
            normal(present).as_bytes(),
        )
        .await?;
        if let Err(error) = keyring.open(Way::Passphrase, &key) {
            return say(self.refused(&error.to_string(), tried));
        }
        self.remove(guesses::KEY);
        let code = new_code()?;
        let kdf = new_kdf()?;
        let (replaced, new_key) = match new {
            Some(new) => (
                Way::Passphrase,
                derive(&self.page, &kdf, normal(new).as_bytes()).await?,
            ),
            None => (Way::Recovery, derive(&self.page, &kdf, code.secret()).await?),
        };
        let keyring = keyring
            .replace((Way::Passphrase, &key), replaced, wrapping(kdf, &new_key)?)
            .map_err(|error| error.to_string())?;
        // It was locked meanwhile: a code that nobody would see must not take the place of the printed one.
        if !self.safe.borrow().is_open() {
            return Ok(Vec::new());
        }
        let text = keyring.write();
        self.keep(keyring::KEY, &text);
        self.safe.borrow_mut().replaced(text);
        let code = new.is_none().then(|| printed(&code));
        say(Told::Changed { code })
    }

    /// The keyring to be guessed at, and the guess counted; or what to say instead.
    async fn guess(&self) -> Result<Result<(Keyring, Guesses), Told>, String> {
        let records = self.stored().await;
        let keyring = newest(&records).map_err(|error| error.to_string())?;
        let Some(keyring) = keyring else {
            return Ok(Err(Told::NoKeyring));
        };
        let (now, before) = (clock::now(), guesses_in(&records));
        if before.left(now) > 0 {
            let next = before.by_clock(now).next();
            self.count_down(next);
            return Ok(Err(Told::Refused { words: None, next }));
        }
        let tried = before.tried(now);
        self.keep(guesses::KEY, &tried.write());
        Ok(Ok((keyring, tried)))
    }

    fn refused(&self, words: &str, tried: Guesses) -> Told {
        let next = tried.next();
        self.count_down(next);
        Told::Refused {
            words: Some(words.to_owned()),
            next,
        }
    }

    /// Tells each second that there is still to wait, and once that there is not.
    fn count_down(&self, next: i64) {
        let browser = self.clone();
        if clock::now() < next {
            self.page.after(1_000, move || {
                (browser.dispatch)(Message::Safe(Told::Wait { next }));
                browser.count_down(next);
            });
        }
    }

    /// The key is there: what is plain is sealed, and everything is read.
    async fn opened(&self, data: DataKey, keyring: &Keyring, code: Option<Secret>) -> Vec<Message> {
        let records = self.stored().await;
        self.safe.borrow_mut().open(data, keyring.write());
        records.iter().for_each(|record| self.seal_plain(record));
        let safe = self.safe.borrow();
        let records = records.into_iter().map(|record| safe.opened(record)).collect();
        vec![
            Message::Safe(Told::Opened { code }),
            Message::RecordsArrived(records),
        ]
    }
}

/// The newest keyring that can be read. Where none can, why not; a newer format before damage.
fn newest(records: &[StoredRecord]) -> Result<Option<Keyring>, ReadError> {
    let mut found: Result<Option<Keyring>, ReadError> = Ok(None);
    for record in records.iter().filter(|record| record.key == keyring::KEY) {
        found = match (found, keyring::read(&record.text)) {
            (Ok(Some(kept)), Ok(new)) if kept.version() >= new.version() => Ok(Some(kept)),
            (_, Ok(new)) => Ok(Some(new)),
            (Ok(Some(kept)), Err(_)) => Ok(Some(kept)),
            (Err(newer @ ReadError::Newer(_)), Err(_)) => Err(newer),
            (_, Err(error)) => Err(error),
        };
    }
    found
}

/// The most guesses that a store has counted.
fn guesses_in(records: &[StoredRecord]) -> Guesses {
    let now = clock::now();
    let mut most = Guesses::default();
    for record in records.iter().filter(|record| record.key == guesses::KEY) {
        let counted = guesses::read(&record.text).unwrap_or_else(|_| Guesses::unreadable(now));
        if counted.wrong() >= most.wrong() {
            most = counted;
        }
    }
    most
}

/// Three words against which nothing speaks.
async fn draw(page: &Page) -> Result<Secret, String> {
    let asked = network::get(page, WORDS, network::PATIENCE);
    let (text, _) = network::text(WORDS, asked).await.map_err(|missed| missed.words)?;
    let words: Vec<&str> = text.lines().filter(|word| !word.is_empty()).collect();
    loop {
        let drawn = Secret::new(three(&words, random::bytes().ok_or(NO_RANDOM)?));
        // Too few words never are good enough: then it is not for us to wait for them.
        if words.len() < 1_000 || assess(drawn.text()).0 == Level::Good {
            return Ok(drawn);
        }
    }
}
