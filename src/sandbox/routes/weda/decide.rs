//! What changes an instance: completing a task and taking back (document 003, interfaces 4 and 16).

use serde_json::{Value, json};

use super::request::{Fields, needed};
use crate::sandbox::engine::{Act, Decision, Input, Verb};
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::store;

/// Interface 4, `CompleteTask`. It has no result of its own: that no error comes back is success.
pub(super) fn complete_task(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let decision = Decision {
        task: needed("TaskId", fields.id("TaskId")?)?,
        person: needed("Approver", fields.user("Approver")?)?,
        verb: verb(fields)?,
        comment: fields.text("Comment")?.unwrap_or_default(),
        inputs: inputs(fields)?,
        cc: fields.ids("CcUserIds")?,
    };
    let proposed = act.complete(&decision)?;
    store::count_act(act.db, decision.task, name(decision.verb))?;
    let candidates = proposed.iter().map(|task| {
        json!({
            "Assignee": task.person.to_string(),
            "AssigneeName": act.company.name(task.person),
            "WaitFlowTaskId": task.id.to_string(),
        })
    });
    Ok(json!({
        "OpenPageFlag": false,
        "ClosePageFlag": false,
        "RefreshPageFlag": false,
        "ToBeSubmittedFlowTaskFlag": !proposed.is_empty(),
        "ToBeSubmittedFlowTaskInfo": candidates.collect::<Vec<_>>(),
    }))
}

/// What the verb is counted as.
fn name(verb: Verb) -> &'static str {
    match verb {
        Verb::Submit => "submit",
        Verb::Agree => "approve",
        Verb::Reject => "reject",
        Verb::Transfer(_) => "transfer",
        Verb::Save => "save",
    }
}

fn verb(fields: Fields<'_>) -> Result<Verb, Fail> {
    let receiver = fields.user("TurnToUser")?;
    match needed("ButtonAction", fields.integer("ButtonAction")?)? {
        1 => Ok(Verb::Submit),
        2 => Ok(Verb::Agree),
        3 => Ok(Verb::Reject),
        4 => Ok(Verb::Transfer(needed("TurnToUser", receiver)?)),
        // Quirk: the table ends at 4; the service's own pages save drafts with this one.
        17 => Ok(Verb::Save),
        other => Err(Fail::new(
            Code::InvalidParameter,
            format!("没有编号为 {other} 的 ButtonAction"),
        )),
    }
}

/// `PageParams`: objects by the key of the page variable.
fn inputs(fields: Fields<'_>) -> Result<Vec<Input<'_>>, Fail> {
    let Some(params) = fields.object("PageParams")? else {
        return Ok(Vec::new());
    };
    let input = |(key, value)| {
        let variable = Fields::of(value)?;
        match needed("Type", variable.text("Type")?)? {
            "object" => Ok((key, needed("Value", variable.object("Value")?)?.map())),
            other => {
                let message = format!("页面变量 {key} 的类型是 object，不是 {other}");
                Err(Fail::new(Code::InvalidParameter, message))
            }
        }
    };
    params.entries().map(input).collect()
}

/// Interface 16, `Revoke`: 1 an approver's own decision, 2 the applicant's request.
pub(super) fn revoke(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let task = needed("TaskId", fields.id("TaskId")?)?;
    let person = needed("Revoker", fields.user("Revoker")?)?;
    act.person(person)?;
    // Quirk: the table calls the type RevokerType, the example RevokeType; either will do.
    let kind = fields
        .integer("RevokeType")?
        .or(fields.integer("RevokerType")?);
    match needed("RevokeType", kind)? {
        1 => act.take_back(task, person)?,
        2 => act.withdraw(task, person)?,
        other => {
            return Err(Fail::new(
                Code::InvalidParameter,
                format!("没有编号为 {other} 的撤销类型"),
            ));
        }
    }
    store::count_act(act.db, task, "revoke")?;
    Ok(json!({ "Result": true }))
}
