//! Rows and counts as they were read last. A page that is read takes the place of the stretch
//! of time it covers; what it does not cover stays.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Cache;
use crate::domain::item::{Counts, Folder, Item, Key, Page, PageRequest, ServerSort};
use crate::domain::remembered::Remembered;
use crate::error::Result;

impl Cache {
    /// Remembers a page that was read just now. Nobody waits for it; a page in another order than
    /// the usual one is not worth remembering.
    pub fn remember_page(&self, account: &str, request: &PageRequest, page: &Page, at: Timestamp) {
        if request.sort != ServerSort::Started || request.ascending {
            return;
        }
        let last = u64::from(request.number) * u64::from(request.size) >= page.total;
        let read = Read {
            place: (account.to_owned(), request.folder.name()),
            first: request.number == 1,
            last: last || page.items.is_empty(),
            total: page.total,
            rows: page.items.iter().map(Line::of).collect(),
            at,
        };
        self.database.leave(move |connection| {
            let work = connection.transaction()?;
            read.write(&work)?;
            work.commit()
        });
    }

    /// Remembers the totals that were read just now; nobody waits for it.
    pub fn remember_counts(&self, account: &str, counts: Counts) {
        let account = account.to_owned();
        let counts = serde_json::to_string(&counts).unwrap_or_default();
        self.database.leave(move |connection| {
            connection.execute(
                "INSERT OR REPLACE INTO counts (account, counts) VALUES (?1, ?2)",
                [account, counts],
            )?;
            Ok(())
        });
    }

    /// Forgets a row that has left its folder; nobody waits for it.
    pub fn forget(&self, key: Key) {
        self.database.leave(move |connection| {
            connection.execute(
                "DELETE FROM item WHERE account = ?1 AND folder = ?2 AND id = ?3",
                params![&*key.account, key.folder.name(), key.id.as_str()],
            )?;
            Ok(())
        });
    }

    /// What is known of a folder: its newest rows, at most so many, and the account's counts.
    /// `None` where the folder was never read.
    pub async fn remembered(
        &self,
        account: &str,
        folder: Folder,
        most: usize,
    ) -> Result<Option<Remembered>> {
        let account = account.to_owned();
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.database
            .run(move |connection| remembered(connection, &account, folder, most))
            .await
    }
}

fn remembered(
    connection: &Connection,
    account: &str,
    folder: Folder,
    most: i64,
) -> rusqlite::Result<Option<Remembered>> {
    let read: Option<(i64, i64)> = connection
        .prepare_cached("SELECT at, total FROM folder WHERE account = ?1 AND folder = ?2")?
        .query_row([account, folder.name()], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let Some((at, total)) = read else {
        return Ok(None);
    };
    let counts: Option<String> = connection
        .prepare_cached("SELECT counts FROM counts WHERE account = ?1")?
        .query_row([account], |row| row.get(0))
        .optional()?;
    let items = connection
        .prepare_cached(
            "SELECT item FROM item WHERE account = ?1 AND folder = ?2 ORDER BY started DESC LIMIT ?3",
        )?
        .query_map(params![account, folder.name(), most], row)?
        .filter_map(rusqlite::Result::transpose)
        .collect::<rusqlite::Result<Vec<Item>>>()?;
    Ok(Some(Remembered {
        at: Timestamp::from_millisecond(at).unwrap_or_default(),
        counts: counts.and_then(|text| serde_json::from_str(&text).ok()),
        page: Page {
            total: u64::try_from(total).unwrap_or_default(),
            items,
            ..Page::default()
        },
        folder,
        hand: None,
        details: Vec::new(),
    }))
}

/// A row that still reads; one that an older version wrote otherwise is read again anyway.
fn row(row: &Row<'_>) -> rusqlite::Result<Option<Item>> {
    let text = row.get_ref(0)?.as_str()?;
    Ok(serde_json::from_str(text).ok())
}

/// A row as it is kept.
struct Line {
    id: String,
    started: i64,
    item: String,
}

impl Line {
    fn of(item: &Item) -> Self {
        Self {
            id: item.key.id.to_string(),
            started: item.placed_at().map_or(0, Timestamp::as_millisecond),
            item: serde_json::to_string(item).unwrap_or_default(),
        }
    }
}

/// A page that was read.
struct Read {
    place: (String, &'static str),
    first: bool,
    last: bool,
    total: u64,
    rows: Vec<Line>,
    at: Timestamp,
}

impl Read {
    fn write(&self, work: &Connection) -> rusqlite::Result<()> {
        self.drop_what_is_gone(work)?;
        let (account, folder) = &self.place;
        for Line { id, started, item } in &self.rows {
            work.prepare_cached(
                "INSERT OR REPLACE INTO item (account, folder, id, started, item) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![account, folder, id, started, item])?;
        }
        if self.first {
            let total = i64::try_from(self.total).unwrap_or(i64::MAX);
            let at = self.at.as_millisecond();
            work.prepare_cached(
                "INSERT OR REPLACE INTO folder (account, folder, at, total) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![account, folder, at, total])?;
        }
        Ok(())
    }

    /// Removes the rows of the stretch that the page covers and does not hold. Those that began
    /// together with its first or last one may stand on the pages beside it.
    fn drop_what_is_gone(&self, work: &Connection) -> rusqlite::Result<()> {
        let (account, folder) = &self.place;
        let starts = || self.rows.iter().map(|row| row.started);
        // Past the end nothing is covered, unless there is nothing at all.
        let (newest, oldest) = (starts().max(), starts().min());
        let below = if self.first { Some(i64::MAX) } else { newest };
        let above = if self.last { Some(i64::MIN) } else { oldest };
        let (Some(above), Some(below)) = (above, below) else {
            return Ok(());
        };
        let known: Vec<String> = work
            .prepare_cached(
                "SELECT id FROM item WHERE account = ?1 AND folder = ?2 AND started > ?3 AND started < ?4",
            )?
            .query_map(params![account, folder, above, below], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let held: BTreeSet<&str> = self.rows.iter().map(|row| row.id.as_str()).collect();
        for id in known.iter().filter(|id| !held.contains(id.as_str())) {
            work.prepare_cached("DELETE FROM item WHERE account = ?1 AND folder = ?2 AND id = ?3")?
                .execute(params![account, folder, id])?;
        }
        Ok(())
    }
}
