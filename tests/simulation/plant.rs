//! Mistakes that are made on purpose, to show that the simulation finds them.

/// One mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plant {
    /// The screen says "saved" while the write is on its way.
    SavedTooSoon,
    /// The browser says that IndexedDB has finished when it has only begun.
    UnfinishedWriteAcknowledged,
    /// Writes to IndexedDB do not keep their order.
    WritesReordered,
    /// Every attempt to send is made with a key of its own.
    FreshKeys,
    /// The key is made of the answers alone, whatever else the body says.
    KeyOfAnswers,
    /// What another page writes is not heard of, nor looked for where it would make up for that.
    StorageEventsDropped,
    /// Every page is told that it alone may change an application.
    LocksIgnored,
    /// Who comes to hold an application reads local storage alone, and only where it was taken from another page.
    OneStoreRead,
    /// Any reply with status 200 passes for a receipt.
    AnyOkIsReceipt,
    /// The council keeps each request that arrives.
    CouncilKeepsEach,
    /// The council puts other content in the place of what it has, unasked.
    CouncilReplaces,
    /// A request that gets no reply is never reported.
    SilenceNotReported,
    /// The page believes its own clock.
    ClockBelieved,
    /// No store looks at the version that it has before it takes another.
    VersionsIgnored,
    /// A refusal is not part of the record.
    RefusalForgotten,
    /// Nobody is woken when it is time.
    TimersLost,
    /// A store that refuses a record says that it has it.
    RefusalHidden,
}
