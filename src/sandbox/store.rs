//! The sandbox's state in `SQLite`: in memory, or in a file in WAL mode.
//! Holds rows and no rules, except which task stands in which list.

mod act;
mod copy;
mod instance;
mod message;
mod operation;
pub(super) mod outbox;
mod task;
mod tenant;

use std::path::Path;

use rusqlite::{Connection, Result, params};

use super::company::Company;
pub(super) use act::{acts, count_act, count_press, decisions, presses};
pub(super) use copy::CarbonCopy;
pub(super) use instance::{Asked, Instance, Outcome};
pub(super) use message::{Message, MessageKind, Messages};
pub(super) use operation::{Action, Operation};
pub(super) use task::{Task, TaskStatus};
pub(super) use tenant::{Done, done, story_day};

const SCHEMA: &str = include_str!("store/schema.sql");
/// Above the number of different statements, so that none is prepared twice.
const STATEMENTS: usize = 64;

/// Opens the database and makes its tables where they are missing.
pub(super) fn open(path: Option<&Path>) -> Result<Connection> {
    let db = match path {
        Some(path) => Connection::open(path)?,
        None => Connection::open_in_memory()?,
    };
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    if path.is_some() {
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "NORMAL")?;
    }
    db.execute_batch(SCHEMA)?;
    Ok(db)
}

/// When the last act was done, in epoch milliseconds; none in a new database.
pub(super) fn last_act(db: &Connection) -> Result<Option<i64>> {
    let sql = "SELECT MAX(at) FROM (SELECT at FROM operation UNION ALL SELECT at FROM done)";
    db.query_row(sql, [], |row| row.get(0))
}

/// Keeps what flows and people are called, where it is not kept yet.
pub(super) fn register(db: &Connection, company: &Company) -> Result<()> {
    let mut flow = db.prepare("INSERT OR REPLACE INTO flow VALUES (?1, ?2, ?3, ?4)")?;
    for (kept, version) in company.versions() {
        flow.execute(params![version.code, kept.key, version.number, kept.name])?;
    }
    let at_once = db.unchecked_transaction()?;
    let mut person = db.prepare("INSERT OR REPLACE INTO person VALUES (?1, ?2)")?;
    for one in company.everybody() {
        person.execute(params![one.id, one.name])?;
    }
    at_once.commit()
}

/// The first column of all rows as ids.
fn ids(db: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Vec<i64>> {
    db.prepare_cached(sql)?
        .query_map(params, |row| row.get(0))?
        .collect()
}

/// A part of an ordered list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    /// By the time of the last change instead of the start of the instance.
    pub(super) by_update: bool,
    pub(super) ascending: bool,
    pub(super) limit: i64,
    pub(super) offset: i64,
}

impl Window {
    /// `ORDER BY … LIMIT ? OFFSET ?` over the columns `started`, `updated` and `id`; the limit and the
    /// offset follow the query's own parameters.
    fn sql(self) -> String {
        let key = if self.by_update { "updated" } else { "started" };
        let way = if self.ascending { "ASC" } else { "DESC" };
        format!("ORDER BY {key} {way}, id {way} LIMIT ? OFFSET ?")
    }
}
