//! Everything that can happen to a session.

use crate::files::RuleFiles;
use crate::form::answer::{Place, Raw};
use crate::later::Entry;
use crate::settings::Settings;
use crate::vault::kdf::Kdf;
use crate::vault::key::WrappingKey;

use super::access::{Act, Told};
use super::config::Opened;
use super::location::Location;
use super::offline::{Older, Release};

/// What a person did, and what the outside world replied.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The settings arrived, and with them what the form asks first. The data files, these among them, are still to come.
    Begun(Box<Settings>),
    /// The data files arrived, or why they cannot be used: each reason on a line. Whoever says that they arrived has
    /// seen to it that nothing is wrong with them, see [`crate::files`].
    FilesArrived(Result<Box<Opened>, String>),
    /// Editions and calendar arrived, or why they cannot be used, in the same way. The first question does not need
    /// them.
    RulesArrived(Result<RuleFiles, String>),
    /// The rest of the program is there, or why it could not be fetched, in words.
    RestArrived(Result<(), String>),
    /// "Try again" was pressed where it could not.
    FetchRest,
    /// What a person did about the passphrase.
    Access(Act),
    /// What the browser says of keyring and key.
    Safe(Told),
    /// What the device's stores hold, opened; the newest valid version of each record wins. Once at the start, and again
    /// when the screen is unlocked.
    RecordsArrived(Vec<StoredRecord>),
    /// Another page of this browser wrote a record to local storage.
    WrittenElsewhere(StoredRecord),
    /// This page may change an application, or may not any more: another page of this browser does.
    Held {
        /// Draft id.
        draft: String,
        /// Whether it may.
        held: bool,
    },
    /// A version of an application was not written, because a store holds a later one, or as late a one of another
    /// page: that page has the application since, and this one did not know that yet.
    Overtaken(String),
    /// The application in view is to be changed here and no longer in the other page.
    TakeOver,
    /// The address changed, by a link, a button, or the browser's back and forward.
    Navigated(Location),
    /// A new application was started; `id` is 32 hexadecimal digits from the browser's random source.
    Started {
        /// Random id.
        id: String,
    },
    /// The nickname of the new or open application was typed.
    Named(String),
    /// A key was typed or a choice made.
    Answered {
        /// Which answer.
        place: Place,
        /// The whole raw answer after the change.
        raw: Raw,
    },
    /// The page's "Continue" (or "Save this …") was pressed.
    Continue,
    /// "Add another …" was pressed on a repeat page.
    AddItem,
    /// An item was removed from the repeat page in view.
    RemoveItem(u32),
    /// A new application for a provision is to begin with what the checker was told.
    Begin(String),
    /// Rules are measured on today's date again.
    PlanToday,
    /// What the time is by the clock of the server that gave the page, milliseconds since the Unix epoch.
    ServerTime(i64),
    /// An item that was removed from the repeat page in view is put back, by its id.
    PutBackItem(u32),
    /// A draft that was discarded is put back.
    PutBackDraft(String),
    /// The person has seen what changed in the form.
    ChangesSeen,
    /// A draft is discarded: it can be put back for the rest of the day.
    Discard(String),
    /// Everything of this service is to be removed from this device.
    RemoveAll,
    /// That was done, and both stores were read again.
    AllRemoved {
        /// How many records they still hold, or why that cannot be told.
        left: Result<usize, String>,
    },
    /// A file was chosen in the element with this id, to be opened.
    FileChosen(String),
    /// What is in it, or why it cannot be read, in words.
    FileRead(Result<String, String>),
    /// A key was derived, or why it could not be, in words.
    Derived {
        /// Number of the request.
        attempt: u32,
        /// The key and what else sealing takes.
        result: Result<Derived, String>,
    },
    /// A file was handed to the browser to save, or why it could not be.
    FileSaved(Result<(), String>),
    /// What the browser says of its storage.
    StorageTold(StorageFacts),
    /// How the program's own files stand on this device.
    Release(Release),
    /// "Use the new version" was pressed.
    UseRelease,
    /// Whether the data files that were checked are kept on this device.
    FilesKept(bool),
    /// Data files of an earlier visit are in force.
    OlderFiles(Older),
    /// The browser thinks that there is a connection, or none: a hint.
    Connection(bool),
    /// "Send application" was pressed on the check page, or "Try again".
    Send,
    /// "Cancel and change it" was pressed while there is no answer yet.
    CancelSend,
    /// "Send it anyway" was pressed: nothing is kept on this device, by choice.
    SendAnyway,
    /// "Send it as a change" was pressed: the council has another version, which may have come from here.
    SendAsChange,
    /// Whoever was asked to sign in has done so: what waited for that is sent.
    SignedIn,
    /// As much time went by as was asked for by [`Effect::Wake`](super::effect::Effect::Wake), or more: the computer slept.
    Tick,
    /// The page is looked at again: timers stand still while a computer sleeps.
    Looked,
    /// "Save a copy" of the application in view was pressed: a file that anybody can read.
    KeepCopy,
    /// "Save proof of receipt" was pressed for a received application, by its draft id.
    KeepProof(String),
    /// What the worker made of a request to be sealed.
    Sealed {
        /// Draft id.
        draft: String,
        /// The `Idempotency-Key` that it was sealed with.
        key: String,
        /// The body to send, or why there is none, in words; nothing where the worker gave no answer.
        result: Result<String, Option<String>>,
    },
    /// What the worker says of a receipt's signature.
    Verified {
        /// Draft id.
        draft: String,
        /// Number of the attempt that the receipt answered.
        attempt: u32,
        /// Why it proves nothing, in words; nothing where the worker gave no answer.
        result: Result<(), Option<String>>,
    },
    /// What became of an attempt to send.
    Replied {
        /// Draft id.
        draft: String,
        /// Number of the attempt, so that a late reply is told from the present one.
        attempt: u32,
        /// What came back.
        reply: Reply,
    },
    /// Dates are to be kept in a calendar.
    KeepDates(Vec<Entry>),
    /// A calendar file was handed to the browser to save, or why it could not be made.
    CalendarSaved {
        /// Why not, in words for the page.
        result: Result<(), String>,
    },
    /// A store finished writing a version of a record, or why it could not.
    Saved {
        /// Draft id.
        draft: String,
        /// Version written.
        version: u64,
        /// Which store.
        store: Store,
        /// Why it could not.
        result: Result<(), String>,
    },
}

