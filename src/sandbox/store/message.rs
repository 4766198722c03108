//! Rows of messages: what the message centre tells one person.

use rusqlite::{Connection, Result, params};

/// `MessageType` of interface 21.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sandbox) enum MessageKind {
    /// A new task.
    Task = 0,
    /// A copy, an end, a notice.
    Notice = 2,
}

/// One message.
#[derive(Debug)]
pub(in crate::sandbox) struct Message {
    pub(in crate::sandbox) id: i64,
    pub(in crate::sandbox) person: i64,
    pub(in crate::sandbox) kind: MessageKind,
    pub(in crate::sandbox) title: String,
    pub(in crate::sandbox) text: String,
    pub(in crate::sandbox) task: Option<i64>,
    pub(in crate::sandbox) at: i64,
}

impl Message {
    /// Keeps a new message.
    pub(in crate::sandbox) fn insert(&self, db: &Connection) -> Result<()> {
        db.prepare_cached(
            "INSERT INTO message (id, person, kind, title, text, task, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            self.id,
            self.person,
            self.kind as i64,
            self.title,
            self.text,
            self.task,
            self.at
        ])?;
        Ok(())
    }

    /// Marks as read what a person got before `until`.
    pub(in crate::sandbox) fn read_until(db: &Connection, person: i64, until: i64) -> Result<()> {
        db.prepare_cached("UPDATE message SET read = 1 WHERE person = ?1 AND at < ?2")?
            .execute(params![person, until])?;
        Ok(())
    }

    /// How many messages of a type a person has that are read, or not.
    pub(in crate::sandbox) fn count(
        db: &Connection,
        person: i64,
        kind: i64,
        read: bool,
    ) -> Result<i64> {
        db.prepare_cached(
            "SELECT COUNT(*) FROM message WHERE person = ?1 AND kind = ?2 AND read = ?3",
        )?
        .query_row(params![person, kind, read], |row| row.get(0))
    }
}
