//! The stored form of an application, version 6.
//!
//! [`write`] and [`read`] are the only way between a draft and the text a store keeps: the seam at which records are
//! sealed. A version this program does not know is refused and its record left as it is; every earlier one opens for
//! ever (`tests/stored` holds one of each), and is written in the present form at its next change.
//!
//! 1. The application alone.
//! 2. Also what was removed or discarded on the day, so that it can be put back.
//! 4. Also answers to questions of an earlier form. 3 is the number of a sealed record, and no release takes one for the
//!    other.
//! 5. Also which sealed versions may have arrived, so that the next one says what it replaces.
//! 6. Also why the council refused it, and whether anybody but the device's clock says when it was changed.

use serde::{Deserialize, Serialize};

use super::refused::Refused;
use crate::form::answer::{Answers, Item};
use crate::json;
use crate::submission::envelope::Receipt;
pub use crate::vault::seal::ReadError;

/// The only version of the stored format this program writes.
pub const FORMAT: u32 = 6;

/// A number that no draft has: see [`vault::seal`](crate::vault::seal::FORMAT).
const SKIPPED: u32 = 3;

/// Keys of drafts in both stores start with this.
pub const KEY_PREFIX: &str = "cap/draft/";
/// Keys of drafts as they were before the form changed start with this: kept until the person has seen what changed.
pub const ORIGINAL_PREFIX: &str = "cap/original/";
/// Keys of forms that drafts were answered with start with this; the version of the form follows.
pub const FORM_PREFIX: &str = "cap/form/";

/// One application as it is kept on the device.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Version of this format; see [`FORMAT`].
    pub format: u32,
    /// Random id, 32 lower-case hexadecimal digits.
    pub id: String,
    /// Rises by one with each change; the newest of two records wins.
    pub version: u64,
    /// When it was last changed, milliseconds since the Unix epoch.
    pub changed: i64,
    /// Whether no server had said what the time is by then: the clock of the device may have been wrong.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undated: bool,
    /// The person's own name for it.
    pub nickname: String,
    /// Version of the form it was answered with.
    pub form_version: String,
    /// Raw answers; empty once the council has received the application.
    pub answers: Answers,
    /// Id of the page the person was last on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_page: Option<String>,
    /// Items of repeating groups that were removed on the day of the last removal, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<Removed>,
    /// Answers that the present form does not take.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Earlier>,
    /// Digests of versions that were taken back before there was an answer: each may have arrived.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amends: Vec<String>,
    /// When it was discarded, milliseconds since the Unix epoch; it can be put back until the end of that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discarded: Option<i64>,
    /// Set from "Send" until the council has answered: nothing may change meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sending: Option<Sending>,
    /// Set where the council refused it, until the person has done something about that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refused>,
    /// Set once the council has received it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<Received>,
}

/// An item that was removed, and where it stood.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Removed {
    /// When, milliseconds since the Unix epoch.
    pub when: i64,
    /// Id of its group.
    pub repeat: String,
    /// Its position there.
    pub at: u32,
    /// What it was called on the page.
    pub name: String,
    /// The item with its answers.
    pub item: Item,
}

/// An answer that did not carry over when the form changed: shown, and not sent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// The question as it was asked.
    pub label: String,
    /// The answer as it was read.
    pub answer: String,
}

/// An application on its way: the very bytes of every attempt.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Sending {
    /// Value of `Idempotency-Key`.
    pub key: String,
    /// The JSON body.
    pub body: String,
    /// Digest the receipt has to carry.
    pub digest: String,
    /// Provision applied for.
    pub provision: String,
    /// When it was to be sent, milliseconds since the Unix epoch, by the server's clock where that was known: the deadline
    /// that it was meant for follows from it. Records of before December 2026 do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<i64>,
}

/// What stays of an application that the council has received.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Received {
    /// The council's receipt.
    pub receipt: Receipt,
    /// Provision applied for.
    pub provision: String,
}

