//! Starting an instance.

use serde_json::{Value, json};

use super::Act;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::flow::Flow;
use crate::sandbox::store::{Action, Instance, Task, TaskStatus};

impl<'a> Act<'a> {
    /// Starts an instance. The answer is the applicant's task where the flow begins with theirs,
    /// else the instance has already moved on.
    pub(in crate::sandbox) fn start(
        &mut self,
        flow: &'a Flow,
        starter: i64,
        form: &Value,
    ) -> Result<(Instance, Option<Task>), Fail> {
        let instance = Instance {
            id: self.id(),
            flow: flow.code.clone(),
            starter,
            started: self.now,
            ended: None,
            outcome: None,
            draft: false,
        };
        instance.insert(self.db, &form.to_string())?;
        if let Some(node) = flow.submit_node() {
            let task = self.open_task(&instance, node, starter, None, TaskStatus::Unsubmitted)?;
            return Ok((instance, Some(task)));
        }
        let missing = || Fail::new(Code::Internal, format!("流程“{}”没有开始节点", flow.name));
        let node = flow.start().ok_or_else(missing)?;
        self.record(
            &instance,
            node,
            starter,
            &json!({ "action": Action::Submit as i64 }),
            "",
        )?;
        self.leave(&instance, flow, node, starter, instance.id)?;
        Ok((instance, None))
    }

    /// Keeps the applicant's task as a draft, out of the flow.
    pub(in crate::sandbox) fn save_draft(
        &mut self,
        instance: &Instance,
        task: &Task,
    ) -> Result<(), Fail> {
        let node = self.flow(instance)?.known_node(&task.node)?;
        task.save(self.db)?;
        let content = json!({ "action": Action::SaveDraft as i64 });
        self.record(instance, node, task.person, &content, "")?;
        instance.touch(self.db, true, self.now)?;
        Ok(())
    }
}
