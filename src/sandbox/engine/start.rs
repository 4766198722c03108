//! Starting an instance.

use serde_json::{Value, json};

use super::Act;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::flow::{Flow, Version};
use crate::sandbox::store::{Action, Instance, Task, TaskStatus};

impl<'a> Act<'a> {
    /// Starts an instance of a version. The answer is the applicant's task where the flow begins with
    /// theirs, else the instance has already moved on.
    pub(in crate::sandbox) fn start(
        &mut self,
        flow: &'a Flow,
        version: &Version,
        starter: i64,
        form: &Value,
    ) -> Result<(Instance, Option<Task>), Fail> {
        let instance = Instance {
            id: self.id(),
            flow: version.code.clone(),
            starter,
            started: self.now,
            ended: None,
            outcome: None,
            draft: false,
        };
        instance.insert(self.db, &form.to_string())?;
        let missing = || Fail::new(Code::Internal, format!("流程“{}”没有开始节点", flow.name));
        let start = flow.start().ok_or_else(missing)?;
        if let Some(node) = flow.submit_node() {
            let ways = flow.ways(start, form);
            instance.pass(self.db, ways.iter().fold(0, |bits, (bit, _)| bits | bit))?;
            let task = self.open_task(&instance, node, starter, None, TaskStatus::Unsubmitted)?;
            return Ok((instance, Some(task)));
        }
        self.record(
            &instance,
            start,
            starter,
            &json!({ "action": Action::Submit as i64 }),
            "",
        )?;
        self.leave(&instance, flow, start, starter, instance.id)?;
        // Nobody is there to choose: all are asked.
        let proposed: Vec<i64> = self.take_proposed().iter().map(|task| task.id).collect();
        self.choose(&proposed)?;
        Ok((instance, None))
    }
}
