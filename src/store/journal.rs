//! The journal: intents before requests, receipts after, nothing ever changed or removed.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::params;
use rusqlite_migration::{HookError, M, Migrations};

use super::chain::{seal, seal_all};
use super::choice::offer;
use super::intent::{ENTRY, entry, insert, open, unsettled};
use super::thread::Database;
use crate::domain::decision::Receipt;
use crate::domain::item::Item;
use crate::domain::journal::{Entry, Intent};
use crate::error::Result;

/// Append-only for ever: a new version is a new line.
fn migrations() -> Migrations<'static> {
    Migrations::new(vec![
        M::up(include_str!("migrations/journal-1.sql")),
        M::up(include_str!("migrations/journal-2.sql")),
        M::up_with_hook(include_str!("migrations/journal-3.sql"), |work| {
            seal_all(work).map_err(HookError::RusqliteError)
        }),
        M::up(include_str!("migrations/journal-4.sql")),
        M::up(include_str!("migrations/journal-5.sql")),
    ])
}

/// An intent is worth nothing unless it survives the power cut that follows it.
const PRAGMAS: &str =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";

/// What came of asking to start a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// The intent is durable under this number.
    Number(i64),
    /// Another intent about the same task is not settled yet.
    Pending(Box<Entry>),
}

/// A handle on the journal's file. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Journal {
    pub(super) database: Database,
}

impl Journal {
    /// Opens the file, making or migrating it.
    pub fn open(path: &Path) -> Result<Self> {
        let database = Database::open(path, PRAGMAS, &migrations())?;
        Ok(Self { database })
    }

    /// Makes an intent durable, unless another one about the same task is still open.
    pub async fn begin(&self, intent: Intent) -> Result<Begun> {
        self.database
            .write(move |work| {
                let task = intent.task_id.as_ref();
                let pending = open(work, &intent.key.account, &intent.instance_id, task)?;
                if let Some(entry) = pending {
                    return Ok(Begun::Pending(Box::new(entry)));
                }
                insert(work, &intent).map(Begun::Number)
            })
            .await
    }

    /// The unfinished intent about an item's task, if there is one.
    pub async fn pending(&self, item: &Item) -> Result<Option<Entry>> {
        let (key, instance) = (item.key.clone(), item.instance_id.clone());
        let task = item.task_id.clone();
        self.database
            .run(move |connection| open(connection, &key.account, &instance, task.as_ref()))
            .await
    }

    /// Adds what became of an intent, and in one stroke whom it asks to choose. Only `unknown` is
    /// overruled; what is settled stays so.
    pub async fn settle(&self, intent: i64, receipt: Receipt, at: Timestamp) -> Result<()> {
        self.database
            .write(move |work| {
                let written = work.prepare_cached(
                    "INSERT INTO receipt (intent, at, status, verb, note_key, note_args, note_text, code, request_id)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                )?
                .execute(params![
                    intent,
                    at.as_millisecond(),
                    receipt.status.name(),
                    receipt.verb.name(),
                    receipt.note.key,
                    serde_json::to_string(&receipt.note.args).ok(),
                    receipt.note.text,
                    receipt.code,
                    receipt.request_id
                ])?;
                // What is settled takes no other end.
                if written > 0 {
                    seal(work, "receipt", work.last_insert_rowid())?;
                }
                offer(work, intent, &receipt.next)
            })
            .await
    }

    /// The intents of an account that nobody knows the end of, oldest first.
    pub async fn unsettled(&self, account: &str) -> Result<Vec<Entry>> {
        let account = account.to_owned();
        self.database
            .run(move |connection| {
                let unsettled = unsettled();
                connection
                    .prepare(&format!(
                        "{ENTRY} WHERE i.account = ?1 AND {unsettled} ORDER BY i.number"
                    ))?
                    .query_map([account], entry)?
                    .collect()
            })
            .await
    }

    /// Everything since a moment, oldest first.
    pub async fn entries(&self, since: Option<Timestamp>) -> Result<Vec<Entry>> {
        let since = since.map_or(i64::MIN, Timestamp::as_millisecond);
        self.database
            .run(move |connection| {
                connection
                    .prepare(&format!("{ENTRY} WHERE i.at >= ?1 ORDER BY i.number"))?
                    .query_map([since], entry)?
                    .collect()
            })
            .await
    }

    /// So many of the latest, the newest first.
    pub async fn latest(&self, count: u32) -> Result<Vec<Entry>> {
        self.database
            .run(move |connection| {
                connection
                    .prepare(&format!("{ENTRY} ORDER BY i.number DESC LIMIT ?1"))?
                    .query_map([count], entry)?
                    .collect()
            })
            .await
    }
}
