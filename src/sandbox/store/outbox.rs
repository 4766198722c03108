//! Pushes that are still to be delivered.

use rusqlite::{Connection, OptionalExtension, Result, params};

/// A push that is due.
#[derive(Debug)]
pub(in crate::sandbox) struct Letter {
    pub(in crate::sandbox) id: i64,
    pub(in crate::sandbox) body: String,
    pub(in crate::sandbox) attempts: u32,
}

/// Adds a body that is to be delivered from now on.
pub(in crate::sandbox) fn put(db: &Connection, body: &str, now: i64) -> Result<()> {
    db.prepare_cached("INSERT INTO outbox (body, at) VALUES (?1, ?2)")?
        .execute(params![body, now])
        .map(drop)
}

/// The oldest letter: they go out in their order.
pub(in crate::sandbox) fn first(db: &Connection) -> Result<Option<Letter>> {
    db.prepare_cached("SELECT id, body, attempts FROM outbox ORDER BY id LIMIT 1")?
        .query_row([], |row| {
            Ok(Letter {
                id: row.get(0)?,
                body: row.get(1)?,
                attempts: row.get(2)?,
            })
        })
        .optional()
}

/// It was delivered.
pub(in crate::sandbox) fn remove(db: &Connection, id: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM outbox WHERE id = ?1")?
        .execute([id])
        .map(drop)
}

/// It was not taken.
pub(in crate::sandbox) fn put_off(db: &Connection, id: i64) -> Result<()> {
    db.prepare_cached("UPDATE outbox SET attempts = attempts + 1 WHERE id = ?1")?
        .execute([id])
        .map(drop)
}
