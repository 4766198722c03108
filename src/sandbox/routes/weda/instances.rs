//! Instances by any of their marks (document 003, interface 6).

use serde_json::{Value, json};

use super::request::Fields;
use crate::sandbox::clock;
use crate::sandbox::engine::Act;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::store::{Asked, Window};

/// `Sort` and what is sorted by: instances `i`, flows `f`, applicants `p`.
const SORTS: [(&str, &str); 11] = [
    ("start_time", "i.started"),
    ("id", "i.id"),
    ("instance_id", "i.id"),
    ("flow_code", "i.flow"),
    ("flow_name", "f.name"),
    ("process_key", "f.key"),
    ("create_by_name", "p.name"),
    ("end_time", "i.ended"),
    ("is_end", "i.ended IS NOT NULL"),
    ("status", "IFNULL(i.outcome, 4)"),
    ("title", "p.name || f.name"),
];

/// Interface 6, `GetFlowInstances`. Times in the request are epoch milliseconds.
pub(super) fn instances(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let asked = Asked {
        code: fields.text("FlowCode")?,
        key: fields.text("ProcessKey")?,
        version: fields.text("FlowVersion")?,
        starter: fields.id("StartUserId")?,
        from: fields.integer("StartTime")?,
        until: fields.integer("EndTime")?,
        status: fields.integer("Status")?,
    };
    let page = fields.page()?;
    let window = Window {
        by_update: false,
        ascending: ascending(fields)?,
        limit: page.size,
        offset: page.offset(),
    };
    let ids = asked.page(act.db, sort(fields)?, window)?;
    let rows = ids.into_iter().map(|id| row(act, id));
    Ok(json!({
        "Result": rows.collect::<Result<Vec<_>, _>>()?,
        "TotalCount": asked.count(act.db)?,
    }))
}

fn sort(fields: Fields<'_>) -> Result<&'static str, Fail> {
    let name = fields.text("Sort")?.unwrap_or("start_time");
    let found = SORTS.iter().find(|(sort, _)| *sort == name);
    let unknown = || Fail::new(Code::InvalidParameter, format!("不能按 {name} 排序"));
    Ok(found.ok_or_else(unknown)?.1)
}

fn ascending(fields: Fields<'_>) -> Result<bool, Fail> {
    match fields.text("Order")? {
        None | Some("desc") => Ok(false),
        Some("asc") => Ok(true),
        Some(other) => {
            let message = format!("参数 Order 只能是 desc 或 asc，不是 {other}");
            Err(Fail::new(Code::InvalidParameter, message))
        }
    }
}

fn row(act: &Act<'_>, id: i64) -> Result<Value, Fail> {
    let instance = act.instance(id)?;
    let flow = act.flow(&instance)?;
    let version = flow.version(&instance.flow);
    Ok(json!({
        "InstanceId": instance.id.to_string(),
        "Description": flow.name,
        "FlowCode": instance.flow,
        "FlowName": flow.name,
        "FlowVersion": version.map(|version| &version.number),
        "StartUserName": act.company.name(instance.starter),
        "StartTime": clock::text(instance.started),
        "EndTime": instance.ended.map(clock::text),
        "Status": instance.outcome.map_or(4, |outcome| outcome as i64),
    }))
}
