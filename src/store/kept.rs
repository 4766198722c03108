//! The plan on disk: what a process has staged and not sent, for whoever comes after it.

use rusqlite::{Row, params};

use super::intent::{ENTRY, entry};
use super::journal::Journal;
use super::row::{flow, id, inputs, inputs_text, key, named, people, target, word};
use crate::domain::decision::{Baseline, Decision};
use crate::domain::form::Form;
use crate::domain::id::Id;
use crate::domain::item::{Item, Key};
use crate::domain::journal::Entry;
use crate::domain::people::Person;
use crate::domain::plan::Group;
use crate::domain::verb::Verb;
use crate::error::Result;

/// Whether a kept decision is the journal's by now: what has an intent that was carried out, or may
/// have been, is looked up, not staged again.
const KNOWN: &str = "EXISTS (
    SELECT 1 FROM intent i
    LEFT JOIN receipt r ON r.number = (SELECT max(number) FROM receipt WHERE intent = i.number)
    WHERE i.account = kept.account AND i.instance_id = kept.instance_id
      AND i.folder = kept.folder AND i.item_id = kept.item_id
      AND i.owner = kept.owner AND i.number > kept.since
      AND coalesce(r.status, 'unknown') IN ('unknown', 'done')
  )";

impl Journal {
    /// Replaces what a process has staged for an account; what it has handed over stays.
    pub async fn keep(&self, owner: &str, account: &str, groups: Vec<Group>) -> Result<()> {
        let (owner, account) = (owner.to_owned(), account.to_owned());
        self.database
            .write(move |work| {
                work.execute(
                    "DELETE FROM kept WHERE account = ?1 AND owner = ?2 AND part >= 0",
                    [&account, &owner],
                )?;
                for (part, group) in (0_i64..).zip(&groups) {
                    for decision in &group.decisions {
                        insert(work, &owner, part, decision)?;
                    }
                }
                Ok(())
            })
            .await
    }

    /// Notes that some of what is kept is about to be sent: it stays, whatever is staged now,
    /// until it is released.
    pub async fn hand_out(&self, owner: &str, account: &str, items: Vec<Key>) -> Result<()> {
        let (owner, account) = (owner.to_owned(), account.to_owned());
        self.database
            .write(move |work| {
                let last: i64 = work.query_row(
                    "SELECT min(coalesce(min(part), 0), 0) FROM kept WHERE account = ?1 AND owner = ?2",
                    [&account, &owner],
                    |row| row.get(0),
                )?;
                let mut hand_out = work.prepare_cached(
                    "UPDATE kept SET part = ?5 - 1 - part
                     WHERE account = ?1 AND owner = ?2 AND folder = ?3 AND item_id = ?4 AND part >= 0",
                )?;
                for Key { folder, id, .. } in &items {
                    hand_out.execute(params![account, owner, folder.name(), id.as_str(), last])?;
                }
                Ok(())
            })
            .await
    }

    /// Keeps decisions no longer: their end is known.
    pub async fn release(&self, owner: &str, account: &str, items: Vec<Key>) -> Result<()> {
        let (owner, account) = (owner.to_owned(), account.to_owned());
        self.database
            .write(move |work| {
                let mut release = work.prepare_cached(
                    "DELETE FROM kept
                     WHERE account = ?1 AND owner = ?2 AND folder = ?3 AND item_id = ?4",
                )?;
                for Key { folder, id, .. } in &items {
                    release.execute([&account, &owner, folder.name(), id.as_str()])?;
                }
                Ok(())
            })
            .await
    }

    /// Makes what one process has kept for an account another's, staged after what that one has.
    pub async fn hand_over(&self, from: &str, to: &str, account: &str) -> Result<()> {
        let (from, to, account) = (from.to_owned(), to.to_owned(), account.to_owned());
        self.database
            .write(move |work| {
                // Once it has another owner, nobody can tell any more that it is the journal's.
                work.execute(
                    &format!("DELETE FROM kept WHERE account = ?1 AND owner = ?2 AND {KNOWN}"),
                    [&account, &from],
                )?;
                let ends = "SELECT coalesce(min(part), 0), coalesce(max(part), -1) FROM kept
                            WHERE account = ?1 AND owner = ?2";
                let ends = |owner: &String| {
                    work.query_row(ends, [&account, owner], |row| {
                        Ok::<(i64, i64), _>((row.get(0)?, row.get(1)?))
                    })
                };
                let ((first, _), (_, last)) = (ends(&from)?, ends(&to)?);
                work.execute(
                    "UPDATE kept SET owner = ?2, part = part + ?4 WHERE account = ?1 AND owner = ?3",
                    params![account, to, from, last.max(-1) + 1 - first],
                )?;
                Ok(())
            })
            .await
    }

    /// What had ended, in its order, of the batch that a process was sending for an account when it
    /// stopped: some of that batch is kept still.
    pub async fn ended_of(&self, owner: &str, account: &str) -> Result<Vec<Entry>> {
        let (owner, account) = (owner.to_owned(), account.to_owned());
        self.database
            .run(move |connection| {
                connection
                    .prepare(&format!(
                        "{ENTRY} WHERE i.account = ?1 AND i.owner = ?2 AND r.status <> 'unknown'
                           AND i.number > (SELECT min(since) FROM kept
                                           WHERE account = ?1 AND owner = ?2 AND part < 0)
                         ORDER BY i.number"
                    ))?
                    .query_map([account, owner], entry)?
                    .collect()
            })
            .await
    }

    /// How many decisions are kept by account and process, those left out that are the journal's.
    pub async fn kept_everywhere(&self) -> Result<Vec<(String, String, u32)>> {
        self.database
            .run(|connection| {
                connection
                    .prepare(&format!(
                        "SELECT account, owner, count(*) FROM kept WHERE NOT {KNOWN}
                         GROUP BY account, owner ORDER BY account, owner"
                    ))?
                    .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                    .collect()
            })
            .await
    }

