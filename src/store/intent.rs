//! The rows of an intent and of its latest receipt. Only writes and reads them; nothing decides.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::chain::seal;
use super::row::{flow, id, inputs, inputs_text, key, moment, named, people, target, time, word};
use crate::domain::decision::{Note, Receipt, Status};
use crate::domain::id::Id;
use crate::domain::journal::{Entry, Intent};
use crate::domain::people::Named;
use crate::domain::verb::{TABLE, Verb};

/// Every column of an intent and of its latest receipt.
pub(super) const ENTRY: &str = "SELECT i.number, i.at, i.server_at, i.owner, i.account, i.hand_id,
    i.hand_name, i.folder, i.item_id, i.task_id, i.instance_id, i.flow_code, i.flow_name, i.node_id,
    i.node_name, i.title, i.verb, i.comment, i.target_id, i.target_name, i.target_task, i.inputs,
    (SELECT json_group_array(json_array(id, name) ORDER BY number) FROM party
      WHERE intent = i.number AND role = 'to') AS people,
    (SELECT json_group_array(json_array(id, name) ORDER BY number) FROM party
      WHERE intent = i.number AND role = 'cc') AS cc,
    r.status, r.verb AS did, r.note_key, r.note_args, r.note_text, r.code, r.request_id
  FROM intent i
  LEFT JOIN receipt r ON r.number = (SELECT max(number) FROM receipt WHERE intent = i.number)";

/// Whether an intent still waits for its end: it has no receipt, or one that says unknown and
/// that can be looked up. What cannot be read back keeps nobody waiting.
pub(super) fn unsettled() -> String {
    let lost: Vec<_> = TABLE
        .iter()
        .filter(|row| !row.verb.is_read_back())
        .map(|row| format!("'{}'", row.name))
        .collect();
    let lost = lost.join(", ");
    format!("(r.status IS NULL OR r.status = 'unknown' AND i.verb NOT IN ({lost}))")
}

/// The unfinished intent about a task.
pub(super) fn open(
    connection: &Connection,
    account: &str,
    instance: &Id,
    task: Option<&Id>,
) -> rusqlite::Result<Option<Entry>> {
    let same = "WHERE i.account = ?1 AND i.instance_id = ?2 AND i.task_id IS ?3";
    connection
        .prepare_cached(&format!("{ENTRY} {same} AND {} LIMIT 1", unsettled()))?
        .query_row(
            params![account, instance.as_str(), task.map(Id::as_str)],
            entry,
        )
        .optional()
}

/// Writes and seals an intent and whom it names.
pub(super) fn insert(connection: &Connection, intent: &Intent) -> rusqlite::Result<i64> {
    let (flow, target) = (&intent.flow, intent.target.as_ref());
    let number = connection
        .prepare_cached(
            "INSERT INTO intent (at, server_at, owner, account, hand_id, hand_name, folder, item_id,
                task_id, instance_id, flow_code, flow_name, node_id, node_name, title, verb, comment,
                target_id, target_name, target_task, inputs)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
                ?19, ?20, ?21)",
        )?
        .insert(params![
            intent.at.as_millisecond(),
            intent.server_at.map(Timestamp::as_millisecond),
            intent.owner,
            &*intent.key.account,
            intent.hand.id.as_ref().map(Id::as_str),
            intent.hand.name,
            intent.key.folder.name(),
            intent.key.id.as_str(),
            intent.task_id.as_ref().map(Id::as_str),
            intent.instance_id.as_str(),
            flow.code.as_ref().map(Id::as_str),
            flow.name,
            intent.node.id.as_ref().map(Id::as_str),
            intent.node.name,
            intent.title,
            intent.verb.name(),
            intent.comment,
            target.and_then(|target| target.node.id.as_ref()).map(Id::as_str),
            target.and_then(|target| target.node.name.as_deref()),
            target.map(|target| target.task_id.as_str()),
            inputs_text(&intent.inputs),
        ])?;
    seal(connection, "intent", number)?;
    for (role, people) in [("to", &intent.people), ("cc", &intent.cc)] {
        for Named { id, name } in people {
            let id = id.as_ref().map(Id::as_str);
            let party = connection
                .prepare_cached(
                    "INSERT INTO party (intent, role, id, name) VALUES (?1, ?2, ?3, ?4)",
                )?
                .insert(params![number, role, id, name])?;
            seal(connection, "party", party)?;
        }
    }
    Ok(number)
}

/// A row of [`ENTRY`].
pub(super) fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let intent = Intent {
        at: time(row.get("at")?)?,
        server_at: moment(row, "server_at")?,
        owner: row.get("owner")?,
        hand: named(row, "hand_id", "hand_name")?,
        key: key(row)?,
        task_id: id(row, "task_id")?,
        instance_id: row.get::<_, String>("instance_id")?.into(),
        flow: flow(row)?,
        node: named(row, "node_id", "node_name")?,
        title: row.get("title")?,
        verb: word(row, "verb", Verb::parse)?,
        comment: row.get("comment")?,
        people: people(row, "people")?,
        target: target(row, false, false)?,
        cc: people(row, "cc")?,
        inputs: inputs(row)?,
    };
    Ok(Entry {
        number: row.get("number")?,
        intent,
        receipt: receipt(row)?,
    })
}

fn receipt(row: &Row<'_>) -> rusqlite::Result<Option<Receipt>> {
    if row.get::<_, Option<String>>("status")?.is_none() {
        return Ok(None);
    }
    let note = Note {
        key: row.get("note_key")?,
        args: row
            .get::<_, Option<String>>("note_args")?
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default(),
        text: row.get("note_text")?,
    };
    Ok(Some(Receipt {
        code: row.get("code")?,
        request_id: row.get("request_id")?,
        ..Receipt::new(
            word(row, "status", Status::parse)?,
            word(row, "did", Verb::parse)?,
            note,
        )
    }))
}
