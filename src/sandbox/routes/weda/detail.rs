//! One instance as the approval page heads it (document 003, interface 9).

use serde_json::{Value, json};

use super::request::{Fields, needed};
use super::row::{List, View};
use crate::sandbox::engine::Act;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::store::CarbonCopy;

/// Interface 9, `DescribeProcessInstance`: the task that was asked for and its instance.
pub(super) fn describe(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let task = act.task(needed("FlowTaskId", fields.id("FlowTaskId")?)?)?;
    let list = List::named(needed("PageType", fields.text("PageType")?)?)?;
    let person = fields.user("UserInfo")?;
    let view = match list {
        List::Cc => {
            let person = needed("UserInfo", person)?;
            let name = &act.person(person)?.name;
            let missing = || Fail::new(Code::Unauthorized, format!("这项审批没有抄送给{name}"));
            let copy = CarbonCopy::of_task(act.db, task.id, person)?.ok_or_else(missing)?;
            View::of_copy(act, copy)?
        }
        _ => View::of_task(act, list, task)?,
    };
    let mut data = view.common(act);
    let approver = view.task.person;
    // Quirk: the table says CurrentApprove; the example and the service's own pages say CurrentApprover.
    data.insert("CurrentApprover".to_owned(), json!(approver.to_string()));
    data.insert(
        "CurrentApproverName".to_owned(),
        json!(act.company.name(approver)),
    );
    Ok(Value::Object(data))
}
