//! The journal: intents before requests, receipts after, nothing ever changed or removed.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use rusqlite_migration::{M, Migrations};

use super::thread::Database;
use crate::domain::decision::{Note, Receipt, Status};
use crate::domain::id::Id;
use crate::domain::item::{Folder, Item, Key};
use crate::domain::journal::{Entry, Intent};
use crate::domain::people::Named;
use crate::domain::verb::Verb;
use crate::error::Result;

/// Append-only for ever: a new version is a new line.
const MIGRATIONS: &[M<'_>] = &[M::up(include_str!("migrations/journal-1.sql"))];

/// An intent is worth nothing unless it survives the power cut that follows it.
const PRAGMAS: &str =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";

/// Every column of an intent and of its latest receipt.
const ENTRY: &str = "SELECT i.number, i.at, i.server_at, i.owner, i.account, i.hand_id, i.hand_name,
    i.folder, i.item_id, i.task_id, i.instance_id, i.node_id, i.node_name, i.title, i.verb, i.comment,
    i.person_id, i.person_name, r.status, r.verb AS did, r.note_key, r.note_args, r.note_text, r.code, r.request_id
  FROM intent i
  LEFT JOIN receipt r ON r.number = (SELECT max(number) FROM receipt WHERE intent = i.number)";

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
        let database = Database::open(path, PRAGMAS, &Migrations::from_slice(MIGRATIONS))?;
        Ok(Self { database })
    }

    /// Makes an intent durable, unless another one about the same task is still open.
    pub async fn begin(&self, intent: Intent) -> Result<Begun> {
        self.database
            .run(move |connection| {
                let work = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
                let task = intent.task_id.as_ref();
                let pending = open(&work, &intent.key.account, &intent.instance_id, task)?;
                if let Some(entry) = pending {
                    return Ok(Begun::Pending(Box::new(entry)));
                }
                let number = insert(&work, &intent)?;
                work.commit()?;
                Ok(Begun::Number(number))
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

    /// Adds what became of an intent. Only `unknown` is overruled; what is settled stays so.
    pub async fn settle(&self, intent: i64, receipt: Receipt, at: Timestamp) -> Result<()> {
        self.database
            .run(move |connection| {
                connection.prepare_cached(
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
                Ok(())
            })
            .await
    }

    /// The intents of an account that nobody knows the end of, oldest first.
    pub async fn unsettled(&self, account: &str) -> Result<Vec<Entry>> {
        let account = account.to_owned();
        self.database
            .run(move |connection| {
                let unsettled =
                    "WHERE i.account = ?1 AND coalesce(r.status, 'unknown') = 'unknown'";
                connection
                    .prepare(&format!("{ENTRY} {unsettled} ORDER BY i.number"))?
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
}

fn open(
    connection: &Connection,
    account: &str,
    instance: &Id,
    task: Option<&Id>,
) -> rusqlite::Result<Option<Entry>> {
    let same = "WHERE i.account = ?1 AND i.instance_id = ?2 AND i.task_id IS ?3
        AND coalesce(r.status, 'unknown') = 'unknown' LIMIT 1";
    connection
        .prepare_cached(&format!("{ENTRY} {same}"))?
        .query_row(
            params![account, instance.as_str(), task.map(Id::as_str)],
            entry,
        )
        .optional()
}

fn insert(connection: &Connection, intent: &Intent) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO intent (at, server_at, owner, account, hand_id, hand_name, folder, item_id,
                task_id, instance_id, node_id, node_name, title, verb, comment, person_id, person_name)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        )?
        .insert(params![
            intent.at.as_millisecond(),
            intent.server_at.map(Timestamp::as_millisecond),
            intent.owner,
            &*intent.key.account,
            intent.hand.id.as_ref().map(Id::as_str),
            intent.hand.name,
            intent.key.folder.name(),
            intent.key.id.as_str(),
            intent.task_id.as_ref().map(Id::as_str),
            intent.instance_id.as_str(),
            intent.node.id.as_ref().map(Id::as_str),
            intent.node.name,
            intent.title,
            intent.verb.name(),
            intent.comment,
            intent.person.id.as_ref().map(Id::as_str),
            intent.person.name,
        ])
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let intent = Intent {
        at: time(row.get("at")?)?,
        server_at: row
            .get::<_, Option<i64>>("server_at")?
            .map(time)
            .transpose()?,
        owner: row.get("owner")?,
        hand: named(row, "hand_id", "hand_name")?,
        key: key(row)?,
        task_id: id(row, "task_id")?,
        instance_id: row.get::<_, String>("instance_id")?.into(),
        node: named(row, "node_id", "node_name")?,
        title: row.get("title")?,
        verb: word(row, "verb", Verb::parse)?,
        comment: row.get("comment")?,
        person: named(row, "person_id", "person_name")?,
    };
    let receipt = match row.get::<_, Option<String>>("status")? {
        None => None,
        Some(_) => Some(Receipt {
            code: row.get("code")?,
            request_id: row.get("request_id")?,
            ..Receipt::new(
                word(row, "status", Status::parse)?,
                word(row, "did", Verb::parse)?,
                Note {
                    key: row.get("note_key")?,
                    args: row
                        .get::<_, Option<String>>("note_args")?
                        .and_then(|text| serde_json::from_str(&text).ok())
                        .unwrap_or_default(),
                    text: row.get("note_text")?,
                },
            )
        }),
    };
    Ok(Entry {
        number: row.get("number")?,
        intent,
        receipt,
    })
}

pub(super) fn key(row: &Row<'_>) -> rusqlite::Result<Key> {
    Ok(Key {
        account: row.get::<_, String>("account")?.into(),
        folder: word(row, "folder", Folder::parse)?,
        id: row.get::<_, String>("item_id")?.into(),
    })
}

pub(super) fn named(row: &Row<'_>, id_column: &str, name: &str) -> rusqlite::Result<Named> {
    Ok(Named::new(id(row, id_column)?, row.get(name)?))
}

pub(super) fn id(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Id>> {
    Ok(row.get::<_, Option<String>>(column)?.map(Id::from))
}

/// A word of ours; a file that says something else was not written by this program.
pub(super) fn word<T>(
    row: &Row<'_>,
    column: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    parse(&text).ok_or_else(|| rusqlite::Error::InvalidColumnName(format!("{column} = {text}")))
}

fn time(ms: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_millisecond(ms).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(0, ms))
}
