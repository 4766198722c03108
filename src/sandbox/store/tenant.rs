//! What makes the state of the other tenants: the day of their stories, and what callers did at
//! Feishu since, in its order.

use std::str::FromStr;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Result, params};

/// What a caller did at Feishu, and was let do.
#[derive(Debug)]
pub(in crate::sandbox) struct Done {
    /// Epoch milliseconds.
    pub(in crate::sandbox) at: i64,
    /// The person's key.
    pub(in crate::sandbox) who: String,
    pub(in crate::sandbox) verb: String,
    /// The code of the request.
    pub(in crate::sandbox) request: String,
    /// Empty where the verb is not a task's.
    pub(in crate::sandbox) task: String,
    pub(in crate::sandbox) says: String,
    /// People by their keys, or the key of a node.
    pub(in crate::sandbox) to: Vec<String>,
}

impl Done {
    /// Adds it after all that was done before.
    pub(in crate::sandbox) fn keep(&self, db: &Connection) -> Result<()> {
        let to = serde_json::Value::from(self.to.clone()).to_string();
        db.prepare_cached(
            "INSERT INTO done (at, who, verb, request, task, says, people)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            self.at,
            self.who,
            self.verb,
            self.request,
            self.task,
            self.says,
            to
        ])
        .map(drop)
    }
}

/// All that was done, the first first.
pub(in crate::sandbox) fn done(db: &Connection) -> Result<Vec<Done>> {
    db.prepare("SELECT at, who, verb, request, task, says, people FROM done ORDER BY id")?
        .query_map([], |row| {
            let to: String = row.get(6)?;
            Ok(Done {
                at: row.get(0)?,
                who: row.get(1)?,
                verb: row.get(2)?,
                request: row.get(3)?,
                task: row.get(4)?,
                says: row.get(5)?,
                to: serde_json::from_str(&to).unwrap_or_default(),
            })
        })?
        .collect()
}

/// The day at whose beginning the stories end: the one that is kept, else this one from now on.
pub(in crate::sandbox) fn story_day(db: &Connection, today: Date) -> Result<Date> {
    let kept: Option<String> = db
        .query_row("SELECT day FROM story", [], |row| row.get(0))
        .optional()?;
    if let Some(day) = kept.and_then(|day| Date::from_str(&day).ok()) {
        return Ok(day);
    }
    db.execute("INSERT INTO story (day) VALUES (?1)", [today.to_string()])?;
    Ok(today)
}
