//! IndexedDB: a finished write survives a killed browser.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, JsString, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Event, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbRequest, IdbRequestReadyState, IdbTransaction,
    IdbTransactionMode, Window,
};

use crate::session::message::{Store, StoredRecord};
use crate::vault::seal::{self, Stamp};

use super::page::until_called;

// `public/early.js` opens the same before the program is there, and `public/records.js` without it: change all three.
const DATABASE: &str = "cap-application";
const RECORDS: &str = "records";
const VERSION: u32 = 1;
const FULL: &str = "This browser could not write to the device: its storage is full or refused.";

/// The open database: one object store of texts by key.
#[derive(Clone)]
pub struct Database(Rc<Opened>);

struct Opened {
    database: IdbDatabase,
    /// How many versions are being written.
    under_way: Cell<usize>,
    /// The one that is written next.
    waiting: RefCell<Option<Version>>,
}

/// A version of a record, to be written over older ones.
pub struct Version {
    /// Where it stands.
    pub key: JsString,
    /// What it was sealed as.
    pub stamp: Stamp,
    /// The sealed record.
    pub text: JsString,
    /// Hears once it is durable, or why it is not; nothing where a newer one took its place.
    pub ended: Box<dyn FnOnce(Result<(), Refused>)>,
}

/// Why a version of a record was not written.
pub enum Refused {
    /// A later one is there, or as late a one of another page: another page has the application since.
    Overtaken,
    /// The store did not take it, in words.
    Words(String),
}

/// Opens the database, and makes it the first time; where the page has begun to (`public/early.js`), it goes on with that.
///
/// # Errors
/// The browser has none, or refuses it, in words.
pub async fn open() -> Result<Database, String> {
    let refused = |_: JsValue| "This browser does not let the page keep a database.".to_owned();
    let window = web_sys::window().ok_or("There is no window.")?;
    if let Some(database) = begun(&window).await {
        return Ok(database);
    }
    // Read by name: web-sys declares it for windows only where the property is known to be there.
    let factory = js_sys::Reflect::get(&window, &JsValue::from_str("indexedDB")).map_err(refused)?;
    let factory: IdbFactory = factory.dyn_into().map_err(refused)?;
    let request = factory.open_with_u32(DATABASE, VERSION).map_err(refused)?;
    let upgrade = upgrade_hook(&request);
    let database = finished(&request).await.map_err(refused)?;
    drop(upgrade);
    database.dyn_into().map(Database::new).map_err(refused)
}

async fn begun(window: &Window) -> Option<Database> {
    let request = js_sys::Reflect::get(window, &"capOpening".into()).ok()?;
    let request: IdbOpenDbRequest = request.dyn_into().ok()?;
    let database = match request.ready_state() {
        IdbRequestReadyState::Done => request.result(),
        _ => finished(&request).await,
    };
    database.ok()?.dyn_into().map(Database::new).ok()
}

fn upgrade_hook(request: &IdbOpenDbRequest) -> Closure<dyn FnMut()> {
    let opening = request.clone();
    let make = Closure::once(move || {
        if let Ok(database) = opening.result().and_then(JsCast::dyn_into::<IdbDatabase>) {
            // It fails only where the store is there already, which is as good.
            let _ = database.create_object_store(RECORDS);
        }
    });
    request.set_onupgradeneeded(Some(make.as_ref().unchecked_ref()));
    make
}

impl Database {
    fn new(database: IdbDatabase) -> Self {
        Self(Rc::new(Opened {
            database,
            under_way: Cell::default(),
            waiting: RefCell::default(),
        }))
    }

    /// Gives it back, after all writes.
    pub fn close(&self) {
        self.hurry();
        self.0.database.close();
    }

    /// Every record.
    ///
    /// # Errors
    /// The database cannot be read, in words.
    pub async fn read_all(&self) -> Result<Vec<StoredRecord>, String> {
        let failed = |_: JsValue| "This browser could not read its storage.".to_owned();
        self.hurry();
        let transaction = self.0.database.transaction_with_str(RECORDS).map_err(failed)?;
        let store = transaction.object_store(RECORDS).map_err(failed)?;
        let (keys, values) = (
            store.get_all_keys().map_err(failed)?,
            store.get_all().map_err(failed)?,
        );
        let keys = Array::from(&finished(&keys).await.map_err(failed)?);
        let values = Array::from(&finished(&values).await.map_err(failed)?);
        let records = keys.iter().zip(values.iter()).filter_map(|(key, value)| {
            Some(StoredRecord {
                store: Store::Indexed,
                key: key.as_string()?,
                text: value.as_string()?,
            })
        });
        Ok(records.collect())
    }

