//! The documented style: answers with the oddities of document 003's examples, one place for each.
//! The clean answer comes first; this never decides what is true, only how it is told.

mod content;
mod quirk;

use std::borrow::Cow;

use serde_json::{Value, json};

use super::request::{Fields, needed};
use super::{Interface, messages};
use crate::sandbox::engine::Act;
use crate::sandbox::fail::Fail;
use crate::sandbox::store::{Task, TaskStatus};
use quirk::QUIRKS;

/// Interfaces whose examples carry no `RequestId`.
const NAMELESS: [&str; 4] = [
    "StartFlow",
    "GetApprovalPageDetail",
    "GetProcessCanvasInfo",
    "ListProcessInstances",
];

/// Whether the answer carries a `RequestId`.
pub(super) fn has_request_id(name: &str) -> bool {
    !NAMELESS.contains(&name)
}

/// What an interface answers in the documented style.
pub(super) fn answer(
    interface: Interface,
    name: &str,
    act: &mut Act<'_>,
    body: &Value,
) -> Result<Value, Fail> {
    let mut data = interface(act, Fields::of(&asked(name, body))?)?;
    let fields = Fields::of(body)?;
    match name {
        "GetFlowInstanceOperations" => content::rewrite(act, &mut data),
        "DescribeProcessInstance" => other_task(act, fields, &mut data)?,
        "GetProcessCanvasInfo" => canvas(&mut data),
        // Quirk: what is unread, or read, is counted with the rest.
        "DescribeWorkflowMessages" => data["TotalCount"] = json!(messages::count_all(act, fields)?),
        _ => {}
    }
    for (_, path, quirk) in QUIRKS.iter().filter(|(of, ..)| *of == name) {
        quirk.apply(path, &mut data);
    }
    Ok(data)
}

/// The request as the service of the examples understands it.
fn asked<'b>(name: &str, body: &'b Value) -> Cow<'b, Value> {
    let absent = |key: &str| body.get(key).is_none_or(Value::is_null);
    let mut asked = Cow::Borrowed(body);
    match name {
        // Quirk: ascending, though descending is stated as the default.
        "GetFlowInstances" | "ListProcessInstances" if absent("Sort") && absent("Order") => {
            asked.to_mut()["Order"] = json!("asc");
        }
        // Quirk: one type is asked for and all five are told.
        "ListProcessInstancesCount" if body["PageType"].is_string() => {
            asked.to_mut()["PageType"] = Value::Null;
        }
        _ => {}
    }
    asked
}

/// Quirk: the task answered is another one of the instance than the one asked for.
fn other_task(act: &Act<'_>, fields: Fields<'_>, data: &mut Value) -> Result<(), Fail> {
    let asked = needed("FlowTaskId", fields.id("FlowTaskId")?)?;
    let instance = act.task(asked)?.instance;
    let tasks = Task::of_instance(act.db, instance)?;
    let told = |task: &&Task| task.id != asked && task.status != TaskStatus::Proposed;
    if let Some(other) = tasks.iter().rev().find(told) {
        data["TaskId"] = json!(other.id.to_string());
    }
    Ok(())
}

/// Quirks: an undocumented `visited`; no edge of a finished flow was ever gone along.
fn canvas(data: &mut Value) {
    let mut finished = false;
    for node in items(data, "Nodes") {
        let reached = node["Status"] != 2;
        finished |= node["DataType"] == 13 && reached;
        node["visited"] = json!(reached);
        for person in items(node, "Conf") {
            if person["Status"] == 1 {
                person["Comment"] = Value::Null;
                person["NewProcessors"] = json!("true");
            }
        }
    }
    for edge in items(data, "Edges").filter(|_| finished) {
        edge["Status"] = json!(2);
    }
}

fn items<'v>(value: &'v mut Value, key: &str) -> impl Iterator<Item = &'v mut Value> {
    let list = value.get_mut(key).and_then(Value::as_array_mut);
    list.into_iter().flatten()
}