/// One record as a store gave it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRecord {
    /// Which store.
    pub store: Store,
    /// Key it stands under.
    pub key: String,
    /// Its text.
    pub text: String,
}

/// The device's two stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Store {
    /// Local storage: synchronous, survives a crashed page.
    Local,
    /// IndexedDB: survives a killed browser.
    Indexed,
}

/// A key derived from a passphrase, and fresh random bytes to seal one text with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// How it was derived.
    pub kdf: Kdf,
    /// The key.
    pub key: WrappingKey,
    /// Never used again.
    pub nonce: [u8; 24],
}

/// What a browser can tell of its storage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StorageFacts {
    /// Whether it promises not to clear it by itself. `None`: it does not say.
    pub persisted: Option<bool>,
    /// Whether the page stands inside another site's page.
    pub embedded: bool,
    /// Whether local storage takes and gives back a record.
    pub local: bool,
    /// Whether IndexedDB is open.
    pub indexed: bool,
    /// Whether it is of the family that clears a site's storage after seven days without a visit.
    pub seven_days: bool,
    /// How much of the room for this site is used, in hundredths, where it says.
    pub used: Option<u8>,
}

/// What came back from the endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// An HTTP reply of any status.
    Http {
        /// Status code.
        status: u16,
        /// `Content-Type`, lower case, without parameters.
        content_type: String,
        /// Body as text.
        body: String,
        /// `Retry-After`, in seconds, where it is a number.
        retry_after: Option<u32>,
    },
    /// No reply: whether the application arrived is not known.
    Nothing,
}
