//! Rows of tasks: one person's seat at one visit of one node.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::{Action, Window, ids};

const COLUMNS: &str =
    "id, instance, node, person, visit, seat, status, result, started, arrived, ended, read";

/// A task.
#[derive(Debug, Clone)]
pub(in crate::sandbox) struct Task {
    pub(in crate::sandbox) id: i64,
    pub(in crate::sandbox) instance: i64,
    pub(in crate::sandbox) node: String,
    pub(in crate::sandbox) person: i64,
    /// Tasks made when the flow entered the node the same time share it.
    pub(in crate::sandbox) visit: i64,
    /// Place among the node's people, from 0; a transfer hands it on.
    pub(in crate::sandbox) seat: u32,
    pub(in crate::sandbox) status: TaskStatus,
    /// The action that ended it, 0 for none.
    pub(in crate::sandbox) result: i64,
    pub(in crate::sandbox) started: i64,
    pub(in crate::sandbox) arrived: i64,
    pub(in crate::sandbox) ended: Option<i64>,
    pub(in crate::sandbox) read: bool,
}

/// `TaskStatus` of interface 7.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sandbox) enum TaskStatus {
    Open = 1,
    Done = 2,
    /// Settled by somebody else: a lost any-sign, an ended or withdrawn instance, a revoked decision.
    Void = 3,
    Draft = 4,
    /// At the approval start node, waiting to be submitted.
    Unsubmitted = 5,
    /// A possible approver, whom the previous one may choose. The interfaces do not tell of it.
    Proposed = 6,
}

impl TaskStatus {
    /// Whether a decision is awaited.
    pub(in crate::sandbox) fn waits(self) -> bool {
        matches!(self, Self::Open | Self::Draft | Self::Unsubmitted)
    }

    /// Whether something is still to come of it.
    pub(in crate::sandbox) fn is_pending(self) -> bool {
        self.waits() || self == Self::Proposed
    }
}

impl FromSql for TaskStatus {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_i64()? {
            1 => Ok(Self::Open),
            2 => Ok(Self::Done),
            3 => Ok(Self::Void),
            4 => Ok(Self::Draft),
            5 => Ok(Self::Unsubmitted),
            6 => Ok(Self::Proposed),
            other => Err(FromSqlError::OutOfRange(other)),
        }
    }
}

impl ToSql for TaskStatus {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        Ok((*self as i64).into())
    }
}

impl Task {
    fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            instance: row.get(1)?,
            node: row.get(2)?,
            person: row.get(3)?,
            visit: row.get(4)?,
            seat: row.get(5)?,
            status: row.get(6)?,
            result: row.get(7)?,
            started: row.get(8)?,
            arrived: row.get(9)?,
            ended: row.get(10)?,
            read: row.get(11)?,
        })
    }

    /// Keeps a new task.
    pub(in crate::sandbox) fn insert(&self, db: &Connection) -> Result<()> {
        db.prepare_cached(
            "INSERT INTO task (id, instance, node, person, visit, seat, status, started, arrived)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            self.id,
            self.instance,
            self.node,
            self.person,
            self.visit,
            self.seat,
            self.status,
            self.started,
            self.arrived
        ])?;
        Ok(())
    }

    /// The task with this id.
    pub(in crate::sandbox) fn find(db: &Connection, id: i64) -> Result<Option<Self>> {
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM task WHERE id = ?1"))?
            .query_row([id], Self::read)
            .optional()
    }

    /// All tasks of an instance, oldest first.
    pub(in crate::sandbox) fn of_instance(db: &Connection, instance: i64) -> Result<Vec<Self>> {
        db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM task WHERE instance = ?1 ORDER BY id"
        ))?
        .query_map([instance], Self::read)?
        .collect()
    }

    /// Ends the task; false when it had already ended.
    pub(in crate::sandbox) fn finish(
        &self,
        db: &Connection,
        action: Action,
        at: i64,
    ) -> Result<bool> {
        let changed = db
            .prepare_cached(
                "UPDATE task SET status = 2, result = ?2, ended = ?3, read = 1
                 WHERE id = ?1 AND status IN (1, 4, 5)",
            )?
            .execute(params![self.id, action, at])?;
        Ok(changed == 1)
    }

    /// Makes the task void.
    pub(in crate::sandbox) fn cancel(&self, db: &Connection, at: i64) -> Result<()> {
        db.prepare_cached("UPDATE task SET status = 3, ended = ?2 WHERE id = ?1")?
            .execute(params![self.id, at])?;
        Ok(())
    }

    /// Asks the person of a proposed task; false when it is no longer proposed.
    pub(in crate::sandbox) fn choose(&self, db: &Connection, at: i64) -> Result<bool> {
        let changed = db
            .prepare_cached(
                "UPDATE task SET status = 1, arrived = ?2 WHERE id = ?1 AND status = 6",
            )?
            .execute(params![self.id, at])?;
        Ok(changed == 1)
    }

    /// Makes the waiting task a draft.
    pub(in crate::sandbox) fn save(&self, db: &Connection) -> Result<()> {
        db.prepare_cached("UPDATE task SET status = 4, read = 1 WHERE id = ?1")?
            .execute([self.id])?;
        Ok(())
    }

    /// Notes that its person has opened it.
    pub(in crate::sandbox) fn mark_read(&self, db: &Connection) -> Result<()> {
        db.prepare_cached("UPDATE task SET read = 1 WHERE id = ?1")?
            .execute([self.id])?;
        Ok(())
    }

    /// How many tasks stand in a person's list `TODO`, `DONE` or `DRAFT`.
    pub(in crate::sandbox) fn count_listed(
        db: &Connection,
        list: &str,
        person: i64,
    ) -> Result<i64> {
        db.prepare_cached("SELECT COUNT(*) FROM task WHERE person = ?1 AND list = ?2")?
            .query_row(params![person, list], |row| row.get(0))
    }

    /// The ids of the tasks in a person's list `TODO`, `DONE` or `DRAFT`.
    pub(in crate::sandbox) fn listed(
        db: &Connection,
        list: &str,
        person: i64,
        window: Window,
    ) -> Result<Vec<i64>> {
        let sql = format!(
            "SELECT id FROM task WHERE person = ?1 AND list = ?2 {}",
            window.sql()
        );
        ids(db, &sql, params![person, list, window.limit, window.offset])
    }
}
