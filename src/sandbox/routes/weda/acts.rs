//! What else moves an instance, or those who keep it waiting (document 003, interfaces 5, 14, 15, 17 to 19).

use serde_json::{Value, json};

use super::request::{Fields, needed};
use crate::sandbox::engine::Act;
use crate::sandbox::fail::Fail;
use crate::sandbox::store::count_act;

/// Interface 5, `StopFlow`.
pub(super) fn stop(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let instance = needed("InstanceId", fields.id("InstanceId")?)?;
    let person = needed("Operator", fields.user("Operator")?)?;
    let reason = fields.text("DeleteReason")?.unwrap_or_default();
    act.stop(instance, person, reason)?;
    count_act(act.db, instance, "stop")?;
    Ok(json!({ "Result": true }))
}

/// Interface 14, `SubmitFlowTaskList`: it names no person, whoever asks may choose.
pub(super) fn choose(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let mut tasks = fields.ids("FlowTaskIds")?;
    needed("FlowTaskIds", tasks.first())?;
    tasks.sort_unstable();
    tasks.dedup();
    act.choose(&tasks)?;
    for task in tasks {
        count_act(act.db, task, "next")?;
    }
    Ok(json!({ "Result": true }))
}

/// Interface 15, `PressTask`: no result is no error, but a reminder too many.
pub(super) fn press(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let instance = needed("InstanceId", fields.id("InstanceId")?)?;
    let reminded = act.press(instance)?;
    if reminded {
        count_act(act.db, instance, "remind")?;
    }
    Ok(json!({ "Result": reminded }))
}

/// Interface 17, `AddCounterSignAssignee`.
pub(super) fn countersign(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let task = needed("TaskId", fields.id("TaskId")?)?;
    let person = needed("Approver", fields.user("Approver")?)?;
    let people = fields.ids("AssigneeIds")?;
    needed("AssigneeIds", people.first())?;
    act.countersign(task, person, &people)?;
    count_act(act.db, task, "countersign")?;
    Ok(json!({ "Result": true }))
}

/// Interface 18, `GetPreElementList`: the last node first.
pub(super) fn targets(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let instance = act.instance(needed("InstanceId", fields.id("InstanceId")?)?)?;
    let targets = act.targets(&instance, act.flow(&instance)?)?;
    let rows = targets.iter().enumerate().map(|(place, target)| {
        json!({
            "ElementId": target.node.id,
            "ElementName": target.node.name,
            "ActTaskId": target.task.id.to_string(),
            "ApproveType": if target.node.submit { 1 } else { 2 },
            "LastNode": place == 0,
        })
    });
    Ok(json!({ "ElementInfoList": rows.collect::<Vec<_>>() }))
}

/// Interface 19, `RollBack`.
pub(super) fn roll_back(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let task = needed("TaskId", fields.id("TaskId")?)?;
    let person = needed("UserInfo", fields.user("UserInfo")?)?;
    let node = needed("TargetNodeId", fields.text("TargetNodeId")?)?;
    let decided = needed("TargetActTaskId", fields.id("TargetActTaskId")?)?;
    act.roll_back(task, person, (node, decided))?;
    count_act(act.db, task, "rollback")?;
    Ok(json!({ "Result": true }))
}
