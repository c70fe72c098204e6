//! Everything the session may ask of the browser, as data.

use crate::later::Entry;
use crate::submission::envelope::Receipt;
use crate::vault::kdf::Kdf;
use crate::vault::key::Secret;

use super::access::Ask;
use super::location::Location;

/// One request to the browser; performed in order by the one interpreter in `browser`.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Fetch the rest of the program; replies with `Message::RestArrived`.
    FetchRest,
    /// Write a record to both stores; each replies with `Message::Saved`.
    Save(Record),
    /// Remove a record from both stores.
    Remove {
        /// Key of the record.
        key: String,
    },
    /// Remove every record of this service from both stores, and read both again; replies with `Message::AllRemoved`.
    RemoveAll,
    /// Ask the browser not to clear what is stored by itself.
    KeepStorage,
    /// Follow what the browser keeps of this service, from now on; tells of it by `Message::Release` and
    /// `Message::Connection`.
    FollowRelease,
    /// Bring the new release into use, where no other page is open; the page is then loaded anew.
    TakeRelease,
    /// Keep the data files that have just come into force for a start without a connection; replies with
    /// `Message::FilesKept`.
    KeepFiles,
    /// Ask the browser what can be said of its storage; replies with `Message::StorageTold`.
    AskStorage,
    /// Something to do with the passphrase; replies with `Message::Safe`.
    Safe(Ask),
    /// Derive a key from a passphrase, in the worker; replies with `Message::Derived`.
    Derive {
        /// Number of the request, for the reply.
        attempt: u32,
        /// How. `None`: as a new secret is, with a fresh salt.
        kdf: Option<Kdf>,
        /// The passphrase.
        secret: Secret,
    },
    /// Read the file that was chosen in the element with this id; replies with `Message::FileRead`.
    ReadFile(String),
    /// Save a text as a download; replies with `Message::FileSaved`.
    SaveFile {
        /// Name of the file. It says nothing of a student.
        name: String,
        /// What is in it.
        text: String,
    },
    /// Make a random id of 32 lower-case hexadecimal digits; replies with `Message::Started`.
    MakeId,
    /// Ask to be the one page of this browser that may change an application; replies with `Message::Held`.
    Hold {
        /// Draft id.
        draft: String,
        /// From the page that holds it now.
        take: bool,
    },
    /// Let another page have it.
    LetGo {
        /// Draft id.
        draft: String,
    },
    /// Change the address, as a link would; `replace` leaves no entry in the history.
    Go {
        /// Where to.
        to: Location,
        /// Whether the present entry is replaced.
        replace: bool,
    },
    /// Move the keyboard focus to the element with this id once it is drawn.
    Focus(String),
    /// Make an iCalendar file and save it as a download; replies with `Message::CalendarSaved`.
    SaveCalendar {
        /// Name of the file: `deadlines-2026-27.ics`. It says nothing of a student.
        name: String,
        /// What it holds, at least one.
        entries: Vec<Entry>,
    },
    /// Say [`Message::Tick`](super::message::Message::Tick) at this time, or as soon after it as the computer is awake.
    Wake {
        /// Milliseconds since the Unix epoch.
        at: i64,
    },
    /// Draw random bytes and seal a request to the council in the worker; replies with `Message::Sealed`.
    Seal {
        /// Draft id, which is the application's.
        draft: String,
        /// Public key, `seal_to` of the settings.
        to: String,
        /// Version of the form.
        form_version: String,
        /// Value of `Idempotency-Key`, which stands for the body.
        key: String,
        /// JSON body as it would be sent in the clear.
        body: String,
    },
    /// Check in the worker that the council signed a receipt; replies with `Message::Verified`.
    Verify {
        /// Draft id.
        draft: String,
        /// Number of the attempt it answered, for the reply.
        attempt: u32,
        /// What came back.
        receipt: Receipt,
        /// Public keys, as the settings name them.
        keys: Vec<String>,
    },
    /// Send an application; replies with `Message::Replied`.
    Post {
        /// Draft id, for the reply.
        draft: String,
        /// Number of the attempt, for the reply.
        attempt: u32,
        /// Address of the endpoint.
        url: String,
        /// Value of `Idempotency-Key`.
        key: String,
        /// JSON body.
        body: String,
    },
}

/// A record to be written. In the clear only until it reaches the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Key it stands under in both stores.
    pub key: String,
    /// Draft id, for the reply.
    pub draft: String,
    /// Version, rising with each change.
    pub version: u64,
    /// When a person last changed it, milliseconds since the Unix epoch.
    pub changed: i64,
    /// The text to be sealed and stored.
    pub text: String,
}
