//! An instance put together: seats, what may be done, where it may go back to.

use serde_json::Value;

use super::deeds::Deeds;
use super::form::{self, Read};
use super::state::{done, task_status};
use super::{Reader, canvas, history, item};
use crate::domain::id::Id;
use crate::domain::instance::{Allowed, Instance, Related, Task};
use crate::domain::item::{Folder, Item};
use crate::domain::people::Named;
use crate::domain::verb::{Blocked, Guard, TABLE, Verb};
use crate::provider::feishu::wire::instance as wire;

/// What v4 can do of all that there is to do.
pub(crate) const VERBS: &[Verb] = &[
    Verb::Approve,
    Verb::Reject,
    Verb::Transfer,
    Verb::Countersign,
    Verb::Rollback,
    Verb::Revoke,
];

/// Everything that an answer tells about a row.
pub(crate) fn instance(
    row: &Item,
    told: &wire::Instance,
    raw: &Value,
    reader: &Reader,
) -> Instance {
    let Read {
        form,
        text,
        attachments,
        mut related,
    } = form::read(&told.form, reader);
    related.extend(ancestors(told));
    let item = item::completed(row, told, reader);
    let seats = tasks(told, &row.instance_id, reader);
    Instance {
        number: told
            .serial_number
            .clone()
            .unwrap_or_else(|| row.instance_id.to_string()),
        text,
        buttons: [].into(),
        cc_allowed: Some(matches!(item.key.folder, Folder::Todo)),
        form,
        inputs: Vec::new(),
        verbs: verbs(&item, &seats, &reader.me),
        attachments,
        tables: Vec::new(),
        related,
        canvas: canvas::canvas(told, reader),
        history: history::history(told, reader),
        link: item.link.clone(),
        raw: vec![("instance/get".to_owned(), format!("{raw:#}"))],
        item,
    }
}

/// What it was made of: an instance that is changed, or taken back, is a new one.
fn ancestors(told: &wire::Instance) -> impl Iterator<Item = Related> {
    let modified = told
        .modified_instance_code
        .clone()
        .map(|id| (id, "modified"));
    let reverted = told
        .reverted_instance_code
        .clone()
        .map(|id| (id, "reverted"));
    [modified, reverted]
        .into_iter()
        .flatten()
        .map(|(id, kind)| Related {
            id: Some(id),
            kind: kind.to_owned(),
        })
}

/// Every seat, in the order in which they began.
pub(crate) fn tasks(told: &wire::Instance, instance: &Id, reader: &Reader) -> Vec<Task> {
    let deeds = Deeds::of(told);
    let task = |seat: &wire::Task| {
        Some(Task {
            id: seat.id.clone()?,
            instance_id: instance.clone(),
            node: node(seat),
            assignee: reader.person(seat.user_id.as_ref(), seat.open_id.as_ref()),
            status: task_status(seat, &deeds),
            started_at: seat.start_time,
            ended_at: seat.end_time,
            result: done(seat, &deeds),
            link: None,
        })
    };
    let mut tasks: Vec<_> = told.task_list.iter().filter_map(task).collect();
    tasks.sort_by_key(|task| task.started_at);
    tasks
}

/// The node of a seat; where it has none, the seat is one by itself.
pub(crate) fn node(seat: &wire::Task) -> Named {
    let id = seat.node_id.clone().or_else(|| seat.id.clone());
    Named::new(id, seat.node_name.clone())
}

/// Every verb with the reason against it, if there is one.
fn verbs(item: &Item, tasks: &[Task], me: &Id) -> Vec<Allowed> {
    let seat = tasks
        .iter()
        .find(|task| Some(&task.id) == item.task_id.as_ref());
    let mine =
        seat.is_some_and(|seat| seat.status.is_open() && seat.assignee.id.as_ref() == Some(me));
    let rows = TABLE.iter().map(|row| {
        let lacking = !VERBS.contains(&row.verb)
            || (row.verb, item.key.folder) == (Verb::Revoke, Folder::Done);
        let has = row.folders.contains(&item.key.folder);
        let by_provider = (lacking && has).then_some(Blocked::Provider);
        let by_seat = (row.guard == Guard::OpenTask && !mine).then_some(Blocked::NotMine);
        Allowed {
            verb: row.verb,
            blocked: by_provider
                .or_else(|| row.verb.blocked_by_row(item))
                .or(by_seat),
        }
    });
    rows.collect()
}
