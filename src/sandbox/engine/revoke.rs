//! Taking back: the applicant a request, an approver a decision (document 003, interface 16).

use serde_json::json;

use super::Act;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::flow::{Allow, Flow, Mode, Node};
use crate::sandbox::store::{Action, Instance, Task, TaskStatus};

impl<'a> Act<'a> {
    /// Takes a request back to its approval start node. `task` is a current one of the instance.
    pub(in crate::sandbox) fn withdraw(&mut self, task: i64, person: i64) -> Result<(), Fail> {
        let task = self.task(task)?;
        let instance = self.instance(task.instance)?;
        if instance.starter != person {
            let starter = self.company.name(instance.starter);
            return Err(Fail::new(
                Code::Unauthorized,
                format!("这项申请由{starter}发起，只有发起人可以撤销"),
            ));
        }
        let node = self.withdrawable(&instance)?;
        let tasks = Task::of_instance(self.db, instance.id)?;
        let asked = tasks.iter().any(|task| task.status == TaskStatus::Open);
        // While the next approver is to be chosen nobody has a current task.
        if asked && task.status != TaskStatus::Open {
            return Err(self.ended(&task)?);
        }
        self.cancel_waiting(&instance, |_| true)?;
        let flow = self.flow(&instance)?;
        instance.unpass(self.db, flow.bits_from(&node.id))?;
        self.open_task(&instance, node, person, None, TaskStatus::Unsubmitted)?;
        self.record_revoke(&instance, node, person, "发起人撤销")
    }

    /// The approval start node, if the applicant may take the request back now.
    pub(in crate::sandbox) fn withdrawable(&self, instance: &Instance) -> Result<&'a Node, Fail> {
        let refused = |message: &str| Fail::new(Code::NotAllowed, message);
        if instance.ended.is_some() {
            return Err(refused("流程已结束，不能撤销"));
        }
        let node = self.flow(instance)?.submit_node();
        let node = node.filter(|node| node.allows(Allow::Revoke));
        let node = node.ok_or_else(|| refused("此流程不允许发起人撤销"))?;
        let tasks = Task::of_instance(self.db, instance.id)?;
        let under_way = [TaskStatus::Open, TaskStatus::Proposed];
        if !tasks.iter().any(|task| under_way.contains(&task.status)) {
            return Err(refused("申请还没有提交，不需要撤销"));
        }
        Ok(node)
    }

    /// Takes an approver's own decision back: the node is theirs again, what followed is void.
    pub(in crate::sandbox) fn take_back(&mut self, task: i64, person: i64) -> Result<(), Fail> {
        let task = self.task(task)?;
        if task.person != person {
            let owner = self.company.name(task.person);
            return Err(Fail::new(
                Code::Unauthorized,
                format!("这项任务由{owner}处理，只有本人可以撤销"),
            ));
        }
        let instance = self.instance(task.instance)?;
        let flow = self.flow(&instance)?;
        let node = flow.known_node(&task.node)?;
        for next in self.reclaimable(&instance, flow, node, &task)? {
            next.cancel(self.db, self.now)?;
        }
        instance.unpass(self.db, flow.bits_from(&node.id))?;
        task.cancel(self.db, self.now)?;
        let place = Some((task.visit, task.seat));
        self.open_task(&instance, node, person, place, TaskStatus::Open)?;
        self.record_revoke(&instance, node, person, "审批人撤销")
    }

    /// The tasks that would become void, if the decision on `task` may be taken back now.
    pub(in crate::sandbox) fn reclaimable(
        &self,
        instance: &Instance,
        flow: &Flow,
        node: &Node,
        task: &Task,
    ) -> Result<Vec<Task>, Fail> {
        let refused = |message: &str| Err(Fail::new(Code::NotAllowed, message));
        let decided = [Action::Agree as i64, Action::Handle as i64];
        if task.status != TaskStatus::Done || !decided.contains(&task.result) {
            return refused("这项任务没有可以撤销的同意或处理");
        }
        if instance.ended.is_some() {
            return refused("流程已结束，不能撤销");
        }
        if node.submit || !node.allows(Allow::Revoke) {
            return refused("此节点不允许审批人撤销");
        }
        let under_way = [TaskStatus::Open, TaskStatus::Proposed];
        let mut void = Vec::new();
        for later in Task::of_instance(self.db, instance.id)? {
            let before =
                later.id <= task.id || later.ended.is_some_and(|ended| Some(ended) < task.ended);
            let beside = later.visit == task.visit
                && (node.mode != Mode::Sequence || later.seat == task.seat);
            if before || beside || later.status == TaskStatus::Void {
                continue;
            }
            let follows = later.visit == task.visit || flow.leads(&node.id, &later.node);
            if follows && under_way.contains(&later.status) {
                void.push(later);
            } else if follows || later.node == node.id || flow.leads(&later.node, &node.id) {
                return refused("后面的节点已处理或流程已退回，不能撤销");
            }
        }
        Ok(void)
    }

    fn record_revoke(
        &mut self,
        instance: &Instance,
        node: &Node,
        person: i64,
        words: &str,
    ) -> Result<(), Fail> {
        let content = json!({ "action": Action::Revoke as i64, "operation": words });
        self.record(instance, node, person, &content, "true")?;
        instance.touch(self.db, false, self.now)?;
        Ok(())
    }
}