    /// Who keeps anything for an account.
    pub async fn keepers(&self, account: &str) -> Result<Vec<String>> {
        let account = account.to_owned();
        self.database
            .run(move |connection| {
                connection
                    .prepare("SELECT DISTINCT owner FROM kept WHERE account = ?1 ORDER BY owner")?
                    .query_map([account], |row| row.get(0))?
                    .collect()
            })
            .await
    }

    /// Everything kept for an account that is not the journal's, by the process that keeps it and
    /// by its groups.
    pub async fn kept(&self, account: &str) -> Result<Vec<(String, Vec<Decision>)>> {
        let account = account.to_owned();
        let rows: Vec<(String, i64, Decision)> = self
            .database
            .run(move |connection| {
                connection
                    .prepare(&format!(
                        "SELECT * FROM kept WHERE account = ?1 AND NOT {KNOWN}
                         ORDER BY owner, part, number"
                    ))?
                    .query_map([account], decision)?
                    .collect()
            })
            .await?;
        let mut groups: Vec<(String, i64, Vec<Decision>)> = Vec::new();
        for (owner, part, decision) in rows {
            match groups.last_mut() {
                Some((of, nth, group)) if *of == owner && *nth == part => group.push(decision),
                _ => groups.push((owner, part, vec![decision])),
            }
        }
        Ok(groups
            .into_iter()
            .map(|(owner, _, group)| (owner, group))
            .collect())
    }
}

fn insert(
    connection: &rusqlite::Connection,
    owner: &str,
    part: i64,
    decision: &Decision,
) -> rusqlite::Result<usize> {
    let (item, target) = (&decision.item, decision.target.as_ref());
    let form = decision
        .baseline
        .form()
        .and_then(|form| serde_json::to_string(form).ok());
    connection
        .prepare_cached(
            "INSERT INTO kept (owner, account, part, folder, item_id, task_id, instance_id, title,
                description, applicant, flow_code, flow_name, node_id, node_name, verb, comment, people,
                cc, target_id, target_name, target_task, target_start, target_last, inputs, baseline,
                form, item, since)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
                ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27,
                (SELECT coalesce(max(number), 0) FROM intent))",
        )?
        .execute(params![
            owner,
            &*item.key.account,
            part,
            item.key.folder.name(),
            item.key.id.as_str(),
            item.task_id.as_ref().map(Id::as_str),
            item.instance_id.as_str(),
            item.title,
            item.description,
            item.applicant.name,
            item.flow.code.as_ref().map(Id::as_str),
            item.flow.name,
            item.node.id.as_ref().map(Id::as_str),
            item.node.name,
            decision.verb.name(),
            decision.comment,
            pairs(&decision.people),
            pairs(&decision.cc),
            target.and_then(|target| target.node.id.as_ref()).map(Id::as_str),
            target.and_then(|target| target.node.name.as_deref()),
            target.map(|target| target.task_id.as_str()),
            target.map(|target| target.start),
            target.map(|target| target.last),
            inputs_text(&decision.inputs),
            decision.baseline.name(),
            form,
            serde_json::to_string(item).ok(),
        ])
}

/// People as `[[id, name], …]`.
fn pairs(people: &[Person]) -> Option<String> {
    let pairs: Vec<_> = people
        .iter()
        .map(|person| (person.id.as_str(), person.name.as_str()))
        .collect();
    serde_json::to_string(&pairs).ok()
}

/// The people of a column; without an id nobody can be named to a server.
fn persons(row: &Row<'_>, column: &str) -> rusqlite::Result<Vec<Person>> {
    let known = people(row, column)?.into_iter();
    Ok(known
        .filter_map(|one| Some(Person::named(one.id?, one.name.unwrap_or_default())))
        .collect())
}

/// The item as far as the columns tell.
fn of_columns(row: &Row<'_>) -> rusqlite::Result<Item> {
    let instance: String = row.get("instance_id")?;
    let mut item = Item::bare(key(row)?, id(row, "task_id")?, instance.into());
    item.title = row.get("title")?;
    item.description = row.get("description")?;
    item.applicant.name = row.get("applicant")?;
    item.flow = flow(row)?;
    item.node = named(row, "node_id", "node_name")?;
    Ok(item)
}

fn decision(row: &Row<'_>) -> rusqlite::Result<(String, i64, Decision)> {
    let whole: Option<String> = row.get("item")?;
    let item = match whole.and_then(|whole| serde_json::from_str(&whole).ok()) {
        Some(item) => item,
        None => of_columns(row)?,
    };
    // A form that no longer reads is read again before anything is sent.
    let form: Option<Form> = row
        .get::<_, Option<String>>("form")?
        .and_then(|text| serde_json::from_str(&text).ok());
    let baseline = match (row.get::<_, String>("baseline")?.as_str(), form) {
        ("shown", Some(form)) => Baseline::Shown(form),
        ("fresh", Some(form)) => Baseline::Fresh(form),
        ("plan", Some(form)) => Baseline::Plan(form),
        _ => Baseline::Pending,
    };
    let flag = |column| {
        row.get::<_, Option<bool>>(column)
            .map(Option::unwrap_or_default)
    };
    let decision = Decision {
        comment: row.get("comment")?,
        people: persons(row, "people")?,
        target: target(row, flag("target_start")?, flag("target_last")?)?,
        cc: persons(row, "cc")?,
        inputs: inputs(row)?,
        ..Decision::new(item, word(row, "verb", Verb::parse)?, baseline)
    };
    Ok((row.get("owner")?, row.get("part")?, decision))
}
