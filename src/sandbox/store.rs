//! The sandbox's state in `SQLite`: in memory, or in a file in WAL mode.
//! Holds rows and no rules, except which task stands in which list.

mod copy;
mod instance;
mod message;
mod operation;
mod task;

use std::path::Path;

use rusqlite::{Connection, Result, params};

pub(super) use copy::CarbonCopy;
pub(super) use instance::{Instance, Outcome};
pub(super) use message::{Message, MessageKind};
pub(super) use operation::{Action, Operation};
pub(super) use task::{Task, TaskStatus};

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
    db.query_row("SELECT MAX(at) FROM operation", [], |row| row.get(0))
}

/// Counts one decision carried out for a caller on a task.
pub(super) fn count_decision(db: &Connection, task: i64) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO decision (task, count) VALUES (?1, 1)
         ON CONFLICT (task) DO UPDATE SET count = count + 1",
    )?
    .execute(params![task])?;
    Ok(())
}

/// How many decisions were carried out, by task.
pub(super) fn decisions(db: &Connection) -> Result<Vec<(i64, u32)>> {
    db.prepare_cached("SELECT task, count FROM decision ORDER BY task")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
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
