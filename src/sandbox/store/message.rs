//! Rows of messages: what the message centre tells one person.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

const COLUMNS: &str = "id, person, kind, title, subtitle, text, task, page, at, updated, read";

/// `MessageType` of interface 21.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sandbox) enum MessageKind {
    /// A new task, or a reminder of one.
    Task = 0,
    /// A copy, an end, a notice.
    Notice = 2,
}

/// One message.
#[derive(Debug)]
pub(in crate::sandbox) struct Message {
    pub(in crate::sandbox) id: i64,
    pub(in crate::sandbox) person: i64,
    /// A `MessageKind`.
    pub(in crate::sandbox) kind: i64,
    pub(in crate::sandbox) title: String,
    pub(in crate::sandbox) subtitle: String,
    pub(in crate::sandbox) text: String,
    pub(in crate::sandbox) task: Option<i64>,
    /// `PageType` that its link opens, empty without a task.
    pub(in crate::sandbox) page: String,
    pub(in crate::sandbox) at: i64,
    pub(in crate::sandbox) updated: i64,
    pub(in crate::sandbox) read: bool,
}

impl Message {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            person: row.get(1)?,
            kind: row.get(2)?,
            title: row.get(3)?,
            subtitle: row.get(4)?,
            text: row.get(5)?,
            task: row.get(6)?,
            page: row.get(7)?,
            at: row.get(8)?,
            updated: row.get(9)?,
            read: row.get(10)?,
        })
    }

    /// Keeps a new message.
    pub(in crate::sandbox) fn insert(&self, db: &Connection) -> Result<()> {
        db.prepare_cached(&format!(
            "INSERT INTO message ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
        ))?
        .execute(params![
            self.id,
            self.person,
            self.kind,
            self.title,
            self.subtitle,
            self.text,
            self.task,
            self.page,
            self.at,
            self.updated,
            self.read
        ])?;
        Ok(())
    }

    /// The message with this id.
    pub(in crate::sandbox) fn find(db: &Connection, id: i64) -> Result<Option<Self>> {
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM message WHERE id = ?1"))?
            .query_row([id], Self::from_row)
            .optional()
    }

    /// Sets whether the message is read.
    pub(in crate::sandbox) fn set_read(&self, db: &Connection, read: bool, at: i64) -> Result<()> {
        db.prepare_cached("UPDATE message SET read = ?2, updated = ?3 WHERE id = ?1")?
            .execute(params![self.id, read, at])?;
        Ok(())
    }

    /// Marks as read what a person got before `until`.
    pub(in crate::sandbox) fn read_until(db: &Connection, person: i64, until: i64) -> Result<()> {
        db.prepare_cached("UPDATE message SET read = 1 WHERE person = ?1 AND at < ?2")?
            .execute(params![person, until])?;
        Ok(())
    }
}

/// Which messages of a person are asked for; what is none is not asked.
#[derive(Debug)]
pub(in crate::sandbox) struct Messages<'q> {
    pub(in crate::sandbox) person: i64,
    pub(in crate::sandbox) kind: Option<i64>,
    pub(in crate::sandbox) read: Option<bool>,
    /// A part of a title.
    pub(in crate::sandbox) text: Option<&'q str>,
}

impl Messages<'_> {
    const WHERE: &'static str = "FROM message
        WHERE person = ?1 AND (?2 IS NULL OR kind = ?2) AND (?3 IS NULL OR read = ?3)
          AND (?4 IS NULL OR INSTR(title, ?4) > 0 OR INSTR(subtitle, ?4) > 0)";

    /// How many there are.
    pub(in crate::sandbox) fn count(&self, db: &Connection) -> Result<i64> {
        db.prepare_cached(&format!("SELECT COUNT(*) {}", Self::WHERE))?
            .query_row(
                params![self.person, self.kind, self.read, self.text],
                |row| row.get(0),
            )
    }

    /// Some of them, newest first.
    pub(in crate::sandbox) fn page(
        &self,
        db: &Connection,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<Message>> {
        let sql = format!(
            "SELECT {COLUMNS} {} ORDER BY at DESC, id DESC LIMIT ?5 OFFSET ?6",
            Self::WHERE
        );
        db.prepare_cached(&sql)?
            .query_map(
                params![self.person, self.kind, self.read, self.text, limit, offset],
                Message::from_row,
            )?
            .collect()
    }
}
