//! The cache: what was shown last, whose hand it is, where values were put when flows were
//! started. It may be deleted at any time.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use rusqlite_migration::{M, Migrations};

use super::thread::Database;
use crate::domain::form::Form;
use crate::domain::item::Key;
use crate::error::Result;

const MIGRATIONS: &[M<'_>] = &[
    M::up(
        "CREATE TABLE shown (
            account TEXT NOT NULL, folder TEXT NOT NULL, id TEXT NOT NULL,
            at INTEGER NOT NULL, form TEXT NOT NULL,
            PRIMARY KEY (account, folder, id)
         ) STRICT;
         CREATE TABLE hand (account TEXT PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL) STRICT;",
    ),
    M::up(
        "CREATE TABLE place (
            account TEXT NOT NULL, flow TEXT NOT NULL, place TEXT NOT NULL,
            PRIMARY KEY (account, flow, place)
         ) STRICT;",
    ),
];

const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";

/// A handle on the cache's file. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Cache {
    database: Database,
}

impl Cache {
    /// Opens the file; one that cannot be read is thrown away and begun anew.
    pub fn open(path: &Path) -> Result<Self> {
        let migrations = Migrations::from_slice(MIGRATIONS);
        let database = Database::open(path, PRAGMAS, &migrations).or_else(|_| {
            // Emptied rather than removed: the file keeps its owner's rights.
            let _ = std::fs::File::create(path);
            Database::open(path, PRAGMAS, &migrations)
        })?;
        Ok(Self { database })
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

    /// Remembers the name that goes with an account's user id.
    pub async fn remember_hand(&self, account: String, id: String, name: String) -> Result<()> {
        self.database
            .run(move |connection| {
                connection.execute(
                    "INSERT OR REPLACE INTO hand (account, id, name) VALUES (?1, ?2, ?3)",
                    [account, id, name],
                )?;
                Ok(())
            })
            .await
    }

    /// The name that went with an account's user id.
    pub async fn hand(&self, account: String, id: String) -> Result<Option<String>> {
        self.database
            .run(move |connection| {
                connection
                    .query_row(
                        "SELECT name FROM hand WHERE account = ?1 AND id = ?2",
                        [account, id],
                        |row| row.get(0),
                    )
                    .optional()
            })
            .await
    }

    /// Remembers where values were put when a flow was started; what was known stays.
    pub async fn remember_places(
        &self,
        account: String,
        flow: String,
        places: Vec<String>,
    ) -> Result<()> {
        self.database
            .run(move |connection| {
                let mut insert = connection.prepare(
                    "INSERT OR IGNORE INTO place (account, flow, place) VALUES (?1, ?2, ?3)",
                )?;
                for place in &places {
                    insert.execute([&account, &flow, place])?;
                }
                Ok(())
            })
            .await
    }

    /// Where values were put, by flow, in the order in which they came.
    pub async fn places(&self, account: String) -> Result<BTreeMap<String, Vec<String>>> {
        self.database
            .run(move |connection| {
                let mut statement = connection
                    .prepare("SELECT flow, place FROM place WHERE account = ?1 ORDER BY rowid")?;
                let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
                let mut rows = statement.query([account])?;
                while let Some(row) = rows.next()? {
                    found.entry(row.get(0)?).or_default().push(row.get(1)?);
                }
                Ok(found)
            })
            .await
    }
}
