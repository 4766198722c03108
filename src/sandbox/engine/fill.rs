//! Values for the form: what an applicant starts with, what an approver fills in.

use serde_json::{Map, Value, json};

use super::Act;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::flow::{Flow, Node};
use crate::sandbox::store::{Action, Instance, Task};

/// The key of a variable and the fields it is filled with.
pub(in crate::sandbox) type Input<'d> = (&'d str, &'d Map<String, Value>);

impl Act<'_> {
    /// Writes values into the form by the variables of a node.
    pub(super) fn fill(
        &self,
        instance: &Instance,
        flow: &Flow,
        node: &Node,
        inputs: &[Input<'_>],
    ) -> Result<(), Fail> {
        if inputs.is_empty() {
            return Ok(());
        }
        let mut form = self.form(instance)?;
        for (key, values) in inputs {
            if !node.input.iter().any(|input| input.key == *key) {
                let message = format!("节点“{}”没有页面变量 {key}", node.name);
                return Err(Fail::new(Code::InvalidParameter, message));
            }
            check(flow, key, values)?;
            if let Some(object) = form.get_mut("object").and_then(Value::as_object_mut) {
                object.extend(
                    values
                        .iter()
                        .map(|(field, value)| (field.clone(), value.clone())),
                );
            }
        }
        instance.set_form(self.db, &form.to_string())?;
        Ok(())
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

/// The form that an instance starts with.
pub(in crate::sandbox) fn begin(flow: &Flow, inputs: &[Input<'_>]) -> Result<Value, Fail> {
    let mut object = Map::new();
    for (key, values) in inputs {
        if flow.begin.as_deref() != Some(key) {
            let message = format!("流程“{}”的开始节点没有变量 {key}", flow.name);
            return Err(Fail::new(Code::InvalidParameter, message));
        }
        check(flow, key, values)?;
        object.extend(
            values
                .iter()
                .map(|(field, value)| (field.clone(), value.clone())),
        );
    }
    Ok(json!({ "object": object, "list": [] }))
}

fn check(flow: &Flow, key: &str, values: &Map<String, Value>) -> Result<(), Fail> {
    for (name, value) in values {
        let field = flow.field.iter().find(|field| field.key == *name);
        let message = match field {
            None => format!("变量 {key} 没有字段 {name}"),
            Some(field) if field.kind.takes(value) => continue,
            Some(field) => format!("字段 {name} 的类型应为 {}", field.kind.name()),
        };
        return Err(Fail::new(Code::InvalidParameter, message));
    }
    Ok(())
}
