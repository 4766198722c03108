//! The pushes that came in: durable before they are answered, kept until somebody has acted on
//! them, and known for ever by their digest, so that none is acted on twice.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};
use rusqlite_migration::{M, Migrations};

use super::row::time;
use super::thread::Database;
use crate::error::Result;

/// Append-only: what was released is never changed.
const MIGRATIONS: &[M<'_>] = &[
    M::up(
        "CREATE TABLE push (
            number INTEGER PRIMARY KEY,
            taker TEXT NOT NULL,
            digest BLOB NOT NULL,
            instance TEXT NOT NULL,
            at INTEGER NOT NULL,
            body BLOB,
            state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dead')),
            attempts INTEGER NOT NULL DEFAULT 0,
            begun INTEGER NOT NULL DEFAULT 0,
            due INTEGER NOT NULL,
            UNIQUE (taker, digest)
         ) STRICT;
         CREATE INDEX push_open ON push (taker, number) WHERE state = 'open';
         CREATE INDEX push_instance ON push (taker, instance, number) WHERE state = 'open';",
    ),
    // What a dead letter failed on.
    M::up("ALTER TABLE push ADD COLUMN command TEXT"),
];

const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";

/// A push that waits to be acted on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub number: i64,
    pub received_at: Timestamp,
    pub body: Vec<u8>,
    /// How often acting on it was begun.
    pub attempts: u32,
    /// Whether the last attempt has not been said to have ended.
    pub begun: bool,
}

/// A handle on the file, for one taker. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Pushes {
    database: Database,
    taker: &'static str,
}

impl Pushes {
    /// Opens the file for a taker: two takers each get every push.
    pub fn open(path: &Path, taker: &'static str) -> Result<Self> {
        let migrations = Migrations::from_slice(MIGRATIONS);
        let database = Database::open(path, PRAGMAS, &migrations)?;
        Ok(Self { database, taker })
    }

    /// Makes a push durable; false when it was there already.
    pub async fn keep(
        &self,
        digest: [u8; 32],
        instance: &str,
        body: Vec<u8>,
        at: Timestamp,
    ) -> Result<bool> {
        let (taker, instance) = (self.taker, instance.to_owned());
        self.database
            .write(move |connection| {
                connection
                    .prepare_cached(
                        "INSERT OR IGNORE INTO push (taker, digest, instance, at, body, state, due)
                         VALUES (?1, ?2, ?3, ?4, ?5, 'open', 0)",
                    )?
                    .execute(params![taker, digest, instance, at.as_millisecond(), body])
            })
            .await
            .map(|rows| rows > 0)
    }

    /// The oldest push that may be acted on at a moment: none of `busy`, and none whose instance
    /// has an older one open, so that what happened to an approval is told in its order.
    pub async fn next(&self, busy: Vec<i64>, at: Timestamp) -> Result<Option<Waiting>> {
        let taker = self.taker;
        let busy = serde_json::to_string(&busy).unwrap_or_default();
        self.database
            .run(move |connection| {
                connection
                    .prepare_cached(
                        "SELECT number, at, body, attempts, begun FROM push AS p
                         WHERE taker = ?1 AND state = 'open' AND due <= ?2
                           AND number NOT IN (SELECT value FROM json_each(?3))
                           AND NOT EXISTS (SELECT 1 FROM push AS older
                             WHERE older.taker = p.taker AND older.instance = p.instance
                               AND older.state = 'open' AND older.number < p.number)
                         ORDER BY number LIMIT 1",
                    )?
                    .query_row(params![taker, at.as_millisecond(), busy], waiting)
                    .optional()
            })
            .await
    }

    /// When the next push that is not yet due becomes so.
    pub async fn due_after(&self, at: Timestamp) -> Result<Option<Timestamp>> {
        let taker = self.taker;
        self.database
            .run(move |connection| {
                let due: Option<i64> = connection.query_row(
                    "SELECT min(due) FROM push WHERE taker = ?1 AND state = 'open' AND due > ?2",
                    params![taker, at.as_millisecond()],
                    |row| row.get(0),
                )?;
                due.map(time).transpose()
            })
            .await
    }

