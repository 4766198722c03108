//! Where a task or an instance stands: its item, found without reading a folder.

use std::sync::Arc;

use super::api::Api;
use super::convert::{instance as rules, item as items};
use super::wire::task as wire;
use crate::domain::id::Id;
use crate::domain::instance::TaskStatus;
use crate::domain::item::{Folder, Item, Key};
use crate::error::{Error, Kind, Result};

/// The item of a task, in todo while it is mine and open.
pub(super) async fn by_task(api: &Api, account: &Arc<str>, task: &Id) -> Result<Item> {
    let reply = api.describe_process_instance(Folder::Todo, task).await?;
    let instance = reply.data.instance_id.clone().ok_or_else(unknown)?;
    let tasks = api.get_flow_instance_tasks(&instance, Some(task)).await?;
    let of_it = |row: &&wire::Task| row.task_id.as_ref() == Some(task);
    let seat = tasks.rows.iter().find(of_it);
    let folder = match seat {
        Some(seat) if is(api, seat.task_assignee.as_ref()) => own(seat),
        Some(seat) if is(api, seat.flow_start_user.as_ref()) => Folder::Created,
        // Somebody else's: it was shown to me as a copy, whose own id is not known.
        _ => Folder::Cc,
    };
    let row = bare(account, folder, task, &instance);
    Ok(items::completed(&row, reply.data))
}

/// The item of an instance: my open task, else my own request, else my last task, else a copy.
pub(super) async fn by_instance(api: &Api, account: &Arc<str>, instance: &Id) -> Result<Item> {
    let mut rows = api.get_flow_instance_tasks(instance, None).await?.rows;
    rows.retain(|row| row.task_id.is_some());
    rows.sort_by_key(|row| row.start_time);
    let mine = |row: &&wire::Task| is(api, row.task_assignee.as_ref());
    let open = |row: &&wire::Task| mine(row) && own(row) == Folder::Todo;
    let started = |row: &&wire::Task| is(api, row.flow_start_user.as_ref());
    let rows = || rows.iter().rev();
    let (folder, seat) = rows()
        .find(open)
        .map(|row| (Folder::Todo, row))
        .or_else(|| rows().find(started).map(|row| (Folder::Created, row)))
        .or_else(|| rows().find(mine).map(|row| (Folder::Done, row)))
        .or_else(|| rows().next().map(|row| (Folder::Cc, row)))
        .ok_or_else(unknown)?;
    let task = seat.task_id.as_ref().ok_or_else(unknown)?;
    let reply = api.describe_process_instance(folder, task).await?;
    Ok(items::completed(
        &bare(account, folder, task, instance),
        reply.data,
    ))
}

fn is(api: &Api, user: Option<&wire::User>) -> bool {
    user.is_some_and(|user| user.user_id.as_ref() == Some(&api.user_id))
}

/// Where a task of mine stands.
fn own(seat: &wire::Task) -> Folder {
    match rules::status(seat.task_status) {
        TaskStatus::Draft => Folder::Draft,
        status if status.is_open() => Folder::Todo,
        _ => Folder::Done,
    }
}

fn bare(account: &Arc<str>, folder: Folder, task: &Id, instance: &Id) -> Item {
    let id = match folder {
        Folder::Created | Folder::Draft => instance,
        Folder::Todo | Folder::Done | Folder::Cc => task,
    };
    let key = Key {
        account: Arc::clone(account),
        folder,
        id: id.clone(),
    };
    Item::bare(key, Some(task.clone()), instance.clone())
}

fn unknown() -> Error {
    Error::new(Kind::NotFound, "error-no-task")
}
