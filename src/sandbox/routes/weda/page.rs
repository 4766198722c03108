//! The approval page: the form, what may be done, what may be filled (document 003, interface 10).

use serde_json::{Value, json};

use super::request::{Fields, needed};
use super::row::{List, View};
use crate::sandbox::engine::Act;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::flow::{Allow, Flow, Kind, Node};

/// Interface 10, `GetApprovalPageDetail`.
pub(super) fn detail(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let instance = needed("InstanceId", fields.id("InstanceId")?)?;
    let code = needed("FlowCode", fields.text("FlowCode")?)?;
    let node = needed("NodeId", fields.text("NodeId")?)?;
    let list = List::named(needed("PageType", fields.text("PageType")?)?)?;
    let task = needed("TaskId", fields.id("TaskId")?)?;
    let copy = fields.id("Id")?;
    // Quirk: absent means completed, even while the instance runs.
    let completed = fields.boolean("IsCompleted")?.unwrap_or(true);

    let mut view = View::of_task(act, list, act.task(task)?)?;
    if list == List::Cc {
        view = View::of_copy(act, act.copied(needed("Id", copy)?)?)?;
    }
    if view.instance.id != instance || view.instance.flow != code {
        let message = "TaskId、InstanceId、FlowCode 不属于同一个流程实例";
        return Err(Fail::new(Code::InvalidParameter, message));
    }
    view.node = view.flow.known_node(node)?;
    Ok(page(act, &view, completed, &act.form(&view.instance)?))
}

fn page(act: &Act<'_>, view: &View<'_>, completed: bool, form: &Value) -> Value {
    let node = view.node;
    let open = !completed && view.can_decide();
    let decides = open && !node.submit;
    json!({
        "VariableInfos": variables(view.flow, form),
        "ShowSubmitApp": open && node.submit,
        "ShowCarbonCopy": open && node.cc,
        "ShowTurnToPerson": decides && node.allows(Allow::Transfer),
        "ShowAddAssignee": decides && node.allows(Allow::Countersign),
        "ShowRollBack": decides && node.allows(Allow::Rollback),
        "ShowRevoke": !completed && view.can_revoke(act),
        "OutEntityCodes": node.input.iter().map(|input| json!({
            "EntityCode": input.entity, "Type": "object", "VariableKey": input.key,
        })).collect::<Vec<_>>(),
        "Buttons": buttons(node),
    })
}

fn variables(flow: &Flow, form: &Value) -> Value {
    let object = json!({
        "EntityCode": flow.entity,
        "RecordId": "",
        "OutputKey": flow.output,
        "FieldValueMap": form.get("object"),
    });
    let lists = flow.list.iter().map(|list| {
        json!({
            "EntityCode": list.entity,
            "OutputKey": list.output,
            "FieldValueMapList": form.get("list").cloned().unwrap_or_else(|| json!([])),
        })
    });
    json!({ "ObjectListMap": lists.collect::<Vec<_>>(), "ObjectMap": [object] })
}

/// Labels by button: 1 agree, 2 reject, 3 submit. The list's Buttons are keyed otherwise.
fn buttons(node: &Node) -> Value {
    match node.kind {
        Kind::Handle => json!({ "1": "处理" }),
        _ if node.submit => json!({ "3": "提交" }),
        _ => json!({ "1": "同意", "2": "拒绝" }),
    }
}
