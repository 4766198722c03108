//! What a push claims of an approval, short enough for a line, and whether the interface's own
//! words agree. A claim is never acted on.

use super::id::Id;
use super::instance::{Task, TaskStatus};
use super::people::Named;
use super::push::{Action, Push, Status};
use super::verb::Verb;

/// Characters of a comment that are kept. A push may bring megabytes.
const COMMENT: usize = 80;

/// The short form of a push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub status: Status,
    pub action: Option<Action>,
    /// The task that was acted on.
    pub task_id: Option<Id>,
    /// Who is said to have acted, or to have started it.
    pub who: Named,
    pub comment: Option<String>,
}

impl From<&Push> for Claim {
    fn from(push: &Push) -> Self {
        let decision = push.decision.as_ref();
        let party = decision
            .map(|decision| &decision.approver)
            .or(push.started_by.as_ref());
        Self {
            status: push.status.clone(),
            action: decision.and_then(|decision| decision.action.clone()),
            task_id: decision.and_then(|decision| decision.task_id.clone()),
            who: Named::new(party.and_then(|party| party.id.clone()), None),
            comment: decision
                .and_then(|decision| decision.comment.as_ref())
                .map(|comment| comment.chars().take(COMMENT).collect()),
        }
    }
}

impl Claim {
    /// Whether the tasks of the approval, as the interface tells them, are as the claim says.
    pub fn holds(&self, tasks: &[Task]) -> bool {
        let is_open = |task: &Task| task.status == TaskStatus::Open;
        if tasks.is_empty() || self.status == Status::Finished && tasks.iter().any(is_open) {
            return false;
        }
        let closes = matches!(
            self.action,
            Some(Action::Verb(Verb::Approve | Verb::Reject | Verb::Submit))
        );
        let Some(id) = self.task_id.as_ref().filter(|_| closes) else {
            return true;
        };
        tasks.iter().any(|task| task.id == *id && !is_open(task))
    }
}

#[cfg(test)]
mod tests {
    use super::Claim;
    use crate::domain::instance::{Task, TaskStatus};
    use crate::domain::people::Named;
    use crate::domain::push::{Action, Status};
    use crate::domain::verb::Verb;

    fn task(id: &str, status: TaskStatus) -> Task {
        Task {
            id: id.into(),
            instance_id: "600000000000001".into(),
            node: Named::default(),
            assignee: Named::default(),
            started_at: None,
            ended_at: None,
            result: None,
            link: None,
            status,
        }
    }

    fn claim(status: Status, verb: Option<Verb>, task: Option<&str>) -> Claim {
        Claim {
            status,
            action: verb.map(Action::Verb),
            task_id: task.map(Into::into),
            who: Named::default(),
            comment: None,
        }
    }

    #[test]
    fn a_decision_holds_where_its_task_is_closed() {
        let approved = claim(Status::Running, Some(Verb::Approve), Some("1"));
        let next = task("2", TaskStatus::Open);
        assert!(approved.holds(&[task("1", TaskStatus::Done), next.clone()]));
        assert!(!approved.holds(&[task("1", TaskStatus::Open)]));
        assert!(!approved.holds(&[next]));
    }

    #[test]
    fn an_end_holds_where_nothing_waits_any_more() {
        let ended = claim(Status::Finished, None, None);
        assert!(ended.holds(&[task("1", TaskStatus::Done)]));
        assert!(!ended.holds(&[task("1", TaskStatus::Done), task("2", TaskStatus::Open)]));
    }

    #[test]
    fn nothing_holds_of_an_approval_that_nobody_knows() {
        assert!(!claim(Status::Started, None, None).holds(&[]));
    }
}
