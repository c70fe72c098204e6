//! One sealed record: what both stores keep of a draft, or of anything else that may name a person.
//!
//! The record is a JSON object of exactly this shape:
//!
//! ```json
//! {"format":2,"version":12,"changed":1795390000000,"nonce":"…","sealed":"…"}
//! ```
//!
//! `version` and `changed` can be read without the key: the newer of two stores has to win and old records have to go
//! while the screen is locked too; what must not go says that it was changed at the end of time. They are authenticated, as are the kind and the key the record stands under, so
//! that no part can be changed or moved without being found. In the clear are also the size of the record and its key.
//!
//! Formats 1 and 2 are those of the record itself as plain text. They are still recognised, so that it can be read and
//! sealed.

use zeroize::{Zeroize, Zeroizing};

use super::base64;
use super::cipher::{self, Nonce};
use super::key::DataKey;
use crate::json::{self, Node, Writer};

/// The only version of the sealed format this program writes. What is inside has a format of its own; the numbers of the
/// two never meet, so that no release takes one for the other.
pub const FORMAT: u32 = 3;

/// The last version that was not sealed.
const PLAIN: u32 = 2;

/// Where a record belongs. It opens nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// What it is, `draft` say, whatever its key looks like.
    pub kind: &'a str,
    /// The key it stands under in both stores, which holds its id.
    pub key: &'a str,
}

/// What may be known of a record without opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Rises with each change; the newest of two valid records wins. At most `i64::MAX`.
    pub version: u64,
    /// When it was last changed, milliseconds since the Unix epoch.
    pub changed: i64,
}

impl Stamp {
    /// Whether a record of this stamp may be written where one of `before` stands. An equal version of another time was
    /// written by another page, which had counted as far; the same record may be sealed anew, as with a new passphrase.
    pub fn may_follow(self, before: Self) -> bool {
        before.version < self.version || before == self
    }
}

/// What a store gave back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stored {
    /// Plain text of format 1: to be read as it stands, and then sealed. Nothing vouches for it.
    Plain,
    /// A sealed record, whole as far as can be told without the key.
    Sealed(Sealed),
}

/// A sealed record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    stamp: Stamp,
    nonce: Nonce,
    sealed: Vec<u8>,
}

/// Why a record could not be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// More than a cipher or a counter holds.
    #[error("it is too large to be kept on this device")]
    TooLarge,
}

/// Why a stored record could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Written by a later release.
    #[error(
        "it was saved by a newer version of this service (format {0}): reload the page to get that version"
    )]
    Newer(u32),
    /// Not a record, cut short, or damaged.
    #[error("it is damaged and cannot be read")]
    Damaged,
}

/// Why a record that could be read did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Altered, moved, or sealed with another key.
    #[error(
        "it does not open with your passphrase: it was changed outside this service, or saved before everything on \
         this device was set up again"
    )]
    Closed,
}

/// The text to store. The nonce is 24 fresh random bytes.
///
/// # Errors
/// The text or the version is larger than the format holds.
pub fn seal(
    key: &DataKey,
    place: Place<'_>,
    stamp: Stamp,
    nonce: [u8; 24],
    plain: &str,
) -> Result<String, SealError> {
    if i64::try_from(stamp.version).is_err() {
        return Err(SealError::TooLarge);
    }
    let sealed = cipher::encrypt(
        key.bytes(),
        &nonce,
        bound(place, stamp).as_bytes(),
        plain.as_bytes(),
    )
    .ok_or(SealError::TooLarge)?;
    Ok(written(stamp, &base64::write(&nonce), &base64::write(&sealed)))
}

