//! Feishu's words for states and acts, in ours. A word that nobody knows is kept as it came.

use super::deeds::Deeds;
use crate::domain::instance::{Action, TaskStatus};
use crate::domain::item::Outcome;
use crate::provider::feishu::wire::instance::Task;

/// How an instance ended; `None` while it runs.
pub(crate) fn outcome(status: &str) -> Option<Outcome> {
    Some(match status {
        "" | "PENDING" => return None,
        "APPROVED" => Outcome::Approved,
        "REJECTED" => Outcome::Rejected,
        "CANCELED" | "REVERTED" => Outcome::Stopped,
        "DELETED" => Outcome::Voided,
        other => Outcome::Word(other.to_owned()),
    })
}

/// The same in the lists. Quirk: numbers in the table, words in the example.
pub(crate) fn listed_outcome(status: &str) -> Option<Outcome> {
    Some(match status.to_ascii_lowercase().as_str() {
        "" | "0" | "1" | "running" => return None,
        "2" | "approved" => Outcome::Approved,
        "3" | "rejected" => Outcome::Rejected,
        "4" | "revoked" | "canceled" | "5" | "terminated" => Outcome::Stopped,
        _ => Outcome::Word(status.to_owned()),
    })
}

/// Where a seat stands. Quirk: `DONE` is also said of seats that were closed by what others did.
pub(crate) fn task_status(task: &Task, deeds: &Deeds<'_>) -> TaskStatus {
    match task.status.as_deref().unwrap_or_default() {
        "PENDING" | "OVERTIME_RECOVER" => TaskStatus::Open,
        "APPROVED" | "REJECTED" | "TRANSFERRED" | "ROLLBACK" => TaskStatus::Done,
        "DONE" if done(task, deeds).is_some() => TaskStatus::Done,
        "REVERTED" | "OVERTIME_CLOSE" | "DONE" => TaskStatus::Void,
        other => TaskStatus::Word(other.to_owned()),
    }
}

/// What was done at a seat. Quirk: that nobody had to decide stands where the mode does.
pub(crate) fn done(task: &Task, deeds: &Deeds<'_>) -> Option<Action> {
    let by_itself = match task.kind.as_deref() {
        Some("AUTO_PASS") => Some(Action::Skip),
        Some("AUTO_REJECT") => Some(Action::SkipRejected),
        _ => None,
    };
    Some(match task.status.as_deref().unwrap_or_default() {
        "" | "PENDING" | "OVERTIME_RECOVER" => return None,
        "APPROVED" => by_itself.unwrap_or(Action::Approve),
        "REJECTED" => by_itself.unwrap_or(Action::Reject),
        "TRANSFERRED" => Action::Transfer,
        "DONE" => return by_itself.or_else(|| deeds.decision(task)),
        "ROLLBACK" => Action::Rollback,
        "REVERTED" => Action::Revoke,
        other => Action::Word(other.to_owned()),
    })
}

/// How the people of a node decide together.
pub(crate) fn mode(task: &Task) -> Option<String> {
    match task.kind.as_deref()? {
        "AND" => Some("all".to_owned()),
        "OR" => Some("any".to_owned()),
        "SEQUENTIAL" => Some("sequence".to_owned()),
        "AUTO_PASS" | "AUTO_REJECT" => None,
        other => Some(other.to_owned()),
    }
}

/// What an entry of the timeline tells, and the service's own word where that says more.
pub(crate) fn event(kind: &str) -> (Action, Option<String>) {
    let (action, exact) = match kind {
        "START" => (Action::Submit, true),
        "PASS" => (Action::Approve, true),
        "REJECT" => (Action::Reject, true),
        "AUTO_PASS" => (Action::Skip, true),
        "AUTO_REJECT" => (Action::SkipRejected, true),
        // Whoever had agreed before was not asked again.
        "REMOVE_REPEAT" => (Action::Skip, false),
        "TRANSFER" => (Action::Transfer, true),
        "ADD_APPROVER" => (Action::Countersign, true),
        "ADD_APPROVER_BEFORE" | "ADD_APPROVER_AFTER" => (Action::Countersign, false),
        "DELETE_APPROVER" => (Action::RemoveApprover, true),
        "ROLLBACK_SELECTED" => (Action::Rollback, true),
        "ROLLBACK" => (Action::Rollback, false),
        "CANCEL" => (Action::Revoke, true),
        "DELETE" => (Action::Void, false),
        "CC" => (Action::Cc, true),
        other => (Action::Word(other.to_owned()), true),
    };
    (action, (!exact).then(|| kind.to_owned()))
}
