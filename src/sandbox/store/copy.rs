//! Rows of copies: what somebody was told without being asked.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::{Window, ids};

/// One person's copy of an instance.
#[derive(Debug, Clone)]
pub(in crate::sandbox) struct CarbonCopy {
    /// `CcId`.
    pub(in crate::sandbox) id: i64,
    pub(in crate::sandbox) instance: i64,
    /// The task whose decision sent it.
    pub(in crate::sandbox) task: i64,
    pub(in crate::sandbox) person: i64,
    /// Start of the instance.
    pub(in crate::sandbox) started: i64,
    /// `CcTime`.
    pub(in crate::sandbox) at: i64,
}

impl CarbonCopy {
    fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            instance: row.get(1)?,
            task: row.get(2)?,
            person: row.get(3)?,
            started: row.get(4)?,
            at: row.get(5)?,
        })
    }

    /// Keeps a new copy.
    pub(in crate::sandbox) fn insert(&self, db: &Connection) -> Result<()> {
        db.prepare_cached(
            "INSERT INTO copy (id, instance, task, person, started, updated) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            self.id, self.instance, self.task, self.person, self.started, self.at
        ])?;
        Ok(())
    }

    /// The copy with this `CcId`.
    pub(in crate::sandbox) fn find(db: &Connection, id: i64) -> Result<Option<Self>> {
        db.prepare_cached(
            "SELECT id, instance, task, person, started, updated FROM copy WHERE id = ?1",
        )?
        .query_row([id], Self::read)
        .optional()
    }

    /// A person's newest copy that the decision on a task sent.
    pub(in crate::sandbox) fn of_task(
        db: &Connection,
        task: i64,
        person: i64,
    ) -> Result<Option<Self>> {
        db.prepare_cached(
            "SELECT id, instance, task, person, started, updated FROM copy
             WHERE person = ?2 AND task = ?1 ORDER BY id DESC LIMIT 1",
        )?
        .query_row(params![task, person], Self::read)
        .optional()
    }

    /// How many copies a person has.
    pub(in crate::sandbox) fn count(db: &Connection, person: i64) -> Result<i64> {
        db.prepare_cached("SELECT COUNT(*) FROM copy WHERE person = ?1")?
            .query_row([person], |row| row.get(0))
    }

    /// The ids of a person's copies.
    pub(in crate::sandbox) fn listed(
        db: &Connection,
        person: i64,
        window: Window,
    ) -> Result<Vec<i64>> {
        ids(
            db,
            &format!("SELECT id FROM copy WHERE person = ?1 {}", window.sql()),
            params![person, window.limit, window.offset],
        )
    }
}