/// Reads what a store gave back, as far as that is possible without the key.
///
/// # Errors
/// A newer format, or text that this format does not write.
pub fn read(text: &str) -> Result<Stored, ReadError> {
    let json = json::parse_quietly(text).ok_or(ReadError::Damaged)?;
    match json::format(&json) {
        Some(1..=PLAIN) => return Ok(Stored::Plain),
        Some(FORMAT) => {}
        Some(newer) if newer > FORMAT => return Err(ReadError::Newer(newer)),
        _ => return Err(ReadError::Damaged),
    }
    let (stamp, nonce, sealed) = json::read_quietly(&json, parts).ok_or(ReadError::Damaged)?;
    // A record has one spelling, so that no change to it goes unnoticed.
    if written(stamp, &nonce, &sealed) != text {
        return Err(ReadError::Damaged);
    }
    let nonce = base64::read_array(&nonce).ok_or(ReadError::Damaged)?;
    let sealed = base64::read(&sealed).ok_or(ReadError::Damaged)?;
    if sealed.len() < cipher::TAG {
        return Err(ReadError::Damaged);
    }
    Ok(Stored::Sealed(Sealed { stamp, nonce, sealed }))
}

/// How much of a record [`stamp`] has to see.
pub const HEAD: u32 = 80;

/// What a sealed record says of itself, from its first [`HEAD`] characters: a store compares it at every key, and does not
/// read the rest for that. `None`: it is no sealed record.
pub fn stamp(head: &str) -> Option<Stamp> {
    let mut parts = head.strip_prefix(VERSION_AT)?.split(',');
    Some(Stamp {
        version: parts.next()?.parse().ok()?,
        changed: parts.next()?.strip_prefix(CHANGED_AT)?.parse().ok()?,
    })
}

/// What a record takes beside what is sealed in it, at most.
const ROOM: usize = 192;

/// What [`written`] begins with.
const VERSION_AT: &str = "{\"format\":3,\"version\":";
/// What comes next.
const CHANGED_AT: &str = "\"changed\":";

impl Sealed {
    /// What the record says of itself; true only if it [opens](Self::open). If the newer of two does not, the other has
    /// to be tried.
    pub fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// The text that was sealed; wiped when dropped.
    ///
    /// # Errors
    /// The key is another, or record and place are not those that were sealed.
    pub fn open(&self, key: &DataKey, place: Place<'_>) -> Result<Zeroizing<String>, OpenError> {
        let bound = bound(place, self.stamp);
        let mut plain = cipher::decrypt(key.bytes(), &self.nonce, bound.as_bytes(), &self.sealed)
            .ok_or(OpenError::Closed)?;
        match String::from_utf8(std::mem::take(&mut *plain)) {
            Ok(text) => Ok(Zeroizing::new(text)),
            Err(error) => {
                error.into_bytes().zeroize();
                Err(OpenError::Closed)
            }
        }
    }
}

/// What a record is bound to. As JSON no two places or stamps give the same text.
fn bound(place: Place<'_>, stamp: Stamp) -> String {
    let mut out = Writer::default();
    head(&mut out, stamp);
    out.members(&[("kind", place.kind), ("key", place.key)]);
    out.close('}');
    out.finish()
}

fn written(stamp: Stamp, nonce: &str, sealed: &str) -> String {
    let mut out = Writer::with_room(sealed.len() + ROOM);
    head(&mut out, stamp);
    out.name("nonce").plain(nonce);
    out.name("sealed").plain(sealed);
    out.close('}');
    out.finish()
}

fn head(out: &mut Writer, stamp: Stamp) {
    out.open('{');
    out.name("format").digits(&FORMAT.to_string());
    out.name("version").digits(&stamp.version.to_string());
    out.name("changed").digits(&stamp.changed.to_string());
}

fn parts(at: &Node<'_>) -> (Stamp, String, String) {
    at.object(&["format", "version", "changed", "nonce", "sealed"]);
    let stamp = Stamp {
        version: at.get("version").whole(0, i64::MAX).unsigned_abs(),
        changed: at.get("changed").whole(i64::MIN, i64::MAX),
    };
    (stamp, at.get("nonce").text(), at.get("sealed").text())
}
