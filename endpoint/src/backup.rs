//! `council backup`: a copy of the database, made while the endpoint serves and checked before it has its name.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use cap_application::submission::envelope::{Envelope, Receipt};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use crate::store::{FILE, StoreError};

/// Why there is no backup. Where there is an error, there is no file.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A backup never takes the place of another.
    #[error("{}: there is a file already; name another", .0.display())]
    Exists(PathBuf),
    /// The copy cannot be written.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The copy is not whole.
    #[error(
        "the copy is not whole ({0}), so it was removed; check the disk, and the database with sqlite3's PRAGMA integrity_check"
    )]
    Broken(String),
}

/// Copies the database in `data` to the file `to` and returns how many applications are in the copy. It is as the database
/// was at one moment. The key that signs receipts is not in it.
///
/// # Errors
/// It cannot be made, or is not whole.
pub fn backup(data: &Path, to: &Path) -> Result<u32, BackupError> {
    let from = data.join(FILE);
    if !from.is_file() {
        return Err(StoreError::Missing(from).into());
    }
    if to.exists() {
        return Err(BackupError::Exists(to.to_owned()));
    }
    let mut draft = to.as_os_str().to_owned();
    draft.push(".part");
    let draft = PathBuf::from(draft);
    let made = make(&from, &draft).and_then(|count| {
        // A link, not a move: it fails where somebody made a file of that name meanwhile.
        fs::hard_link(&draft, to).map_err(file(to))?;
        Ok(count)
    });
    let _ = fs::remove_file(&draft);
    made
}

fn make(from: &Path, draft: &Path) -> Result<u32, BackupError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(draft).map_err(file(draft))?;
    copy(from, draft).map_err(StoreError::from)?;
    let count = check(draft)?;
    File::open(draft)
        .and_then(|copy| copy.sync_all())
        .map_err(file(draft))?;
    Ok(count)
}

fn copy(from: &Path, draft: &Path) -> rusqlite::Result<()> {
    let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    source.busy_timeout(crate::store::PATIENCE)?;
    let mut copy = Connection::open(draft)?;
    // All pages in one step: one moment, and with a write-ahead log nobody who writes has to wait.
    Backup::new(&source, &mut copy)?.step(-1)?;
    // One file, without a log beside it.
    copy.pragma_update(None, "journal_mode", "DELETE")
}

/// Opens the copy as a restored one would be, and reads every record.
fn check(draft: &Path) -> Result<u32, BackupError> {
    let copy =
        Connection::open_with_flags(draft, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(StoreError::from)?;
    let said: String = copy
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .map_err(StoreError::from)?;
    if said != "ok" {
        return Err(BackupError::Broken(said));
    }
    let mut statement = copy
        .prepare("SELECT envelope, receipt FROM applications JOIN forms ON key = form_key")
        .map_err(StoreError::from)?;
    let mut rows = statement.query([]).map_err(StoreError::from)?;
    let mut count = 0;
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        let (envelope, receipt) = (text(row, 0)?, text(row, 1)?);
        serde_json::from_str::<Envelope>(&envelope).map_err(StoreError::from)?;
        serde_json::from_str::<Receipt>(&receipt).map_err(StoreError::from)?;
        count += 1;
    }
    let all: u32 = copy
        .query_row("SELECT count(*) FROM applications", [], |row| row.get(0))
        .map_err(StoreError::from)?;
    match all == count {
        true => Ok(count),
        false => Err(BackupError::Broken(format!(
            "{} records lack their form",
            all - count
        ))),
    }
}

fn text(row: &rusqlite::Row<'_>, column: usize) -> Result<String, StoreError> {
    Ok(row.get(column)?)
}

fn file(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.to_owned();
    move |error| BackupError::File { path, error }
}
