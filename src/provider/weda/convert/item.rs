//! A row of a list, and what the instance's own page adds to it (interfaces 12 and 9).

use std::sync::Arc;

use crate::domain::id::Id;
use crate::domain::instance::Action;
use crate::domain::item::{Flow, Folder, Item, Key, Kind, Outcome};
use crate::domain::people::Named;
use crate::domain::verb::{TABLE, Verb};
use crate::provider::weda::wire::process::Process;

use super::action::ProcessorStatus;

/// WeDa's name of a folder.
pub(crate) fn page_type(folder: Folder) -> &'static str {
    match folder {
        Folder::Todo => "TODO",
        Folder::Done => "DONE",
        Folder::Cc => "CC",
        Folder::Created => "CREATE",
        Folder::Draft => "DRAFT",
    }
}

/// A row as an item; `None` where it lacks the instance's id.
pub(crate) fn item(account: &Arc<str>, folder: Folder, row: Process) -> Option<Item> {
    let instance_id = row.instance_id.clone()?;
    let own = match folder {
        // One instance can stand here more than once, with a task of mine each time.
        Folder::Todo | Folder::Done => row.task_id.clone(),
        Folder::Cc => row.cc_id.clone().or_else(|| row.task_id.clone()),
        Folder::Created | Folder::Draft => None,
    };
    let key = Key {
        account: Arc::clone(account),
        folder,
        id: own.unwrap_or_else(|| instance_id.clone()),
    };
    Some(with_key(key, instance_id, row))
}

fn with_key(key: Key, instance_id: Id, row: Process) -> Item {
    let completed = row.is_completed.unwrap_or_default();
    // Elsewhere the task, and what was done with it, is somebody else's.
    let mine = matches!(key.folder, Folder::Todo | Folder::Done);
    let mut item = Item {
        kind: kind(key.folder, &row).unwrap_or(Kind::Approval),
        approver: approver(&row),
        arrived_at: row
            .task_start_time
            .or_else(|| row.task_id.as_ref().and_then(Id::born)),
        handled_at: row.task_deal_time.filter(|_| mine),
        handled_as: row
            .task_deal_result
            .filter(|_| mine)
            .and_then(|code| ProcessorStatus(code).action())
            .map(|action| Action::name(&action)),
        // Quirk: 4 is voided here, and running in GetFlowInstances.
        outcome: row.status.filter(|_| completed).map(outcome),
        task_id: row.task_id,
        cc_id: row.cc_id,
        title: row.name.unwrap_or_default(),
        description: row.description.unwrap_or_default(),
        flow: Flow {
            code: row.flow_code,
            version: row.flow_version,
            name: None,
        },
        node: Named::new(row.current_node_id, row.current_node_name),
        applicant: Named::new(row.start_user_id, row.started_by),
        started_at: row.start_time,
        ended_at: row.end_time,
        cc_at: row.cc_time,
        completed,
        read: row.be_read,
        batch: row.is_support_batch_handle,
        can_revoke: row.can_revoke,
        ..Item::bare(key, None, instance_id)
    };
    item.verbs = proven(&item);
    item
}

/// What the row asks for, where it says anything about that.
fn kind(folder: Folder, row: &Process) -> Option<Kind> {
    let node = row.current_node_id.as_ref().map_or("", Id::as_str);
    if folder == Folder::Draft || row.be_submit_node == Some(true) {
        return Some(Kind::Submit);
    }
    match (row.user_task_type, row.current_node_type) {
        (Some(2), _) | (None, Some(23)) => return Some(Kind::Handle),
        (Some(1), _) | (None, Some(17)) => return Some(Kind::Approval),
        _ => {}
    }
    if node.starts_with("handleNode") {
        Some(Kind::Handle)
    } else if node.starts_with("approvalNode") {
        Some(Kind::Approval)
    } else {
        let button = row.buttons.get("2").and_then(|label| label.as_str());
        [row.operation_name.as_deref(), button]
            .contains(&Some("处理"))
            .then_some(Kind::Handle)
    }
}

/// Who has it now. Quirk: lists do not say whether they name or number the person.
fn approver(row: &Process) -> Named {
    let said = row.current_approver.as_deref();
    let is_id = said.is_some_and(|text| text.bytes().all(|b| b.is_ascii_digit()));
    let named = row.current_approver_name.clone();
    if is_id {
        Named::new(said.map(Id::from), named)
    } else {
        Named::new(None, named.or_else(|| row.current_approver.clone()))
    }
}

fn outcome(status: i64) -> Outcome {
    match status {
        1 => Outcome::Stopped,
        2 => Outcome::Rejected,
        3 => Outcome::Approved,
        4 => Outcome::Voided,
        other => Outcome::Other(other),
    }
}

/// The verbs that the row alone proves: whether the flow lets pass on or back only its page
/// says.
fn proven(item: &Item) -> Vec<Verb> {
    TABLE
        .iter()
        .map(|row| row.verb)
        .filter(|verb| verb.blocked_by_row(item).is_none())
        .filter(|verb| match verb {
            Verb::Approve => item.kind == Kind::Approval,
            // Who may stop a flow is not documented.
            Verb::Transfer | Verb::Countersign | Verb::Rollback | Verb::Stop => false,
            Verb::Revoke => item.can_revoke == Some(true),
            Verb::Reject | Verb::Handle | Verb::Submit | Verb::Remind => true,
        })
        .collect()
}

/// A row completed and brought up to date by the instance's own page.
///
/// Ids that identify or act stay the row's. Quirk: the page may answer with another task.
pub(crate) fn completed(row: &Item, page: Process) -> Item {
    let kind = kind(row.key.folder, &page).unwrap_or(row.kind);
    let known = page.is_completed.is_some();
    let page = with_key(row.key.clone(), row.instance_id.clone(), page);
    let mut item = Item {
        kind,
        cc_id: row.cc_id.clone().or(page.cc_id),
        title: unless_empty(&row.title, page.title),
        description: unless_empty(&row.description, page.description),
        flow: Flow {
            code: page.flow.code.or_else(|| row.flow.code.clone()),
            version: page.flow.version.or_else(|| row.flow.version.clone()),
            name: row.flow.name.clone(),
        },
        node: either(page.node, &row.node),
        applicant: either(page.applicant, &row.applicant),
        approver: either(page.approver, &row.approver),
        started_at: row.started_at.or(page.started_at),
        arrived_at: row.arrived_at.or(page.arrived_at),
        ended_at: page.ended_at.or(row.ended_at),
        cc_at: row.cc_at.or(page.cc_at),
        completed: if known { page.completed } else { row.completed },
        outcome: page.outcome.or_else(|| row.outcome.clone()),
        can_revoke: page.can_revoke.or(row.can_revoke),
        ..row.clone()
    };
    item.verbs = proven(&item);
    item
}

fn unless_empty(row: &str, page: String) -> String {
    if row.is_empty() { page } else { row.to_owned() }
}

fn either(first: Named, second: &Named) -> Named {
    Named {
        id: first.id.or_else(|| second.id.clone()),
        name: first.name.or_else(|| second.name.clone()),
    }
}