impl Draft {
    /// Whether it is one of the applications on this device: somebody has typed into it, and nobody discarded it.
    pub fn listed(&self) -> bool {
        self.version > 0 && self.discarded.is_none()
    }

    /// Notes the digest of a version that may have arrived, as the latest: what is sent next replaces it.
    pub fn may_have_arrived(&mut self, digest: String) {
        self.amends.retain(|other| *other != digest);
        self.amends.push(digest);
    }

    /// Whether it may be changed: it was neither sent nor discarded.
    pub fn open(&self) -> bool {
        self.sending.is_none() && self.received.is_none() && self.discarded.is_none()
    }
}

/// A new draft without answers.
pub fn new(id: String, form_version: &str, now: i64) -> Draft {
    Draft {
        format: FORMAT,
        id,
        version: 0,
        changed: now,
        undated: false,
        nickname: String::new(),
        form_version: form_version.to_owned(),
        answers: Answers::default(),
        last_page: None,
        removed: Vec::new(),
        earlier: Vec::new(),
        amends: Vec::new(),
        discarded: None,
        sending: None,
        refused: None,
        received: None,
    }
}

/// The key a draft stands under in both stores.
pub fn key(id: &str) -> String {
    format!("{KEY_PREFIX}{id}")
}

/// The text to store.
pub fn write(draft: &Draft) -> String {
    super::write::draft(draft)
}

/// A draft of any version as the present one has it. Formats 2, 4, 5 and 6 only added members that may be left out.
pub fn migrate(draft: Draft) -> Draft {
    Draft {
        format: FORMAT,
        ..draft
    }
}

/// Whether a text is the id of a draft: 32 lower-case hexadecimal digits.
pub fn well_formed(id: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    id.len() == 32 && id.bytes().all(digit)
}

/// Reads what a store gave back under a key.
///
/// # Errors
/// A newer format, or text that is not the draft of that key.
pub fn read(stored_key: &str, text: &str) -> Result<Draft, ReadError> {
    let draft = read_any(text)?;
    if key(&draft.id) == stored_key {
        Ok(draft)
    } else {
        Err(ReadError::Damaged)
    }
}

/// Reads a draft from wherever it comes.
///
/// # Errors
/// A newer format, or text that is no draft.
pub fn read_any(text: &str) -> Result<Draft, ReadError> {
    let stored = json::parse_quietly(text).ok_or(ReadError::Damaged)?;
    match json::format(&stored) {
        Some(known @ 1..=FORMAT) if known != SKIPPED => {}
        Some(newer) if newer > FORMAT => return Err(ReadError::Newer(newer)),
        _ => return Err(ReadError::Damaged),
    }
    let draft = json::read_quietly(&stored, super::read::draft).ok_or(ReadError::Damaged)?;
    Ok(migrate(draft))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "00112233445566778899aabbccddeeff";

    #[test]
    fn what_is_written_reads_back() {
        let mut draft = new(ID.to_owned(), "2026.1", 7);
        draft.nickname = "Blue folder".to_owned();
        draft.answers.single.insert(
            "on_roll".to_owned(),
            crate::form::answer::Raw::Text("yes".to_owned()),
        );
        assert_eq!(read(&key(ID), &write(&draft)), Ok(draft));
    }

    #[test]
    fn a_newer_format_is_refused_by_name() {
        assert_eq!(
            read(&key(ID), r#"{"format":7,"shape":"unknown"}"#),
            Err(ReadError::Newer(7))
        );
    }

    #[test]
    fn a_record_cut_anywhere_is_damaged_and_not_misread() {
        let text = write(&new(ID.to_owned(), "2026.1", 7));
        for end in 0..text.len() {
            assert_eq!(
                read(&key(ID), &text[..end]),
                Err(ReadError::Damaged),
                "cut at {end}"
            );
        }
    }

    #[test]
    fn a_record_under_another_key_is_damaged() {
        let text = write(&new(ID.to_owned(), "2026.1", 7));
        assert_eq!(
            read("cap/draft/ffffffffffffffffffffffffffffffff", &text),
            Err(ReadError::Damaged)
        );
    }
}
