//! Tasks, and what may be done with an instance: the rules of WeDa's own page.

use super::action::ProcessorStatus;
use crate::domain::decision::Target;
use crate::domain::id::Id;
use crate::domain::instance::{Allowed, Task, TaskStatus};
use crate::domain::item::{Folder, Item, Kind};
use crate::domain::people::Named;
use crate::domain::verb::{Blocked, Guard, TABLE, Verb};
use crate::provider::weda::wire::element::Element;
use crate::provider::weda::wire::page::Page;
use crate::provider::weda::wire::task as wire;

/// A task; `None` where it lacks its id.
pub(crate) fn task(task: wire::Task, instance: &Id) -> Option<Task> {
    let assignee = task.task_assignee.unwrap_or_default();
    Some(Task {
        id: task.task_id?,
        instance_id: task.instance_id.unwrap_or_else(|| instance.clone()),
        node: Named::new(task.element_id, task.element_name),
        assignee: Named::new(assignee.user_id, assignee.name),
        status: status(task.task_status),
        started_at: task.start_time,
        ended_at: task.end_time,
        result: task
            .operation_result
            .and_then(|code| ProcessorStatus(code).action()),
        link: task.page_transition_url,
    })
}

/// Where a task stands; a missing code is one that nobody knows.
pub(crate) fn status(code: Option<i64>) -> TaskStatus {
    match code.unwrap_or_default() {
        1 => TaskStatus::Open,
        2 => TaskStatus::Done,
        3 => TaskStatus::Void,
        4 => TaskStatus::Draft,
        5 => TaskStatus::Unsubmitted,
        other => TaskStatus::Other(other),
    }
}

/// Every verb with the reason against it, if there is one. `mine` is the item's task.
///
/// Quirk: `CanApprove` is false in genuine to-dos and says nothing.
pub(crate) fn verbs(item: &Item, mine: Option<&Task>, me: &Id, page: &Page) -> Vec<Allowed> {
    TABLE
        .iter()
        .map(|row| Allowed {
            verb: row.verb,
            blocked: row
                .verb
                .blocked_by_row(item)
                .or_else(|| (row.guard == Guard::OpenTask).then(|| seat(mine, me))?)
                .or_else(|| by_page(row.verb, item, page)),
        })
        .collect()
}

/// A to-do whose task is over or somebody else's cannot be decided, whatever the page shows.
fn seat(mine: Option<&Task>, me: &Id) -> Option<Blocked> {
    let open = mine.is_some_and(|task| {
        task.status.is_open() && task.assignee.id.as_ref().is_none_or(|id| id == me)
    });
    (!open).then_some(Blocked::NotMine)
}

fn by_page(verb: Verb, item: &Item, page: &Page) -> Option<Blocked> {
    let shown = match verb {
        Verb::Submit => page.show_submit_app != Some(false),
        Verb::Transfer => page.show_turn_to_person == Some(true),
        Verb::Countersign => page.show_add_assignee == Some(true),
        Verb::Rollback => page.show_roll_back == Some(true),
        Verb::Revoke => item.can_revoke == Some(true),
        // No page has a button to remind or to stop: who may is not documented.
        Verb::Approve | Verb::Reject | Verb::Handle | Verb::Remind | Verb::Stop => true,
    };
    (!shown).then_some(Blocked::Flow)
}

/// Where the page and the row differ, the page is right: it asks to submit where it shows that
/// button, and what it says of revoking holds now.
pub(crate) fn obey(item: &mut Item, page: &Page) {
    match item.key.folder {
        Folder::Todo if page.show_submit_app == Some(true) => item.kind = Kind::Submit,
        Folder::Done | Folder::Created => item.can_revoke = page.show_revoke.or(item.can_revoke),
        _ => {}
    }
}

/// A node to roll back to; `None` where it lacks what rolling back needs.
pub(crate) fn target(element: Element) -> Option<Target> {
    Some(Target {
        node: Named::new(Some(element.element_id?), element.element_name),
        task_id: element.act_task_id?,
        start: element.approve_type == Some(1),
        last: element.last_node == Some(true),
    })
}
