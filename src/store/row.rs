//! Columns as values of the domain, and back. Never guesses: what cannot be read is an error.

use jiff::Timestamp;
use rusqlite::Row;

use crate::domain::decision::Target;
use crate::domain::id::Id;
use crate::domain::input::Inputs;
use crate::domain::item::{Flow, Folder, Key};
use crate::domain::people::Named;

pub(super) fn key(row: &Row<'_>) -> rusqlite::Result<Key> {
    Ok(Key {
        account: row.get::<_, String>("account")?.into(),
        folder: word(row, "folder", Folder::parse)?,
        id: row.get::<_, String>("item_id")?.into(),
    })
}

pub(super) fn named(row: &Row<'_>, id_column: &str, name: &str) -> rusqlite::Result<Named> {
    Ok(Named::new(id(row, id_column)?, row.get(name)?))
}

pub(super) fn id(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Id>> {
    Ok(row.get::<_, Option<String>>(column)?.map(Id::from))
}

/// A word of ours; a file that says something else was not written by this program.
pub(super) fn word<T>(
    row: &Row<'_>,
    column: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    parse(&text).ok_or_else(|| misread(column, &text))
}

pub(super) fn time(ms: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_millisecond(ms).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(0, ms))
}

/// A moment that may be missing.
pub(super) fn moment(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Timestamp>> {
    row.get::<_, Option<i64>>(column)?.map(time).transpose()
}

pub(super) fn flow(row: &Row<'_>) -> rusqlite::Result<Flow> {
    Ok(Flow {
        code: id(row, "flow_code")?,
        version: None,
        name: row.get("flow_name")?,
    })
}

/// The node to go back to; whether it is the first or the last is told by the caller.
pub(super) fn target(row: &Row<'_>, start: bool, last: bool) -> rusqlite::Result<Option<Target>> {
    let node = named(row, "target_id", "target_name")?;
    Ok(id(row, "target_task")?.map(|task_id| Target {
        node,
        task_id,
        start,
        last,
    }))
}

/// People written as `[[id, name], …]`.
pub(super) fn people(row: &Row<'_>, column: &str) -> rusqlite::Result<Vec<Named>> {
    let Some(text) = row.get::<_, Option<String>>(column)? else {
        return Ok(Vec::new());
    };
    let pairs: Vec<(Option<String>, Option<String>)> =
        serde_json::from_str(&text).map_err(|_| misread(column, &text))?;
    let named = |(id, name): (Option<String>, Option<String>)| Named::new(id.map(Id::from), name);
    Ok(pairs.into_iter().map(named).collect())
}

/// What was filled in, by variable.
pub(super) fn inputs(row: &Row<'_>) -> rusqlite::Result<Inputs> {
    match row.get::<_, Option<String>>("inputs")? {
        None => Ok(Inputs::new()),
        Some(text) => serde_json::from_str(&text).map_err(|_| misread("inputs", &text)),
    }
}

/// The text of what was filled in; none for nothing.
pub(super) fn inputs_text(inputs: &Inputs) -> Option<String> {
    let text = || serde_json::to_string(inputs).ok();
    (!inputs.is_empty()).then(text).flatten()
}

fn misread(column: &str, text: &str) -> rusqlite::Error {
    rusqlite::Error::InvalidColumnName(format!("{column} = {text}"))
}
