//! The cache: what was seen and shown last, whose hand it is, where values were put when flows were
//! started. It may be deleted at any time, and never holds a secret or a server's answer as it came.

mod detail;
mod learnt;
mod list;
mod people;
mod place;

use std::path::Path;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use rusqlite_migration::{M, Migrations};

use super::thread::Database;
use crate::domain::form::Form;
use crate::domain::item::Key;
use crate::error::{Error, Result};

const MIGRATIONS: &[M<'_>] = &[
    M::up(include_str!("migrations/cache-1.sql")),
    M::up(include_str!("migrations/cache-2.sql")),
    M::up(include_str!("migrations/cache-3.sql")),
    M::up(include_str!("migrations/cache-4.sql")),
];

const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";

/// Who else has the file open is not waited for: then that one will do it.
const REST: &str = "PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE);";

/// A handle on the cache's file. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Cache {
    database: Database,
    unkept: Option<Error>,
}

impl Cache {
    /// Opens the file; one that cannot be read, or is of a later version, is thrown away and
    /// begun anew.
    pub fn open(path: &Path) -> Result<Self> {
        let migrations = Migrations::from_slice(MIGRATIONS);
        let database = Database::open(path, PRAGMAS, &migrations).or_else(|_| {
            // Emptied rather than removed: the file keeps its owner's rights.
            let _ = std::fs::File::create(path);
            Database::open(path, PRAGMAS, &migrations)
        })?;
        Ok(Self {
            database,
            unkept: None,
        })
    }

    /// One that ends with the program, for where a file can be neither made nor written.
    pub fn in_memory(unkept: Error) -> Result<Self> {
        let database = Database::in_memory(&Migrations::from_slice(MIGRATIONS))?;
        let unkept = Some(unkept);
        Ok(Self { database, unkept })
    }

    /// Why nothing of it is kept, where that is so.
    pub fn unkept(&self) -> Option<&Error> {
        self.unkept.as_ref()
    }

    /// Waits until what was left to be remembered is, and lies where the next start finds it
    /// without reading through everything that was written.
    pub async fn rest(&self) {
        // Work is done in the order in which it came.
        let _ = self
            .database
            .run(|connection| connection.execute_batch(REST))
            .await;
    }

    /// Remembers the form that was shown for an item.
    pub async fn remember_shown(&self, key: Key, form: &Form, at: Timestamp) -> Result<()> {
        let form = serde_json::to_string(form).unwrap_or_default();
        self.database
            .run(move |connection| {
                connection.execute(
                    "INSERT OR REPLACE INTO shown (account, folder, id, at, form) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![
                        &*key.account,
                        key.folder.name(),
                        key.id.as_str(),
                        at.as_millisecond(),
                        form
                    ],
                )?;
                Ok(())
            })
            .await
    }

    /// The form that was shown last for an item.
    pub async fn shown(&self, key: Key) -> Result<Option<Form>> {
        let text: Option<String> = self
            .database
            .run(move |connection| {
                connection
                    .query_row(
                        "SELECT form FROM shown WHERE account = ?1 AND folder = ?2 AND id = ?3",
                        params![&*key.account, key.folder.name(), key.id.as_str()],
                        |row| row.get(0),
                    )
                    .optional()
            })
            .await?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }
}
