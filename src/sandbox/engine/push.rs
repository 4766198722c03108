//! What the engine tells other systems: each step (document 000), and each end with approval
//! (document 001). Writes bodies into the outbox; sends nothing itself.

use serde_json::{Map, Value, json};

use super::Act;
use crate::sandbox::Style;
use crate::sandbox::fail::Fail;
use crate::sandbox::flow::{Flow, Kind};
use crate::sandbox::store::{Action, Instance, Operation, Outcome, Task, outbox};

impl Act<'_> {
    /// Puts what was recorded in this act into the outbox, within its transaction.
    pub(super) fn push_recorded(&mut self, style: Style) -> Result<(), Fail> {
        for operation in std::mem::take(&mut self.recorded) {
            let instance = self.instance(operation.instance)?;
            let flow = self.flow(&instance)?;
            let step = self.step_body(&instance, flow, &operation, style)?;
            outbox::put(self.db, &step.to_string(), self.now)?;
            let approved = instance.outcome == Some(Outcome::Approved);
            if approved && instance.ended == Some(self.now) && !self.completed {
                self.completed = true;
                let end = self.end_body(&instance, flow, style)?;
                outbox::put(self.db, &end.to_string(), self.now)?;
            }
        }
        Ok(())
    }

    fn step_body(
        &self,
        instance: &Instance,
        flow: &Flow,
        operation: &Operation,
        style: Style,
    ) -> Result<Value, Fail> {
        let documented = style == Style::AsDocumented;
        let node = flow.known_node(&operation.node)?;
        let begins = node.kind == Kind::Start;
        let status = match (instance.ended, begins) {
            (Some(_), _) => 2,
            (None, true) => 3,
            // Quirk: the example of document 000 has a status that its table does not.
            (None, false) => i64::from(!documented),
        };
        let mut body = json!({
            "FlowCode": number(&instance.flow),
            "InstanceId": instance.id,
            "FlowStatus": status,
            // Quirk: its times are ids.
            "FlowStartTime": if documented { instance.id } else { instance.started },
            "TodoTasks": self.todo(instance, flow, documented)?,
        });
        if let Some(action) = action(&operation.content).filter(|_| !begins) {
            body["DoingTask"] = self.doing(instance, flow, operation, action, documented)?;
        }
        Ok(body)
    }

    fn doing(
        &self,
        instance: &Instance,
        flow: &Flow,
        operation: &Operation,
        action: i64,
        documented: bool,
    ) -> Result<Value, Fail> {
        let content: Value = serde_json::from_str(&operation.content).unwrap_or_default();
        let tasks = Task::of_instance(self.db, instance.id)?;
        let task = tasks
            .iter()
            .rev()
            .find(|task| task.node == operation.node && task.person == operation.person);
        let (id, arrived) =
            task.map_or((operation.id, operation.at), |task| (task.id, task.arrived));
        let time = |at: i64| if documented { id } else { at };
        let copied = content.get("ccUserIds").and_then(Value::as_array);
        let copied = copied.into_iter().flatten().filter_map(Value::as_str);
        Ok(json!({
            "TaskId": id,
            "Approver": self.party(operation.person),
            "Action": action,
            "Comment": content.get("operationComment").cloned().unwrap_or_default(),
            "CcUserIds": copied
                .filter_map(|id| id.parse().ok())
                .map(|id| self.party(id))
                .collect::<Vec<_>>(),
            "AttachmentInfo": [],
            "ArrivalTime": time(arrived),
            "EndTime": time(operation.at),
            "VariableInfos": self.variables(instance, flow)?,
        }))
    }

    fn todo(&self, instance: &Instance, flow: &Flow, documented: bool) -> Result<Value, Fail> {
        let tasks = Task::of_instance(self.db, instance.id)?;
        let waiting = tasks.iter().filter(|task| task.status.waits());
        let told = waiting.map(|task| {
            let (id, arrived) = if documented {
                // Quirk: a time as text where the id belongs.
                let text = task.arrived.to_string();
                (json!(text), json!(text))
            } else {
                (json!(task.id), json!(task.arrived))
            };
            Ok(json!({
                "TaskId": id,
                "Name": flow.known_node(&task.node)?.name,
                "Approver": self.party(task.person),
                "ArrivalTime": arrived,
            }))
        });
        told.collect::<Result<Vec<_>, Fail>>().map(Value::from)
    }

    fn end_body(&self, instance: &Instance, flow: &Flow, style: Style) -> Result<Value, Fail> {
        let documented = style == Style::AsDocumented;
        // Quirk: its times are the id of whoever has started it.
        let time = |at: i64| if documented { instance.starter } else { at };
        Ok(json!({
            "FlowCode": number(&instance.flow),
            "InstanceId": instance.id,
            "StartTime": time(instance.started),
            "EndTime": time(instance.ended.unwrap_or(self.now)),
            "StartUser": self.party(instance.starter),
            "VariableInfos": self.variables(instance, flow)?,
        }))
    }

    fn party(&self, person: i64) -> Value {
        let key = self.company.person(person).map_or("", |known| &known.key);
        json!({ "SourceUid": format!("wx-{key}"), "TenantUid": person.to_string() })
    }

    fn variables(&self, instance: &Instance, flow: &Flow) -> Result<Value, Fail> {
        let form = self.form(instance)?;
        let mut variables = Map::new();
        let mut put = |name: &str, kind: &str, value: Option<&Value>| {
            if let Some(value) = value {
                let typed = json!({ "Type": kind, "Value": value });
                variables.insert(name.to_owned(), typed);
            }
        };
        put(&flow.output, "object", form.get("object"));
        if let Some(list) = &flow.list {
            put(&list.output, "objectList", form.get("list"));
        }
        Ok(Value::Object(variables))
    }
}

/// A flow's code as the number it is written as.
fn number(code: &str) -> Value {
    code.parse::<i64>()
        .map_or_else(|_| json!(code), Value::from)
}

/// The push's own code of an action; none for what its table does not know.
fn action(content: &str) -> Option<i64> {
    let content: Value = serde_json::from_str(content).ok()?;
    let code = content.get("action")?.as_i64()?;
    [
        (Action::Submit, 1),
        (Action::Agree, 2),
        (Action::Handle, 2),
        (Action::Reject, 3),
        (Action::Transfer, 4),
        (Action::Countersign, 5),
        (Action::Revoke, 6),
    ]
    .into_iter()
    .find(|(action, _)| *action as i64 == code)
    .map(|(_, code)| code)
}
