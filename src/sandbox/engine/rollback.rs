//! Back to a node before (document 003, interfaces 18 and 19).

use serde_json::json;

use super::Act;
use super::decide::forbidden;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::flow::{Allow, Assignees, Flow, Node};
use crate::sandbox::store::{Action, Instance, Task, TaskStatus};

/// A node to which an instance may go back, with the task that was decided there last.
#[derive(Debug)]
pub(in crate::sandbox) struct Target<'a> {
    pub(in crate::sandbox) node: &'a Node,
    pub(in crate::sandbox) task: Task,
}

impl<'a> Act<'a> {
    /// Where an instance may go back to, the last node first.
    pub(in crate::sandbox) fn targets(
        &self,
        instance: &Instance,
        flow: &'a Flow,
    ) -> Result<Vec<Target<'a>>, Fail> {
        let tasks = Task::of_instance(self.db, instance.id)?;
        let current = |node: &Node| {
            let mut open = tasks.iter().filter(|task| task.status == TaskStatus::Open);
            open.any(|task| task.node != node.id && flow.leads(&node.id, &task.node))
        };
        let decided = [Action::Submit, Action::Agree, Action::Handle].map(|action| action as i64);
        let mut done: Vec<&Task> = tasks.iter().collect();
        done.retain(|task| task.status == TaskStatus::Done && decided.contains(&task.result));
        done.sort_by_key(|task| std::cmp::Reverse((task.ended, task.id)));
        let mut targets: Vec<Target<'a>> = Vec::new();
        for task in done {
            let node = flow.known_node(&task.node)?;
            let known = targets.iter().any(|target| target.node.id == node.id);
            if !known && current(node) {
                let task = task.clone();
                targets.push(Target { node, task });
            }
        }
        Ok(targets)
    }

    /// Closes what waits behind the target and asks the people of the target again.
    pub(in crate::sandbox) fn roll_back(
        &mut self,
        task: i64,
        person: i64,
        (node, decided): (&str, i64),
    ) -> Result<(), Fail> {
        let case = self.open_case(task, person)?;
        if case.task.status != TaskStatus::Open || !case.node.allows(Allow::Rollback) {
            return Err(forbidden(case.node, "回退"));
        }
        let flow = case.flow;
        let targets = self.targets(&case.instance, flow)?;
        let mut targets = targets.into_iter();
        let asked = |target: &Target<'_>| {
            target.node.id == node
                && target.task.id == decided
                && flow.leads(&target.node.id, &case.node.id)
        };
        let target = targets.find(asked).ok_or_else(|| {
            let message = "TargetNodeId 与 TargetActTaskId 不是可以回退的节点";
            Fail::new(Code::InvalidParameter, message)
        })?;
        if !case.task.finish(self.db, Action::RollBack, self.now)? {
            return Err(self.ended(&case.task)?);
        }
        let content = json!({ "action": Action::RollBack as i64 });
        self.record(&case.instance, case.node, person, &content, "true")?;
        self.reopen(&case.instance, flow, &target)?;
        case.instance.touch(self.db, false, self.now)?;
        Ok(())
    }

    fn reopen(
        &mut self,
        instance: &Instance,
        flow: &'a Flow,
        target: &Target<'a>,
    ) -> Result<(), Fail> {
        let node = target.node;
        self.cancel_waiting(instance, |task| flow.leads(&node.id, &task.node))?;
        instance.unpass(self.db, flow.bits_from(&node.id))?;
        if node.submit {
            self.open_task(
                instance,
                node,
                instance.starter,
                None,
                TaskStatus::Unsubmitted,
            )?;
            return Ok(());
        }
        let people = match node.assignees {
            // Nobody chooses anew: who was chosen is asked again.
            Assignees::Chosen(_) => vec![target.task.person],
            _ => self.assignees(node, instance.starter)?,
        };
        self.seat(instance, flow, node, people)
    }
}
