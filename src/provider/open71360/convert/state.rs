//! Where steps and their people stand. Nothing is current but what `currentTaskId` names.

use std::collections::HashMap;

use crate::domain::canvas::Progress;
use crate::domain::id::Id;
use crate::domain::instance::Action;
use crate::domain::item::Outcome;
use crate::provider::open71360::wire::approval::{Approval, Comment, Member, Task};

/// The state of an approval while it waits (`status`).
const WAITS: i64 = 1;

/// What somebody did; `None` while it is still to be done.
///
/// Quirk: `schedule` is said to be the first step's word for waiting and `in_progress` that of the
/// others, and the example has it the other way round: both only say that it waits.
pub(crate) fn action(state: Option<&str>) -> Option<Action> {
    match state? {
        "agree" => Some(Action::Approve),
        "reject" => Some(Action::Reject),
        "go_back" => Some(Action::Rollback),
        "cancel" => Some(Action::Revoke),
        "error" => Some(Action::Failed),
        "schedule" | "in_progress" | "" => None,
        other => Some(Action::Word(other.to_owned())),
    }
}

/// Whether somebody decided, in their own person.
pub(crate) fn is_decision(action: &Action) -> bool {
    matches!(action, Action::Approve | Action::Reject | Action::Rollback)
}

impl Approval {
    pub(crate) fn waits(&self) -> bool {
        self.status == Some(WAITS)
    }

    /// How it ended; `None` while it waits.
    pub(crate) fn outcome(&self) -> Option<Outcome> {
        match self.status? {
            WAITS => None,
            2 => Some(Outcome::Approved),
            3 => Some(Outcome::Rejected),
            4 => Some(Outcome::Voided),
            5 => Some(Outcome::Failed),
            other => Some(Outcome::Other(other)),
        }
    }

    /// Whether nobody will do anything about it any more: what failed may be mended.
    pub(crate) fn has_ended(&self) -> bool {
        matches!(self.status, Some(2..=4))
    }

    /// The steps in their order, each with its number from 1.
    pub(crate) fn steps(&self) -> Vec<(i64, &Task)> {
        let mut tasks: Vec<_> = (1..).zip(&self.tasks).collect();
        tasks.sort_by_key(|(place, task)| task.sequence_number.unwrap_or(*place));
        (1..).zip(tasks.into_iter().map(|(_, task)| task)).collect()
    }

    /// The step that it waits at, with its number.
    pub(crate) fn current(&self) -> Option<(i64, &Task)> {
        let current = self.current_task_id.as_ref().filter(|_| self.waits())?;
        let mut steps = self.steps().into_iter();
        steps.find(|(_, task)| task.id.as_ref() == Some(current))
    }

    /// How far it has come at a step.
    pub(crate) fn progress(&self, task: &Task) -> Progress {
        let here = self.current_task_id.is_some() && self.current_task_id == task.id;
        match action(task.state.as_deref()) {
            _ if here && self.waits() => Progress::Current,
            Some(_) => Progress::Done,
            None => Progress::Waiting,
        }
    }
}

impl Task {
    /// What each of those who said something said, in their order.
    pub(crate) fn said(&self) -> HashMap<&Id, Vec<&Comment>> {
        let mut said: HashMap<_, Vec<_>> = HashMap::new();
        for comment in &self.comments {
            if let Some(sender) = &comment.sender_id {
                said.entry(sender).or_default().push(comment);
            }
        }
        said
    }

    /// Those who are still to decide.
    pub(crate) fn waiting(&self) -> impl Iterator<Item = &Id> {
        let members = self.members.iter();
        let waiting = members.filter(|member| member.action().is_none());
        waiting.filter_map(|member| member.employee_id.as_ref())
    }

    /// How its people decide together; a single one does so alone.
    pub(crate) fn together(&self) -> Option<String> {
        match self.mode.as_deref()? {
            "all_pass" => Some("all".to_owned()),
            "one_pass" => Some("any".to_owned()),
            "single" => None,
            other => Some(other.to_owned()),
        }
    }
}

impl Member {
    pub(crate) fn action(&self) -> Option<Action> {
        action(self.state.as_deref())
    }

    pub(crate) fn is(&self, person: &Id) -> bool {
        self.employee_id.as_ref() == Some(person)
    }
}
