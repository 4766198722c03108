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
        self.recorded.push(operation);
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
            let words = ["抄送通知", &flow.name, &text];
            self.message(person, MessageKind::Notice, words, Some((task, "CC")))?;
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
        let subject = self.subject(instance, flow);
        let text = format!("{subject}已到“{}”，等待您{verb}。", node.name);
        let words = [title, &flow.name, &text];
        self.message(
            task.person,
            MessageKind::Task,
            words,
            Some((task.id, "TODO")),
        )
    }

    /// Reminds a person of a task that still waits for them.
    pub(super) fn remind(
        &mut self,
        instance: &Instance,
        flow: &Flow,
        node: &Node,
        task: &Task,
    ) -> Result<(), Fail> {
        let text = format!(
            "{}在“{}”等您已久，申请人催您尽快办理。",
            self.subject(instance, flow),
            node.name
        );
        let words = ["催办提醒", &flow.name, &text];
        self.message(
            task.person,
            MessageKind::Task,
            words,
            Some((task.id, "TODO")),
        )
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
            Outcome::Stopped => ("流程终止", "已终止"),
        };
        let text = format!("您提交的{}{how}。", flow.name);
        let tasks = Task::of_instance(self.db, instance.id)?;
        let task = tasks.last().map(|task| (task.id, "CREATE"));
        let words = [title, &flow.name, &text];
        self.message(instance.starter, MessageKind::Notice, words, task)
    }

    /// Sends a notice of the message centre.
    pub(in crate::sandbox) fn notice(
        &mut self,
        person: i64,
        title: &str,
        text: &str,
    ) -> Result<(), Fail> {
        self.message(person, MessageKind::Notice, [title, title, text], None)
    }

    /// `link` is the task that the message's link opens, and in which list.
    fn message(
        &mut self,
        person: i64,
        kind: MessageKind,
        [title, subtitle, text]: [&str; 3],
        link: Option<(i64, &str)>,
    ) -> Result<(), Fail> {
        let message = Message {
            id: self.id(),
            person,
            kind: kind as i64,
            title: title.to_owned(),
            subtitle: subtitle.to_owned(),
            text: text.to_owned(),
            task: link.map(|(task, _)| task),
            page: link.map_or("", |(_, page)| page).to_owned(),
            at: self.now,
            updated: self.now,
            read: false,
        };
        message.insert(self.db)?;
        Ok(())
    }

    /// Such as `张三提交的差旅报销`.
    pub(in crate::sandbox) fn subject(&self, instance: &Instance, flow: &Flow) -> String {
        format!("{}提交的{}", self.company.name(instance.starter), flow.name)
    }
}