    /// All that waits for its time is due at this moment at the latest.
    pub async fn hasten(&self, at: Timestamp) -> Result<()> {
        let taker = self.taker;
        self.database
            .write(move |connection| {
                connection.execute(
                    "UPDATE push SET due = ?2 WHERE taker = ?1 AND state = 'open' AND due > ?2",
                    params![taker, at.as_millisecond()],
                )
            })
            .await
            .map(drop)
    }

    /// An attempt begins now, durably.
    pub async fn begin(&self, number: i64) -> Result<()> {
        self.change(
            number,
            "UPDATE push SET attempts = attempts + 1, begun = 1 WHERE number = ?1",
        )
        .await
    }

    /// The numbers of the attempts that are not said to have ended.
    pub async fn begun(&self) -> Result<Vec<i64>> {
        let taker = self.taker;
        self.database
            .run(move |connection| {
                connection
                    .prepare("SELECT number FROM push WHERE taker = ?1 AND begun = 1")?
                    .query_map([taker], |row| row.get(0))?
                    .collect()
            })
            .await
    }

    /// It was acted on. Its content is not needed any more.
    pub async fn done(&self, number: i64) -> Result<()> {
        self.change(
            number,
            "UPDATE push SET state = 'done', begun = 0, body = NULL WHERE number = ?1",
        )
        .await
    }

    /// The attempt failed; the next one is due at a moment.
    pub async fn put_off(&self, number: i64, due: Timestamp) -> Result<()> {
        self.database
            .write(move |connection| {
                connection.execute(
                    "UPDATE push SET begun = 0, due = ?2 WHERE number = ?1",
                    params![number, due.as_millisecond()],
                )
            })
            .await
            .map(drop)
    }

    /// The last attempt failed: a dead letter, kept with the command it failed on until somebody
    /// asks for it again.
    pub async fn bury(&self, number: i64, command: Option<&str>) -> Result<()> {
        let command = command.map(str::to_owned);
        self.database
            .write(move |connection| {
                connection.execute(
                    "UPDATE push SET state = 'dead', begun = 0, command = ?2 WHERE number = ?1",
                    params![number, command],
                )
            })
            .await
            .map(drop)
    }

    /// The commands that the dead letters failed on.
    pub async fn failed_on(&self) -> Result<Vec<String>> {
        let taker = self.taker;
        self.database
            .run(move |connection| {
                connection
                    .prepare(
                        "SELECT DISTINCT command FROM push
                         WHERE taker = ?1 AND state = 'dead' AND command IS NOT NULL",
                    )?
                    .query_map([taker], |row| row.get(0))?
                    .collect()
            })
            .await
    }

    /// Opens the dead letters again, all of them or those that failed on one command; how many.
    pub async fn revive(&self, command: Option<&str>, at: Timestamp) -> Result<usize> {
        let (taker, command) = (self.taker, command.map(str::to_owned));
        self.database
            .write(move |connection| {
                connection.execute(
                    "UPDATE push SET state = 'open', attempts = 0, due = ?2
                     WHERE taker = ?1 AND state = 'dead' AND command IS coalesce(?3, command)",
                    params![taker, at.as_millisecond(), command],
                )
            })
            .await
    }

    /// How many dead letters there are.
    pub async fn dead(&self) -> Result<u64> {
        self.count("dead").await
    }

    /// How many wait to be acted on.
    pub async fn waiting(&self) -> Result<u64> {
        self.count("open").await
    }

    async fn count(&self, state: &'static str) -> Result<u64> {
        let taker = self.taker;
        let count: i64 = self
            .database
            .run(move |connection| {
                connection.query_row(
                    "SELECT count(*) FROM push WHERE taker = ?1 AND state = ?2",
                    [taker, state],
                    |row| row.get(0),
                )
            })
            .await?;
        Ok(count.unsigned_abs())
    }

    async fn change(&self, number: i64, statement: &'static str) -> Result<()> {
        self.database
            .write(move |connection| connection.execute(statement, [number]))
            .await
            .map(drop)
    }
}

fn waiting(row: &Row<'_>) -> rusqlite::Result<Waiting> {
    Ok(Waiting {
        number: row.get("number")?,
        received_at: time(row.get("at")?)?,
        body: row.get("body")?,
        attempts: row.get("attempts")?,
        begun: row.get("begun")?,
    })
}
