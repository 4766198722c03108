//! The next approver chosen by the previous one (document 003, interfaces 4 and 14).

use super::Act;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::flow::Node;
use crate::sandbox::store::{Instance, Task, TaskStatus};

impl Act<'_> {
    /// Proposes people at a node; nobody is asked before somebody chooses.
    pub(super) fn propose(
        &mut self,
        instance: &Instance,
        node: &Node,
        people: Vec<i64>,
    ) -> Result<(), Fail> {
        let mut visit = None;
        for (seat, person) in (0_u32..).zip(people) {
            let place = visit.map(|visit| (visit, seat));
            let task = self.open_task(instance, node, person, place, TaskStatus::Proposed)?;
            visit = Some(task.visit);
            self.proposed.push(task);
        }
        Ok(())
    }

    /// The tasks that the act so far has proposed.
    pub(in crate::sandbox) fn take_proposed(&mut self) -> Vec<Task> {
        std::mem::take(&mut self.proposed)
    }

    /// Asks the people of proposed tasks; who was proposed beside them is not asked any more.
    pub(in crate::sandbox) fn choose(&mut self, ids: &[i64]) -> Result<(), Fail> {
        for &id in ids {
            let missing = || Fail::new(Code::TaskNotFound, format!("没有编号为 {id} 的待提交任务"));
            let task = Task::find(self.db, id)?.ok_or_else(missing)?;
            if !task.choose(self.db, self.now)? {
                let message = "下一节点的审批人已经选定，或流程已经变化";
                return Err(Fail::new(Code::TaskEnded, message));
            }
            let instance = self.instance(task.instance)?;
            instance.touch(self.db, false, self.now)?;
            let flow = self.flow(&instance)?;
            self.tell_of_task(&instance, flow, flow.known_node(&task.node)?, &task)?;
        }
        for &id in ids {
            let task = self.task(id)?;
            for beside in Task::of_instance(self.db, task.instance)? {
                if beside.visit == task.visit && beside.status == TaskStatus::Proposed {
                    beside.cancel(self.db, self.now)?;
                }
            }
        }
        Ok(())
    }
}
