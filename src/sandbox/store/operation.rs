//! Rows of operations: who did what at which node.

use rusqlite::types::{ToSql, ToSqlOutput};
use rusqlite::{Connection, Result, Row, params};

/// Action codes of an operation's content (document 003, interface 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sandbox) enum Action {
    Submit = 1,
    Agree = 2,
    Reject = 3,
    Transfer = 4,
    Revoke = 5,
    RollBack = 6,
    Countersign = 7,
    Stop = 8,
    Handle = 13,
    Copy = 15,
    SaveDraft = 17,
}

impl ToSql for Action {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        Ok((*self as i64).into())
    }
}

/// One record of the history.
#[derive(Debug)]
pub(in crate::sandbox) struct Operation {
    pub(in crate::sandbox) id: i64,
    pub(in crate::sandbox) instance: i64,
    pub(in crate::sandbox) node: String,
    pub(in crate::sandbox) person: i64,
    pub(in crate::sandbox) at: i64,
    /// `ContentEntity` as JSON text.
    pub(in crate::sandbox) content: String,
    pub(in crate::sandbox) result: String,
}

impl Operation {
    fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            instance: row.get(1)?,
            node: row.get(2)?,
            person: row.get(3)?,
            at: row.get(4)?,
            content: row.get(5)?,
            result: row.get(6)?,
        })
    }

    /// Keeps a new record.
    pub(in crate::sandbox) fn insert(&self, db: &Connection) -> Result<()> {
        db.prepare_cached(
            "INSERT INTO operation (id, instance, node, person, at, content, result)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            self.id,
            self.instance,
            self.node,
            self.person,
            self.at,
            self.content,
            self.result
        ])?;
        Ok(())
    }

    /// All records of an instance, oldest first.
    pub(in crate::sandbox) fn of_instance(db: &Connection, instance: i64) -> Result<Vec<Self>> {
        db.prepare_cached(
            "SELECT id, instance, node, person, at, content, result FROM operation
             WHERE instance = ?1 ORDER BY at, id",
        )?
        .query_map([instance], Self::read)?
        .collect()
    }
}
