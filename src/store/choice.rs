//! Next approvers to be chosen: what was offered, the attempts to choose, and how they ended.
//! Append-only like the rest of the journal; a choice waits until an attempt ends it.

use jiff::Timestamp;
use rusqlite::{Connection, Params, Row, params};

use super::chain::seal;
use super::journal::Journal;
use super::row::{flow, key, moment, named, time, word};
use crate::domain::choice::{Attempt, Choice};
use crate::domain::decision::{Candidate, Receipt, Status};
use crate::domain::id::Id;
use crate::domain::item::Key;
use crate::domain::verb::Verb;
use crate::error::Result;

/// Intents whose answer offered somebody, each with its latest attempt and how that ended.
const CHOICE: &str = "SELECT i.number, i.at, i.server_at, i.account, i.folder, i.item_id,
    i.instance_id, i.title, i.flow_code, i.flow_name, i.node_id, i.node_name, i.verb,
    a.number AS attempt, a.owner, o.status
  FROM intent i
  LEFT JOIN attempt a ON a.number = (SELECT max(number) FROM attempt WHERE intent = i.number)
  LEFT JOIN outcome o ON o.number = (SELECT max(number) FROM outcome WHERE attempt = a.number)
  WHERE i.account = ?1 AND EXISTS (SELECT 1 FROM candidate WHERE intent = i.number)
    AND NOT EXISTS (SELECT 1 FROM outcome JOIN attempt ON attempt.number = outcome.attempt
      WHERE attempt.intent = i.number AND outcome.status IN ('done', 'stale'))";

impl Journal {
    /// The choices of an account that nobody has made, oldest first.
    pub async fn choices(&self, account: &str) -> Result<Vec<Choice>> {
        let account = account.to_owned();
        self.database
            .run(move |connection| choices(connection, "ORDER BY i.number", [account]))
            .await
    }

    /// The choice that an intent waits for, while nobody has made it.
    pub async fn choice(&self, account: &str, intent: i64) -> Result<Option<Choice>> {
        let account = account.to_owned();
        self.database
            .run(move |connection| {
                choices(connection, "AND i.number = ?2", params![account, intent])
            })
            .await
            .map(|mut found| found.pop())
    }

    /// The latest choice that an item waits for.
    pub async fn choice_of(&self, key: &Key) -> Result<Option<Choice>> {
        let key = key.clone();
        let of_item = "AND i.folder = ?2 AND i.item_id = ?3 ORDER BY i.number DESC LIMIT 1";
        self.database
            .run(move |connection| {
                let item = [&*key.account, key.folder.name(), key.id.as_str()];
                choices(connection, of_item, item)
            })
            .await
            .map(|mut found| found.pop())
    }

    /// Makes an attempt durable, unless another one came after the choice was read.
    pub async fn attempt(
        &self,
        choice: &Choice,
        owner: &str,
        tasks: &[Id],
        at: Timestamp,
    ) -> Result<Option<i64>> {
        let (number, owner) = (choice.number, owner.to_owned());
        let last = choice.attempt.as_ref().map(|attempt| attempt.number);
        let tasks = serde_json::to_string(tasks).unwrap_or_default();
        self.database
            .write(move |work| {
                let latest: Option<i64> = work.query_row(
                    "SELECT max(number) FROM attempt WHERE intent = ?1",
                    [number],
                    |row| row.get(0),
                )?;
                if latest != last {
                    return Ok(None);
                }
                let attempt = work
                    .prepare(
                        "INSERT INTO attempt (intent, at, owner, tasks) VALUES (?1, ?2, ?3, ?4)",
                    )?
                    .insert(params![number, at.as_millisecond(), owner, tasks])?;
                seal(work, "attempt", attempt)?;
                Ok(Some(attempt))
            })
            .await
    }

    /// Adds what became of an attempt.
    pub async fn attempted(&self, attempt: i64, receipt: &Receipt, at: Timestamp) -> Result<()> {
        let receipt = receipt.clone();
        self.database
            .write(move |work| {
                let outcome = work
                    .prepare(
                        "INSERT INTO outcome (attempt, at, status, code, request_id)
                         VALUES (?1, ?2, ?3, ?4, ?5)",
                    )?
                    .insert(params![
                        attempt,
                        at.as_millisecond(),
                        receipt.status.name(),
                        receipt.code,
                        receipt.request_id
                    ])?;
                seal(work, "outcome", outcome)
            })
            .await
    }
}

/// Writes and seals whom the server offers.
pub(super) fn offer(
    connection: &Connection,
    intent: i64,
    candidates: &[Candidate],
) -> rusqlite::Result<()> {
    for candidate in candidates {
        let written = connection
            .prepare_cached(
                "INSERT INTO candidate (intent, task_id, id, name) VALUES (?1, ?2, ?3, ?4)",
            )?
            .insert(params![
                intent,
                candidate.wait_task_id.as_str(),
                candidate.user.id.as_ref().map(Id::as_str),
                candidate.user.name
            ])?;
        seal(connection, "candidate", written)?;
    }
    Ok(())
}

/// The choices that wait, narrowed down by the end of the query.
fn choices(
    connection: &Connection,
    end: &str,
    given: impl Params,
) -> rusqlite::Result<Vec<Choice>> {
    let mut choices: Vec<Choice> = connection
        .prepare_cached(&format!("{CHOICE} {end}"))?
        .query_map(given, choice)?
        .collect::<rusqlite::Result<_>>()?;
    for choice in &mut choices {
        choice.candidates = candidates(connection, choice.number)?;
    }
    Ok(choices)
}

fn candidates(connection: &Connection, intent: i64) -> rusqlite::Result<Vec<Candidate>> {
    connection
        .prepare_cached(
            "SELECT task_id, id, name FROM candidate WHERE intent = ?1 ORDER BY number",
        )?
        .query_map([intent], |row| {
            Ok(Candidate {
                wait_task_id: row.get::<_, String>("task_id")?.into(),
                user: named(row, "id", "name")?,
            })
        })?
        .collect()
}

fn choice(row: &Row<'_>) -> rusqlite::Result<Choice> {
    let status: Option<String> = row.get("status")?;
    let attempt = row.get::<_, Option<i64>>("attempt")?.map(|number| {
        Ok::<_, rusqlite::Error>(Attempt {
            number,
            owner: row.get("owner")?,
            end: match &status {
                None => None,
                Some(_) => Some(word(row, "status", Status::parse)?),
            },
        })
    });
    Ok(Choice {
        number: row.get("number")?,
        at: time(row.get("at")?)?,
        server_at: moment(row, "server_at")?,
        key: key(row)?,
        instance_id: row.get::<_, String>("instance_id")?.into(),
        title: row.get("title")?,
        flow: flow(row)?,
        node: named(row, "node_id", "node_name")?,
        verb: word(row, "verb", Verb::parse)?,
        candidates: Vec::new(),
        attempt: attempt.transpose()?,
    })
}
