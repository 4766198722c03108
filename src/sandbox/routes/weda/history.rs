//! The tasks and the operations of one instance (document 003, interfaces 7 and 8).

use serde_json::{Value, json};

use super::PORTAL;
use super::request::{Fields, needed};
use crate::sandbox::clock;
use crate::sandbox::engine::Act;
use crate::sandbox::fail::Fail;
use crate::sandbox::flow::{Flow, Node};
use crate::sandbox::store::{Instance, Operation, Task, TaskStatus};

/// Interface 7, `GetFlowInstanceTasks`: oldest first.
pub(super) fn tasks(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let instance = act.instance(needed("InstanceId", fields.id("InstanceId")?)?)?;
    let flow = act.flow(&instance)?;
    let mut tasks = Task::of_instance(act.db, instance.id)?;
    tasks.retain(|task| task.status != TaskStatus::Proposed);
    keep_asked(&mut tasks, &instance, flow, fields)?;
    let total = tasks.len();
    let rows = fields
        .page()?
        .of(tasks)
        .map(|task| task_row(&task, &instance, flow));
    Ok(json!({ "Result": rows.collect::<Vec<_>>(), "TotalCount": total }))
}

/// Drops the tasks that the request's filters exclude; times are epoch milliseconds.
fn keep_asked(
    tasks: &mut Vec<Task>,
    instance: &Instance,
    flow: &Flow,
    fields: Fields<'_>,
) -> Result<(), Fail> {
    let assignee = fields.user("TaskAssignee")?;
    let starter = fields.user("StartUser")?;
    let ids = fields.ids("TaskIds")?;
    let nodes = fields.texts("ElementIds")?;
    let kind = fields.integer("TaskType")?;
    let status = fields.integer("TaskStatus")?;
    let code = fields.text("FlowCode")?;
    let from = fields.integer("StartTime")?;
    let until = fields.integer("EndTime")?;
    // Copies are not tasks here, so that none is left when only copies are asked for.
    let copies = fields.boolean("IsCarbonCopyTask")?.unwrap_or(false);
    let task_type = |task: &Task| flow.node(&task.node).map(Node::task_type);
    tasks.retain(|task| {
        !copies
            && assignee.is_none_or(|id| task.person == id)
            && starter.is_none_or(|id| instance.starter == id)
            && (ids.is_empty() || ids.contains(&task.id))
            && (nodes.is_empty() || nodes.contains(&task.node.as_str()))
            && (kind.is_none() || task_type(task) == kind)
            && status.is_none_or(|status| task.status as i64 == status)
            && code.is_none_or(|code| instance.flow == code)
            && from.is_none_or(|from| task.arrived >= from)
            && until.is_none_or(|until| task.ended.is_some_and(|ended| ended <= until))
    });
    Ok(())
}

fn task_row(task: &Task, instance: &Instance, flow: &Flow) -> Value {
    let list = if task.status.waits() { "TODO" } else { "DONE" };
    json!({
        "InstanceId": instance.id.to_string(),
        "TaskId": task.id.to_string(),
        "FlowName": flow.name,
        "FlowCode": instance.flow,
        "FlowStartUser": { "UserId": instance.starter.to_string(), "Type": 4 },
        "ElementName": flow.node(&task.node).map(|node| &node.name),
        "ElementId": task.node,
        "TaskAssignee": { "UserId": task.person.to_string(), "Type": 4 },
        "StartTime": clock::text(task.arrived),
        "EndTime": task.ended.map(clock::text),
        "TaskStatus": task.status as i64,
        "OperationResult": task.result,
        "PageTransitionUrl":
            format!("{PORTAL}/#/flowCenter/detail?envType=prod&flowTaskId={}&pageType={list}", task.id),
    })
}

/// Interface 8, `GetFlowInstanceOperations`: oldest first.
pub(super) fn operations(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let instance = act.instance(needed("InstanceId", fields.id("InstanceId")?)?)?;
    let flow = act.flow(&instance)?;
    let nodes = fields.texts("ElementIds")?;
    let operator = fields.user("OperatorUser")?;
    let mut operations = Operation::of_instance(act.db, instance.id)?;
    operations.retain(|operation| {
        (nodes.is_empty() || nodes.contains(&operation.node.as_str()))
            && operator.is_none_or(|id| operation.person == id)
    });
    let total = operations.len();
    let rows = fields
        .page()?
        .of(operations)
        .map(|operation| operation_row(&operation, flow));
    Ok(json!({ "Result": rows.collect::<Vec<_>>(), "TotalCount": total }))
}

fn operation_row(operation: &Operation, flow: &Flow) -> Value {
    json!({
        "ElementName": flow.node(&operation.node).map(|node| &node.name),
        "CreateTime": clock::text(operation.at),
        "OperatorUser": operation.person.to_string(),
        "Content": operation.content,
        "Result": operation.result,
    })
}
