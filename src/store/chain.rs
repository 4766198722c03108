//! The chain: a seal on every row of the record, made of the row and of the seal before it. It
//! shows what was changed, removed or added behind the program's back; what was cut off the end
//! shows only to whoever has noted the head. Never repairs anything.

use std::fmt::Write;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

use super::journal::Journal;
use crate::domain::journal::{Flaw, Harm, Inspection};
use crate::error::Result;

/// The tables that are sealed. What refers to a row comes after it.
const PARTS: [&str; 6] = [
    "intent",
    "party",
    "receipt",
    "candidate",
    "attempt",
    "outcome",
];

/// Seals a row, in the transaction that writes it.
pub(super) fn seal(connection: &Connection, part: &str, row: i64) -> rusqlite::Result<()> {
    let before: Option<String> = connection
        .prepare_cached("SELECT seal FROM chain ORDER BY number DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let Some(seal) = seal_of(connection, part, row, before.as_deref())? else {
        return Err(rusqlite::Error::QueryReturnedNoRows);
    };
    connection
        .prepare_cached("INSERT INTO chain (part, row, seal) VALUES (?1, ?2, ?3)")?
        .execute(params![part, row, seal])?;
    Ok(())
}

/// Seals the rows of a journal that is older than its chain.
pub(super) fn seal_all(connection: &Connection) -> rusqlite::Result<()> {
    for part in PARTS {
        let rows: Vec<i64> = connection
            .prepare(&format!("SELECT number FROM {part} ORDER BY number"))?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for row in rows {
            seal(connection, part, row)?;
        }
    }
    Ok(())
}

impl Journal {
    /// Compares every row with its seal, from the oldest on, up to the first that does not fit.
    pub async fn inspect(&self) -> Result<Inspection> {
        self.database
            .run(|connection| {
                // One state of the file, whoever writes meanwhile.
                let state = connection.transaction()?;
                let mut found = walk(&state)?;
                if found.flaw.is_none() {
                    found.flaw = unsealed(&state)?;
                }
                Ok(found)
            })
            .await
    }
}

/// A seal as it stands in the file.
struct Link {
    number: i64,
    part: String,
    row: i64,
    seal: String,
}

/// Follows the chain.
fn walk(connection: &Connection) -> rusqlite::Result<Inspection> {
    let mut found = Inspection::default();
    let mut links =
        connection.prepare("SELECT number, part, row, seal FROM chain ORDER BY number")?;
    let links = links.query_map([], |row| {
        Ok(Link {
            number: row.get("number")?,
            part: row.get("part")?,
            row: row.get("row")?,
            seal: row.get("seal")?,
        })
    })?;
    for (expected, link) in (1..).zip(links) {
        let link = link?;
        if link.number != expected {
            found.flaw = Some(flaw(Harm::Removed, "chain", expected));
            return Ok(found);
        }
        let is_known = PARTS.contains(&link.part.as_str());
        let seal = if is_known {
            seal_of(connection, &link.part, link.row, found.head.as_deref())?
        } else {
            None
        };
        let harm = match seal {
            None => Harm::Removed,
            Some(seal) if seal != link.seal => Harm::Changed,
            Some(_) => {
                found.rows += 1;
                found.head = Some(link.seal);
                continue;
            }
        };
        found.flaw = Some(flaw(harm, &link.part, link.row));
        break;
    }
    Ok(found)
}

/// The first row without a seal.
fn unsealed(connection: &Connection) -> rusqlite::Result<Option<Flaw>> {
    for part in PARTS {
        let row: Option<i64> = connection.query_row(
            &format!(
                "SELECT min(number) FROM {part} WHERE NOT EXISTS
                   (SELECT 1 FROM chain WHERE part = ?1 AND row = {part}.number)"
            ),
            [part],
            |row| row.get(0),
        )?;
        if let Some(row) = row {
            return Ok(Some(flaw(Harm::Added, part, row)));
        }
    }
    Ok(None)
}

fn flaw(harm: Harm, part: &str, row: i64) -> Flaw {
    Flaw {
        harm,
        part: part.to_owned(),
        row,
    }
}

/// The seal of a row that follows another seal; `None` when there is no such row.
fn seal_of(
    connection: &Connection,
    part: &str,
    number: i64,
    before: Option<&str>,
) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached(&format!("SELECT * FROM {part} WHERE number = ?1"))?
        .query_row([number], |row| {
            let mut hash = Sha256::new();
            absorb(&mut hash, b'c', before.unwrap_or_default().as_bytes());
            absorb(&mut hash, b'p', part.as_bytes());
            absorb_row(&mut hash, row)?;
            Ok(hexadecimal(&hash.finalize()))
        })
        .optional()
}

/// Names and values of a row's columns. Those without a value are left out, so that a column
/// added by a later version breaks no seal.
fn absorb_row(hash: &mut Sha256, row: &Row<'_>) -> rusqlite::Result<()> {
    for (nth, name) in row.as_ref().column_names().into_iter().enumerate() {
        let value = row.get_ref(nth)?;
        if value == ValueRef::Null {
            continue;
        }
        absorb(hash, b'n', name.as_bytes());
        match value {
            ValueRef::Null => {}
            ValueRef::Integer(value) => absorb(hash, b'i', &value.to_be_bytes()),
            ValueRef::Real(value) => absorb(hash, b'r', &value.to_be_bytes()),
            ValueRef::Text(text) => absorb(hash, b't', text),
            ValueRef::Blob(bytes) => absorb(hash, b'b', bytes),
        }
    }
    Ok(())
}

/// Kind, length and bytes: no two lists of values look alike.
fn absorb(hash: &mut Sha256, kind: u8, bytes: &[u8]) {
    hash.update([kind]);
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string never fails.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
