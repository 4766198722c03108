//! The deployed flows and the start of one (document 003, interfaces 2 and 3).

use serde_json::{Value, json};

use super::request::{Fields, needed};
use crate::sandbox::engine::{Act, Input, begin};
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::flow::Flow;
use crate::sandbox::store;

/// Interface 2, `ListDeployedFlows`: 1 logic flows, of which the company has none, 2 approval flows.
pub(super) fn list(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let flows: Vec<Value> = match needed("Type", fields.integer("Type")?)? {
        1 => Vec::new(),
        2 => act.company.flows.iter().map(deployed).collect(),
        other => {
            let message = format!("没有编号为 {other} 的流程类型");
            return Err(Fail::new(Code::InvalidParameter, message));
        }
    };
    Ok(json!({ "TotalCount": flows.len(), "FlowSet": flows }))
}

fn deployed(flow: &Flow) -> Value {
    json!({
        "FlowCode": flow.latest.code,
        "ProcessKey": flow.key,
        "Published": true,
        // Quirk: what is Version here is FlowVersion where the flow is started.
        "Version": flow.latest.number,
        "Name": flow.name,
        "Description": flow.description,
        "BeginElementType": i64::from(flow.begin.is_some()),
    })
}

/// Interface 3, `StartFlow`: of the version that is deployed now.
pub(super) fn start(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let code = needed("FlowCode", fields.text("FlowCode")?)?;
    let version = needed("FlowVersion", fields.text("FlowVersion")?)?;
    let key = needed("ProcessKey", fields.text("ProcessKey")?)?;
    let starter = needed("StartUser", fields.user("StartUser")?)?;
    act.person(starter)?;
    let wrong = |message: String| Fail::new(Code::InvalidParameter, message);
    let unknown = || wrong(format!("没有标识为 {key} 的流程"));
    let flow = act.company.flow_by_key(key).ok_or_else(unknown)?;
    let latest = &flow.latest;
    if (code, version) != (latest.code.as_str(), latest.number.as_str()) {
        return Err(wrong(format!(
            "流程“{}”的 FlowCode 与 FlowVersion 已更新，请重新查询已部署的流程",
            flow.name
        )));
    }
    let form = begin(flow, &inputs(fields)?)?;
    let (instance, task) = act.start(flow, latest, starter, &form)?;
    store::count_act(act.db, instance.id, "start")?;
    Ok(json!({
        "FlowInstanceId": instance.id.to_string(),
        "TaskId": task.map(|task| task.id.to_string()),
    }))
}

/// `StartParams`: objects by the names of the start node's variables.
fn inputs(fields: Fields<'_>) -> Result<Vec<Input<'_>>, Fail> {
    // Quirk: the table calls it a list, the example shows a map.
    let Some(params) = fields.object("StartParams")? else {
        return Ok(Vec::new());
    };
    let input = |(key, value)| Ok((key, Fields::of(value)?.map()));
    params.entries().map(input).collect()
}
