//! Counts of what was carried out for callers, and of reminders by the day.

use rusqlite::{Connection, OptionalExtension, Result, params};

/// Verbs whose counts are decisions: completions and revocations.
const DECISIONS: &str = "'submit', 'approve', 'reject', 'transfer', 'revoke'";

/// Counts one act carried out for a caller on the task or the instance that they named.
pub(in crate::sandbox) fn count_act(db: &Connection, id: i64, verb: &str) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO act (id, verb, count) VALUES (?1, ?2, 1)
         ON CONFLICT (id, verb) DO UPDATE SET count = count + 1",
    )?
    .execute(params![id, verb])?;
    Ok(())
}

/// How many acts were carried out, by the task or instance named and by verb.
pub(in crate::sandbox) fn acts(db: &Connection) -> Result<Vec<(i64, String, u32)>> {
    db.prepare_cached("SELECT id, verb, count FROM act ORDER BY id, verb")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect()
}

/// How many decisions were carried out, by task.
pub(in crate::sandbox) fn decisions(db: &Connection) -> Result<Vec<(i64, u32)>> {
    let sql = format!(
        "SELECT id, SUM(count) FROM act WHERE verb IN ({DECISIONS}) GROUP BY id ORDER BY id"
    );
    db.prepare_cached(&sql)?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// How many reminders a task has had on a day.
pub(in crate::sandbox) fn presses(db: &Connection, task: i64, day: i64) -> Result<u32> {
    let found = db
        .prepare_cached("SELECT count FROM press WHERE task = ?1 AND day = ?2")?
        .query_row([task, day], |row| row.get(0))
        .optional()?;
    Ok(found.unwrap_or(0))
}

/// Counts one reminder of a task on a day.
pub(in crate::sandbox) fn count_press(db: &Connection, task: i64, day: i64) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO press (task, day, count) VALUES (?1, ?2, 1)
         ON CONFLICT (task, day) DO UPDATE SET count = count + 1",
    )?
    .execute([task, day])?;
    Ok(())
}
