//! The lists of approvals and their totals (document 003, interfaces 12 and 13).

use serde_json::{Value, json};

use super::request::{Fields, needed};
use super::row::{List, View, act_name};
use crate::sandbox::engine::Act;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::flow::Kind;
use crate::sandbox::store::{CarbonCopy, Instance, Task, TaskStatus, Window};

/// Interface 12, `ListProcessInstances`.
///
/// Sorting by startTime means the start of the instance; by updateTime the arrival of a to-do, the
/// decision of a done one, the `CcTime` of a copy, the last act on a request.
pub(super) fn instances(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let person = needed("UserInfo", fields.user("UserInfo")?)?;
    act.person(person)?;
    let list = List::named(needed("PageType", fields.text("PageType")?)?)?;
    let page = fields.page()?;
    let window = Window {
        by_update: choice(fields, "Sort", ["startTime", "updateTime"])?,
        ascending: choice(fields, "Order", ["desc", "asc"])?,
        limit: page.size,
        offset: page.offset(),
    };
    let views = views(act, list, person, window)?;
    let total = total(act, list, person)?;
    let pages = (total + page.size - 1) / page.size;
    Ok(json!({
        "Records": views.iter().map(|view| record(act, view)).collect::<Vec<_>>(),
        "TotalCount": total,
        "PageSize": page.size,
        "PageNumber": page.number,
        "Pages": pages,
        "FirstPage": page.number == 1,
        "LastPage": page.number >= pages,
    }))
}

/// Interface 13, `ListProcessInstancesCount`: one type when one is asked for, else all five.
pub(super) fn counts(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let person = needed("UserInfo", fields.user("UserInfo")?)?;
    act.person(person)?;
    let lists = match fields.text("PageType")? {
        Some(name) => vec![List::named(name)?],
        None => List::ALL.to_vec(),
    };
    let count = |list: &List| -> Result<Value, Fail> {
        Ok(json!({ "Total": total(act, *list, person)?, "PageType": list.name() }))
    };
    let counts = lists.iter().map(count).collect::<Result<Vec<_>, _>>()?;
    Ok(json!({ "TotalCounts": counts }))
}

/// Whether the second of two values is asked for; the first is the default.
fn choice(fields: Fields<'_>, key: &str, [default, other]: [&str; 2]) -> Result<bool, Fail> {
    match fields.text(key)? {
        None => Ok(false),
        Some(text) if text == default => Ok(false),
        Some(text) if text == other => Ok(true),
        Some(text) => {
            let message = format!("参数 {key} 只能是 {default} 或 {other}，不是 {text}");
            Err(Fail::new(Code::InvalidParameter, message))
        }
    }
}

fn total(act: &Act<'_>, list: List, person: i64) -> Result<i64, Fail> {
    Ok(match list {
        List::Create => Instance::count_created(act.db, person)?,
        List::Cc => CarbonCopy::count(act.db, person)?,
        List::Todo | List::Done | List::Draft => Task::count_listed(act.db, list.name(), person)?,
    })
}

fn views<'a>(
    act: &Act<'a>,
    list: List,
    person: i64,
    window: Window,
) -> Result<Vec<View<'a>>, Fail> {
    let ids = match list {
        List::Create => Instance::created(act.db, person, window)?,
        List::Cc => CarbonCopy::listed(act.db, person, window)?,
        List::Todo | List::Done | List::Draft => Task::listed(act.db, list.name(), person, window)?,
    };
    let view = |id| match list {
        List::Create => View::of_instance(act, id),
        List::Cc => View::of_copy(act, act.copied(id)?),
        List::Todo | List::Done | List::Draft => View::of_task(act, list, act.task(id)?),
    };
    ids.into_iter().map(view).collect()
}

/// One row: the table's fields, and those that only the document's example shows.
fn record(act: &Act<'_>, view: &View<'_>) -> Value {
    let View { task, node, .. } = view;
    let buttons = match node.kind {
        _ if !view.can_decide() => json!({}),
        Kind::Handle => json!({ "2": "处理" }),
        _ if node.submit => json!({ "1": "提交" }),
        _ => json!({ "2": "同意", "3": "拒绝" }),
    };
    let mut record = view.common(act);
    let fields = [
        // Quirk: like StartedBy beside StartUserId, the table means the name.
        ("CurrentApprover", json!(act.company.name(task.person))),
        ("TaskStartTime", json!(task.arrived)),
        (
            "TaskWaitTime",
            json!(task.status.waits().then(|| (act.now - task.arrived).max(0))),
        ),
        ("TaskDealTime", json!(task.ended)),
        ("TaskDealResult", json!(task.result)),
        ("OperationName", json!(act_name(node))),
        ("Buttons", buttons),
        ("BeRead", json!(task.read)),
        (
            "IsSupportBatchHandle",
            json!(node.batch && task.status == TaskStatus::Open),
        ),
    ];
    record.extend(fields.map(|(key, value)| (key.to_owned(), value)));
    Value::Object(record)
}