    /// Starts writing a record, as far as the browser lets it; writes keep their order. Nobody waits for it: local storage has
    /// the same text.
    pub fn put(&self, key: &JsString, text: &JsString) {
        let store = self
            .writing()
            .and_then(|transaction| transaction.object_store(RECORDS));
        let _ = store.and_then(|store| store.put_with_key(text, key));
    }

    /// Writes a version, unless one stands there that it [may not follow](Stamp::may_follow): looked at in the same transaction,
    /// so that no other page comes in between. Where it `may_wait`, it begins once one that is under way has ended, unless a newer
    /// one has taken its place by then: of keys that come faster than the disk can take them, the last is written.
    /// Its `ended` hears what came of it, also where the write cannot begin. Events and no futures, since every key comes this way.
    pub fn put_over_older(&self, version: Version, may_wait: bool) {
        let Opened {
            under_way, waiting, ..
        } = &*self.0;
        // What this replaces need not be written; what stands elsewhere goes first.
        if let Some(other) = waiting.take().filter(|older| older.key != version.key) {
            self.begin(other);
        }
        if may_wait && under_way.get() > 0 {
            waiting.replace(Some(version));
        } else {
            self.begin(version);
        }
    }

    /// Begins what waits, so that what is asked for next comes after it.
    pub fn hurry(&self) {
        if let Some(version) = self.0.waiting.take() {
            self.begin(version);
        }
    }

    fn begin(&self, version: Version) {
        let Version {
            key,
            stamp,
            text,
            ended,
        } = version;
        let begun = self.writing().and_then(|transaction| {
            let store = transaction.object_store(RECORDS)?;
            let before = store.get(&key)?;
            Ok((transaction, store, before))
        });
        let Ok((transaction, store, before)) = begun else {
            return ended(Err(Refused::Words(FULL.to_owned())));
        };
        let overtaken = Rc::new(Cell::new(false));
        let (found, there, writing) = (before.clone(), Rc::clone(&overtaken), transaction.clone());
        let looked = until_called(Box::new(move || {
            let before = found
                .result()
                .ok()
                .and_then(|text| text.dyn_into::<JsString>().ok());
            let before = before.and_then(|text| seal::stamp(&String::from(text.slice(0, seal::HEAD))));
            there.set(before.is_some_and(|before| !stamp.may_follow(before)));
            let put = || store.put_with_key(&text, &key);
            if !there.get() && put().is_err() {
                let _ = writing.abort();
            }
        }));
        before.set_onsuccess(Some(looked.unchecked_ref()));
        let count = &self.0.under_way;
        count.set(count.get() + 1);
        let database = self.clone();
        // One of the two comes, after whatever else went wrong.
        let ended = Closure::once_into_js(move |event: Event| {
            let count = &database.0.under_way;
            count.set(count.get() - 1);
            database.hurry();
            ended(match (overtaken.get(), event.type_() == "complete") {
                (true, _) => Err(Refused::Overtaken),
                (false, true) => Ok(()),
                (false, false) => Err(Refused::Words(FULL.to_owned())),
            });
        });
        transaction.set_oncomplete(Some(ended.unchecked_ref()));
        transaction.set_onabort(Some(ended.unchecked_ref()));
    }

    /// Removes a record. A failure leaves it, and the next start lists it again.
    pub fn remove(&self, key: &str) {
        let store = self
            .writing()
            .and_then(|transaction| transaction.object_store(RECORDS));
        let _ = store.and_then(|store| store.delete(&JsValue::from_str(key)));
    }

    /// Removes every record, after all writes that were begun, and says how many are still there.
    ///
    /// # Errors
    /// The database cannot be written or read, in words.
    pub async fn remove_all(&self) -> Result<usize, String> {
        let failed = |_: JsValue| FULL.to_owned();
        let transaction = self.writing().map_err(failed)?;
        let store = transaction.object_store(RECORDS).map_err(failed)?;
        store.clear().map_err(failed)?;
        completed(&transaction).await.map_err(failed)?;
        Ok(self.read_all().await?.len())
    }

    fn writing(&self) -> Result<IdbTransaction, JsValue> {
        self.hurry();
        self.0
            .database
            .transaction_with_str_and_mode(RECORDS, IdbTransactionMode::Readwrite)
    }
}

async fn finished(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(promise).await?;
    request.result()
}

async fn completed(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onerror(Some(&reject));
        transaction.set_onabort(Some(&reject));
    });
    JsFuture::from(promise).await.map(|_| ())
}
