//! Who may see what is kept on the device. The session knows how things stand; the key itself never comes here.

use crate::vault::key::Secret;
use crate::vault::keyring::Way;

/// What a person does about the passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Begins to type a passphrase.
    Type,
    /// Chooses the passphrase of this device.
    Choose(Secret),
    /// Goes on without one, where the council allows it: nothing is kept.
    GoWithout,
    /// Chooses a new passphrase where the keyring cannot be used.
    StartAfresh,
    /// Asks for three random words.
    OfferWords,
    /// Unlocks.
    Unlock {
        /// With what.
        way: Way,
        /// As it was typed.
        secret: Secret,
    },
    /// Asks for a new passphrase, or a new recovery code, with the present passphrase.
    Change {
        /// The present passphrase.
        present: Secret,
        /// The new one. `None`: a new recovery code.
        new: Option<Secret>,
    },
    /// Has written down or printed the recovery code.
    CodeKept,
    /// Locks.
    Lock,
}

/// What the browser is asked to do with passphrase, keyring and key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Get ready for one of the others: it will be asked for before long. Answered by nothing.
    Prepare,
    /// Make a data key and a keyring, and seal all there is. Answered by [`Told::Opened`] with a recovery code.
    SetUp(Secret),
    /// Fetch the words and draw three. Answered by [`Told::Words`].
    Words,
    /// Open the keyring. Answered by [`Told::Opened`] or [`Told::Refused`].
    Unlock {
        /// With what.
        way: Way,
        /// As it was typed.
        secret: Secret,
    },
    /// Replace the passphrase, or the recovery code where there is none. Answered by [`Told::Changed`] or
    /// [`Told::Refused`].
    Change {
        /// The present passphrase.
        present: Secret,
        /// The new one.
        new: Option<Secret>,
    },
    /// Lock when nobody is there for so many minutes, and warn for the last of them.
    Watch {
        /// Minutes.
        idle: u16,
        /// Minutes.
        warning: u16,
    },
    /// Wipe the key, having noted where the keyboard was.
    Lock {
        /// Whether a person asked for it, so that other pages of this browser lock too.
        everywhere: bool,
    },
}

/// What the browser says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// No passphrase was chosen on this device.
    NoKeyring,
    /// One was, here or just now in another page.
    Locked,
    /// One was, and its keyring cannot be used.
    Unusable {
        /// Why, in words.
        words: String,
        /// Whether starting afresh is a way out.
        afresh: bool,
    },
    /// The key is there; the records follow.
    Opened {
        /// The recovery code, where it was made just now.
        code: Option<Secret>,
    },
    /// It did not open, or could not be done.
    Refused {
        /// Why, in words. `None`: it is too early for another guess.
        words: Option<String>,
        /// When the next guess may be made, milliseconds since the Unix epoch.
        next: i64,
    },
    /// The passphrase was changed, or the recovery code.
    Changed {
        /// The new recovery code.
        code: Option<Secret>,
    },
    /// The next guess has to wait: said each second until then.
    Wait {
        /// When it may be made, milliseconds since the Unix epoch.
        next: i64,
    },
    /// Three words, or why not.
    Words(Result<Secret, String>),
    /// Nobody seems to be there any more, or somebody is again.
    Warned(bool),
    /// Nobody was there for too long, or another page of this browser was locked.
    Idle,
}

/// How things stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// The stores have not been read.
    #[default]
    Unknown,
    /// No passphrase was chosen yet.
    Unset,
    /// The key is not there.
    Locked,
    /// The keyring cannot be used.
    Unusable {
        /// Why, in words.
        words: String,
        /// Whether starting afresh is a way out.
        afresh: bool,
    },
    /// The key is there.
    Open,
    /// Nobody wants one: nothing is kept.
    Nowhere,
}

/// What stands before a page that shows what is kept on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Nothing.
    Open,
    /// A passphrase is to be chosen.
    Choose,
    /// The passphrase is to be given.
    Unlock,
    /// The keyring cannot be used.
    Unusable {
        /// Why, in words.
        words: String,
        /// Whether starting afresh is a way out.
        afresh: bool,
    },
    /// The recovery code is shown, this once.
    Code(Secret),
}

/// What the session knows of it.
#[derive(Debug, Default)]
pub(super) struct Access {
    pub(super) standing: Standing,
    /// The screen was locked while a person was here: every page is covered until they go somewhere free.
    pub(super) covered: bool,
    /// The browser is at work.
    pub(super) busy: bool,
    /// A damaged keyring is put aside for a new one.
    pub(super) afresh: bool,
    /// There were applications here before the key: they are to be kept once the records are read.
    pub(super) unsaved: bool,
    /// Seconds until the next guess may be made, in steps.
    pub(super) left: i64,
    /// Shown once.
    pub(super) code: Option<Secret>,
    pub(super) words: Option<Secret>,
    /// The warning is shown.
    pub(super) warned: bool,
    /// The passphrase was changed.
    pub(super) changed: bool,
}
