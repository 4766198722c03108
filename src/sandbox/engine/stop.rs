//! Stopping an instance (document 003, interface 5). Who may is not documented: here its applicant.

use serde_json::{Map, json};

use super::Act;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::store::{Action, Outcome, Task};

impl Act<'_> {
    /// Ends an instance that still runs.
    pub(in crate::sandbox) fn stop(
        &mut self,
        instance: i64,
        person: i64,
        reason: &str,
    ) -> Result<(), Fail> {
        let instance = self.instance(instance)?;
        self.person(person)?;
        if instance.starter != person {
            let starter = self.company.name(instance.starter);
            return Err(Fail::new(
                Code::Unauthorized,
                format!("这项申请由{starter}发起，只有发起人可以终止"),
            ));
        }
        if instance.ended.is_some() {
            return Err(Fail::new(Code::NotAllowed, "流程已结束，不能终止"));
        }
        let flow = self.flow(&instance)?;
        let tasks = Task::of_instance(self.db, instance.id)?;
        let current = tasks.iter().find(|task| task.status.waits());
        let nothing = || Fail::new(Code::Internal, format!("流程实例 {} 没有任务", instance.id));
        let task = current.or(tasks.last()).ok_or_else(nothing)?;
        let mut content = Map::new();
        content.insert("action".to_owned(), json!(Action::Stop as i64));
        if !reason.is_empty() {
            content.insert("operationComment".to_owned(), json!(reason));
        }
        let node = flow.known_node(&task.node)?;
        self.record(&instance, node, person, &content.into(), "true")?;
        self.end(&instance, flow, Outcome::Stopped)
    }
}
