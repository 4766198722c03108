//! A row of a list, and what the instance itself adds to it. Lists tell no times but those inside
//! the ids of tasks.

use jiff::Timestamp;

use super::Reader;
use super::instance::tasks;
use super::state::{listed_outcome, outcome};
use crate::domain::id::Id;
use crate::domain::instance::{Action, Task};
use crate::domain::item::{Flow, Folder, Item, Key};
use crate::domain::people::Named;
use crate::domain::verb::Verb;
use crate::provider::feishu::folders::UNREAD;
use crate::provider::feishu::wire::instance::Instance;
use crate::provider::feishu::wire::task::Row;

/// A row as an item; `None` where it lacks the instance's code.
pub(crate) fn item(folder: Folder, topic: u32, row: Row, reader: &Reader) -> Option<Item> {
    // Where one is missing, nobody knows whose the others are.
    if row.initiators.len() == row.initiator_names.len() {
        let named = row.initiators.iter().zip(&row.initiator_names);
        for (id, name) in named.filter(|(_, name)| !name.trim().is_empty()) {
            reader.names.meet(id, name);
        }
    }
    let link = row.page();
    let elsewhere = row.support_api_operate == Some(false);
    let instance_id = row.process_code.or(row.process_id)?;
    let mine = matches!(folder, Folder::Todo | Folder::Done);
    let copy = folder == Folder::Cc;
    let own = row.task_id.clone().filter(|_| mine || copy);
    let outcome = listed_outcome(row.process_status.as_deref().unwrap_or_default());
    let completed = outcome.is_some();
    Some(Item {
        cc_id: row.task_id.clone().filter(|_| copy),
        title: row.title.unwrap_or_default(),
        description: row.definition_name.clone().unwrap_or_default(),
        flow: Flow {
            code: row.definition_code,
            version: None,
            name: row.definition_name,
        },
        applicant: reader.names.named(row.initiators.first()),
        completed,
        outcome,
        arrived_at: row.task_id.as_ref().and_then(born),
        read: copy.then_some(topic != UNREAD),
        can_revoke: (folder == Folder::Done).then_some(false),
        verbs: match folder {
            Folder::Todo if !elsewhere && !completed => vec![Verb::Approve, Verb::Reject],
            _ => Vec::new(),
        },
        link,
        elsewhere,
        ..bare(
            reader,
            folder,
            own,
            row.task_id.filter(|_| mine),
            instance_id,
        )
    })
}

/// When a task began, as its id has it, if that is in one of the years 2010 to 2100.
/// Quirk: seconds since the epoch in the upper half, not WeDa's milliseconds.
fn born(task: &Id) -> Option<Timestamp> {
    let seconds = task.as_str().parse::<i64>().ok()? >> 32;
    let told = (1_262_304_000..4_102_444_800).contains(&seconds);
    told.then(|| Timestamp::from_second(seconds).ok())?
}

fn bare(
    reader: &Reader,
    folder: Folder,
    own: Option<Id>,
    task_id: Option<Id>,
    instance_id: Id,
) -> Item {
    let key = Key {
        account: reader.account.clone(),
        folder,
        id: own.unwrap_or_else(|| instance_id.clone()),
    };
    Item::bare(key, task_id, instance_id)
}

/// A row completed and brought up to date by the instance. Ids that identify or act stay the row's.
pub(crate) fn completed(row: &Item, told: &Instance, reader: &Reader) -> Item {
    let seats = tasks(told, &row.instance_id, reader);
    let own = row.task_id.as_ref();
    let seat = own.and_then(|id| seats.iter().find(|seat| seat.id == *id));
    let open = seats.iter().find(|seat| seat.status.is_open());
    let current = seat.filter(|seat| seat.status.is_open()).or(open);
    let outcome = outcome(told.status.as_deref().unwrap_or_default());
    let applicant = reader.person(told.user_id.as_ref(), told.open_id.as_ref());
    let flow = told.approval_name.clone();
    let unless_empty = |said: &str| match said {
        "" => flow.clone().unwrap_or_default(),
        said => said.to_owned(),
    };
    let mine = matches!(row.key.folder, Folder::Todo | Folder::Done);
    // What somebody else closed was not handled by me.
    let decided = seat.filter(|seat| mine && seat.result.is_some());
    Item {
        title: unless_empty(&row.title),
        description: unless_empty(&row.description),
        flow: Flow {
            code: told.approval_code.clone().or_else(|| row.flow.code.clone()),
            version: None,
            name: flow.clone().or_else(|| row.flow.name.clone()),
        },
        node: current.map_or_else(|| row.node.clone(), |seat| seat.node.clone()),
        applicant: Named {
            name: applicant.name.or_else(|| row.applicant.name.clone()),
            id: applicant.id.or_else(|| row.applicant.id.clone()),
        },
        approver: current.map_or_else(Named::default, |seat| seat.assignee.clone()),
        started_at: told.start_time,
        arrived_at: seat.and_then(|seat| seat.started_at).or(row.arrived_at),
        handled_at: decided.and_then(|seat| seat.ended_at),
        handled_as: decided.and_then(|seat| seat.result.as_ref().map(Action::name)),
        ended_at: told.end_time,
        completed: outcome.is_some(),
        outcome,
        ..row.clone()
    }
}

/// The item of an instance: my open task, else my own request, else my last task, else a copy.
pub(crate) fn of_instance(id: &Id, told: &Instance, reader: &Reader) -> Item {
    let seats = tasks(told, id, reader);
    let mine = |seat: &&Task| seat.assignee.id.as_ref() == Some(&reader.me);
    let applicant = reader.person(told.user_id.as_ref(), told.open_id.as_ref());
    let open = seats.iter().filter(mine).find(|seat| seat.status.is_open());
    let last = seats.iter().rev().find(mine);
    let (folder, seat) = match (open, last) {
        (Some(seat), _) => (Folder::Todo, Some(seat)),
        _ if applicant.id.as_ref() == Some(&reader.me) => (Folder::Created, None),
        (None, Some(seat)) => (Folder::Done, Some(seat)),
        (None, None) => (Folder::Cc, None),
    };
    let task = seat.map(|seat| seat.id.clone());
    let row = bare(reader, folder, task.clone(), task, id.clone());
    completed(&row, told, reader)
}
