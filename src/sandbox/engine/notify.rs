//! What an act leaves behind for people: the history, copies and messages.

use serde_json::Value;

use super::Act;
use crate::sandbox::fail::Fail;
use crate::sandbox::flow::{Flow, Kind, Node};
use crate::sandbox::store::{CarbonCopy, Instance, Message, MessageKind, Operation, Outcome, Task};

impl Act<'_> {
    /// Writes one operation into the history.
    pub(super) fn record(
        &mut self,
        instance: &Instance,
        node: &Node,
        person: i64,
        content: &Value,
        result: &str,
    ) -> Result<(), Fail> {
        let operation = Operation {
            id: self.id(),
            instance: instance.id,
            node: node.id.clone(),
            person,
            at: self.now,
            content: content.to_string(),
            result: result.to_owned(),
        };
        operation.insert(self.db)?;
        Ok(())
    }

    /// Gives people a copy, and tells them.
    pub(super) fn copy(
        &mut self,
        instance: &Instance,
        flow: &Flow,
        task: i64,
        people: &[i64],
    ) -> Result<(), Fail> {
        for &person in people {
            let copy = CarbonCopy {
                id: self.id(),
                instance: instance.id,
                task,
                person,
                started: instance.started,
                at: self.now,
            };
            copy.insert(self.db)?;
            let text = format!("{}抄送给您，请查阅。", self.subject(instance, flow));
            self.notice(person, "抄送通知", text)?;
        }
        Ok(())
    }

    /// Tells a person of a task that waits for them.
    pub(super) fn tell_of_task(
        &mut self,
        instance: &Instance,
        flow: &Flow,
        node: &Node,
        task: &Task,
    ) -> Result<(), Fail> {
        let (title, verb) = match node.kind {
            Kind::Handle => ("处理提醒", "处理"),
            _ => ("审批提醒", "审批"),
        };
        let text = format!(
            "{}已到“{}”，等待您{verb}。",
            self.subject(instance, flow),
            node.name
        );
        self.message(task.person, MessageKind::Task, title, text, Some(task.id))
    }

    /// Tells the applicant how the request ended.
    pub(super) fn tell_of_end(
        &mut self,
        instance: &Instance,
        flow: &Flow,
        outcome: Outcome,
    ) -> Result<(), Fail> {
        let (title, how) = match outcome {
            Outcome::Approved => ("审批通过", "已通过"),
            Outcome::Rejected => ("审批未通过", "被拒绝"),
        };
        let text = format!("您提交的{}{how}。", flow.name);
        self.notice(instance.starter, title, text)
    }

    /// Sends a notice of the message centre.
    pub(in crate::sandbox) fn notice(
        &mut self,
        person: i64,
        title: &str,
        text: String,
    ) -> Result<(), Fail> {
        self.message(person, MessageKind::Notice, title, text, None)
    }

    fn message(
        &mut self,
        person: i64,
        kind: MessageKind,
        title: &str,
        text: String,
        task: Option<i64>,
    ) -> Result<(), Fail> {
        let message = Message {
            id: self.id(),
            person,
            kind,
            title: title.to_owned(),
            text,
            task,
            at: self.now,
        };
        message.insert(self.db)?;
        Ok(())
    }

    /// Such as `张三提交的差旅报销`.
    pub(in crate::sandbox) fn subject(&self, instance: &Instance, flow: &Flow) -> String {
        format!("{}提交的{}", self.company.name(instance.starter), flow.name)
    }
}
