//! Applications in one SQLite file: write-ahead log, every commit on the disk before it is acknowledged.

mod find;
mod keep;
mod known;
mod migrate;

use std::fs::DirBuilder;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

pub use self::find::{Record, Row, Version};
pub(crate) use self::keep::sha256;
pub use self::keep::{Attempt, Keeping, Known};

/// Name of the database in its folder.
pub const FILE: &str = "council.sqlite3";

/// How long a statement waits for another process (`council list`, a backup) to let go.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// The one connection; its methods block, so call them off the asynchronous threads.
pub struct Store {
    connection: Mutex<Connection>,
}

/// What was acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The council's reference.
    pub reference: String,
    /// The receipt as JSON, the same bytes whenever it is given.
    pub receipt: String,
}

/// Why the store cannot do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder cannot be made.
    #[error("{}: {error}", folder.display())]
    Folder {
        /// Where it should be.
        folder: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// There is no database to read.
    #[error("{}: there is no database here; the folder is the one given to `council serve --data`", .0.display())]
    Missing(PathBuf),
    /// The file was written by a later program; it is left as it is.
    #[error(
        "the database is at step {found} and this program knows {known}: use the program that wrote it, or a later one"
    )]
    Newer {
        /// Steps the file has had.
        found: usize,
        /// Steps this program knows.
        known: usize,
    },
    /// The file has not been brought up to date yet.
    #[error("the database is older than this program: start `council serve` once to bring it up to date")]
    Older,
    /// SQLite said no.
    #[error("the database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A record is not what this program writes.
    #[error("a record in the database cannot be read: {0}")]
    Record(#[from] serde_json::Error),
    /// No random bytes for a reference.
    #[error("no random bytes: {0}")]
    Random(#[from] getrandom::Error),
}

impl StoreError {
    /// Whether the same request may well succeed later: the disk is full, the file is locked.
    pub fn passes(&self) -> bool {
        use ErrorCode::{CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, ReadOnly, SystemIoFailure};
        let Self::Sqlite(rusqlite::Error::SqliteFailure(failure, _)) = self else {
            return false;
        };
        matches!(
            failure.code,
            CannotOpen | DatabaseBusy | DatabaseLocked | DiskFull | ReadOnly | SystemIoFailure
        )
    }
}

impl Store {
    /// Opens the database in a folder to read and write; makes both where they do not exist, and brings an older
    /// database up to date.
    ///
    /// # Errors
    /// The folder cannot be made, the file is not a database, or it is of a later program.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        make_private(folder).map_err(|error| StoreError::Folder {
            folder: folder.to_owned(),
            error,
        })?;
        let mut connection = Connection::open(folder.join(FILE))?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // In WAL mode the default (NORMAL) may lose the last commits in a power cut; a receipt must never be lost.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        migrate::migrate(&mut connection)?;
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    /// Opens an existing database to read, also while an endpoint is writing to it.
    ///
    /// # Errors
    /// There is none, or it is not of this program's version.
    pub fn open_to_read(folder: &Path) -> Result<Self, StoreError> {
        let file = folder.join(FILE);
        if !file.is_file() {
            return Err(StoreError::Missing(file));
        }
        let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.busy_timeout(PATIENCE)?;
        migrate::check(&connection)?;
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    /// A panic while it was held has rolled its transaction back, so the connection is good to use.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes a folder that, where the system knows such a thing, only its owner can enter.
pub(crate) fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
