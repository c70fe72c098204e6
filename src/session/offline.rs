//! What the browser keeps of this service, so that it starts without a connection, and what the session knows of it.

/// How the program's own files stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Release {
    /// Not kept, or not known to be.
    #[default]
    Unkept,
    /// All of them are kept on the device.
    Kept,
    /// They are, and a newer release waits beside them.
    Ready,
    /// It waits, and cannot be used while other pages of this service are open.
    ReadyElsewhere,
}

/// Why data files that were kept before are in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Older {
    /// The server could not be reached.
    Unreached,
    /// What it gave is wrong: each reason on a line.
    Broken(String),
}

/// What may be offered of a new release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewRelease {
    /// It can be used.
    Ready,
    /// It can, once other pages of this service are closed.
    OpenElsewhere,
}

/// What the session knows.
#[derive(Debug, Default)]
pub(super) struct Offline {
    pub(super) release: Release,
    /// The new release was asked for by this page itself: once is enough.
    pub(super) asked: bool,
    /// Checked data files are kept.
    pub(super) files_kept: bool,
    pub(super) older: Option<Older>,
    /// The last request failed, or the browser says that it is cut off.
    pub(super) unconnected: bool,
}
