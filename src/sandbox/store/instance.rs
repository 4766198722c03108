//! Rows of instances: one whole approval each.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::{Window, ids};

/// An instance without its form, which is read only when somebody looks.
#[derive(Debug, Clone)]
pub(in crate::sandbox) struct Instance {
    pub(in crate::sandbox) id: i64,
    pub(in crate::sandbox) flow: String,
    pub(in crate::sandbox) starter: i64,
    pub(in crate::sandbox) started: i64,
    pub(in crate::sandbox) ended: Option<i64>,
    pub(in crate::sandbox) outcome: Option<Outcome>,
    pub(in crate::sandbox) draft: bool,
}

/// How an instance ended: Status of interfaces 9 and 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sandbox) enum Outcome {
    Stopped = 1,
    Rejected = 2,
    Approved = 3,
}

impl FromSql for Outcome {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_i64()? {
            1 => Ok(Self::Stopped),
            2 => Ok(Self::Rejected),
            3 => Ok(Self::Approved),
            other => Err(FromSqlError::OutOfRange(other)),
        }
    }
}

impl ToSql for Outcome {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        Ok((*self as i64).into())
    }
}

impl Instance {
    fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            flow: row.get(1)?,
            starter: row.get(2)?,
            started: row.get(3)?,
            ended: row.get(4)?,
            outcome: row.get(5)?,
            draft: row.get(6)?,
        })
    }

    /// Keeps a new instance with its form.
    pub(in crate::sandbox) fn insert(&self, db: &Connection, form: &str) -> Result<()> {
        db.prepare_cached(
            "INSERT INTO instance (id, flow, starter, form, started, draft, updated)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?5)",
        )?
        .execute(params![
            self.id,
            self.flow,
            self.starter,
            form,
            self.started,
            self.draft
        ])?;
        Ok(())
    }

    /// The instance with this id.
    pub(in crate::sandbox) fn find(db: &Connection, id: i64) -> Result<Option<Self>> {
        db.prepare_cached(
            "SELECT id, flow, starter, started, ended, outcome, draft FROM instance WHERE id = ?1",
        )?
        .query_row([id], Self::read)
        .optional()
    }

    /// The form as JSON text.
    pub(in crate::sandbox) fn form(&self, db: &Connection) -> Result<String> {
        db.prepare_cached("SELECT form FROM instance WHERE id = ?1")?
            .query_row([self.id], |row| row.get(0))
    }

    /// Keeps a changed form.
    pub(in crate::sandbox) fn set_form(&self, db: &Connection, form: &str) -> Result<()> {
        db.prepare_cached("UPDATE instance SET form = ?2 WHERE id = ?1")?
            .execute(params![self.id, form])?;
        Ok(())
    }

    /// Ends the instance.
    pub(in crate::sandbox) fn end(&self, db: &Connection, outcome: Outcome, at: i64) -> Result<()> {
        db.prepare_cached(
            "UPDATE instance SET outcome = ?2, ended = ?3, updated = ?3 WHERE id = ?1",
        )?
        .execute(params![self.id, outcome, at])?;
        Ok(())
    }

    /// Notes that something happened at `at`, and whether the instance is a draft now.
    pub(in crate::sandbox) fn touch(&self, db: &Connection, draft: bool, at: i64) -> Result<()> {
        db.prepare_cached("UPDATE instance SET draft = ?2, updated = ?3 WHERE id = ?1")?
            .execute(params![self.id, draft, at])?;
        Ok(())
    }

    /// The edges that the instance has gone along, one bit each in the flow's order.
    pub(in crate::sandbox) fn passed(&self, db: &Connection) -> Result<i64> {
        db.prepare_cached("SELECT passed FROM instance WHERE id = ?1")?
            .query_row([self.id], |row| row.get(0))
    }

    /// Notes edges gone along.
    pub(in crate::sandbox) fn pass(&self, db: &Connection, edges: i64) -> Result<()> {
        db.prepare_cached("UPDATE instance SET passed = passed | ?2 WHERE id = ?1")?
            .execute(params![self.id, edges])?;
        Ok(())
    }

    /// Forgets edges that are to be gone along again.
    pub(in crate::sandbox) fn unpass(&self, db: &Connection, edges: i64) -> Result<()> {
        db.prepare_cached("UPDATE instance SET passed = passed & ~?2 WHERE id = ?1")?
            .execute(params![self.id, edges])?;
        Ok(())
    }

    /// How many requests, drafts apart, a person started.
    pub(in crate::sandbox) fn count_created(db: &Connection, starter: i64) -> Result<i64> {
        db.prepare_cached("SELECT COUNT(*) FROM instance WHERE starter = ?1 AND draft = 0")?
            .query_row([starter], |row| row.get(0))
    }

    /// The ids of the requests, drafts apart, that a person started.
    pub(in crate::sandbox) fn created(
        db: &Connection,
        starter: i64,
        window: Window,
    ) -> Result<Vec<i64>> {
        let sql = format!(
            "SELECT id FROM instance WHERE starter = ?1 AND draft = 0 {}",
            window.sql()
        );
        ids(db, &sql, params![starter, window.limit, window.offset])
    }
}

/// Which instances interface 6 asks for; what is none is not asked.
#[derive(Debug, Default)]
pub(in crate::sandbox) struct Asked<'q> {
    pub(in crate::sandbox) code: Option<&'q str>,
    pub(in crate::sandbox) key: Option<&'q str>,
    pub(in crate::sandbox) version: Option<&'q str>,
    pub(in crate::sandbox) starter: Option<i64>,
    /// Started at this time or later.
    pub(in crate::sandbox) from: Option<i64>,
    /// Ended at this time or earlier.
    pub(in crate::sandbox) until: Option<i64>,
    /// 4 is running.
    pub(in crate::sandbox) status: Option<i64>,
}

impl Asked<'_> {
    const FROM: &'static str = "FROM instance i
        JOIN flow f ON f.code = i.flow JOIN person p ON p.id = i.starter
        WHERE (?1 IS NULL OR i.flow = ?1) AND (?2 IS NULL OR f.key = ?2) AND (?3 IS NULL OR f.version = ?3)
          AND (?4 IS NULL OR i.starter = ?4) AND (?5 IS NULL OR i.started >= ?5)
          AND (?6 IS NULL OR i.ended <= ?6) AND (?7 IS NULL OR IFNULL(i.outcome, 4) = ?7)";

    /// How many there are.
    pub(in crate::sandbox) fn count(&self, db: &Connection) -> Result<i64> {
        db.prepare_cached(&format!("SELECT COUNT(*) {}", Self::FROM))?
            .query_row(
                params![
                    self.code,
                    self.key,
                    self.version,
                    self.starter,
                    self.from,
                    self.until,
                    self.status
                ],
                |row| row.get(0),
            )
    }

    /// The ids of one page of them; `by` is an SQL expression over `i`, `f` and `p`.
    pub(in crate::sandbox) fn page(
        &self,
        db: &Connection,
        by: &str,
        window: Window,
    ) -> Result<Vec<i64>> {
        let way = if window.ascending { "ASC" } else { "DESC" };
        let sql = format!(
            "SELECT i.id {} ORDER BY {by} {way}, i.id {way} LIMIT ?8 OFFSET ?9",
            Self::FROM
        );
        ids(
            db,
            &sql,
            params![
                self.code,
                self.key,
                self.version,
                self.starter,
                self.from,
                self.until,
                self.status,
                window.limit,
                window.offset
            ],
        )
    }
}
