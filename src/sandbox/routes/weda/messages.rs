//! The message centre (document 003, interfaces 20 to 22).

use serde_json::{Value, json};

use super::PORTAL;
use super::request::{Fields, needed};
use crate::sandbox::clock;
use crate::sandbox::engine::Act;
use crate::sandbox::fail::{Code, Fail};
use crate::sandbox::store::{Message, Messages};

/// Largest page, in rows.
const PAGE: i64 = 200;

/// Interface 20, `DescribeWorkflowMessages`: newest first.
pub(super) fn list(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let asked = asked(act, fields)?;
    let page = needed("PageNo", fields.integer("PageNo")?)?;
    let size = needed("PageSize", fields.integer("PageSize")?)?;
    if page < 1 || !(1..=PAGE).contains(&size) {
        let message = format!("PageNo 须大于 0，PageSize 须在 1 到 {PAGE} 之间");
        return Err(Fail::new(Code::InvalidParameter, message));
    }
    let rows = asked.page(act.db, size, (page - 1).saturating_mul(size))?;
    Ok(json!({
        "TotalCount": asked.count(act.db)?,
        "ResponseList": rows.iter().map(row).collect::<Vec<_>>(),
    }))
}

/// How many messages a request asks for, read or not.
pub(super) fn count_all(act: &Act<'_>, fields: Fields<'_>) -> Result<i64, Fail> {
    let asked = Messages {
        read: None,
        ..asked(act, fields)?
    };
    Ok(asked.count(act.db)?)
}

fn asked<'r>(act: &Act<'_>, fields: Fields<'r>) -> Result<Messages<'r>, Fail> {
    let person = needed("UserInfo", fields.user("UserInfo")?)?;
    act.person(person)?;
    let read = fields.text("Status")?.map(is_read).transpose()?;
    Ok(Messages {
        person,
        kind: fields.integer("MessageType")?,
        read,
        text: fields.text("SearchTitleName")?,
    })
}

fn is_read(status: &str) -> Result<bool, Fail> {
    match status {
        "READ_DONE" => Ok(true),
        "READ_TODO" => Ok(false),
        other => Err(Fail::new(
            Code::InvalidParameter,
            format!("没有名为 {other} 的消息状态"),
        )),
    }
}

fn row(message: &Message) -> Value {
    // Quirk: the query of a link stands inside its fragment.
    let link = message.task.map(|task| {
        let page = &message.page;
        format!("{PORTAL}/#/app/app-k7x2p9m4-prod/f3d8w1q6zt?envType=prod&flowTaskId={task}&pageType={page}")
    });
    json!({
        "MessageType": message.kind,
        "MainTitle": message.title,
        "SubTitle": message.subtitle,
        "MessageText": message.text,
        "MessagePageLink": link.unwrap_or_default(),
        "MessageId": message.id.to_string(),
        "Status": if message.read { "READ_DONE" } else { "READ_TODO" },
        "CreateTime": clock::text(message.at),
        "UpdateTime": clock::text(message.updated),
    })
}

/// Interface 21, `DescribeWorkflowMessageCount`: of one type, 0 to-dos or 2 notices.
pub(super) fn count(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let person = needed("UserInfo", fields.user("UserInfo")?)?;
    act.person(person)?;
    let kind = needed("MessageType", fields.integer("MessageType")?)?;
    let count = |read: bool| {
        let (kind, read) = (Some(kind), Some(read));
        let text = None;
        Messages {
            person,
            kind,
            read,
            text,
        }
        .count(act.db)
    };
    Ok(json!({
        "Result": [{
            "MessageType": kind, "WaitingCount": count(false)?, "FinishCount": count(true)?,
        }]
    }))
}

/// Interface 22, `UpdateWorkflowMessageStatus`: all the messages named, or on a failure none.
pub(super) fn update(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let person = needed("UserInfo", fields.user("UserInfo")?)?;
    act.person(person)?;
    let ids = fields.ids("MessageIdList")?;
    let read = is_read(needed("Status", fields.text("Status")?)?)?;
    needed("MessageIdList", ids.first())?;
    for id in ids {
        let mine = Message::find(act.db, id)?.filter(|message| message.person == person);
        let missing = || {
            let message = format!("{}没有编号为 {id} 的消息", act.company.name(person));
            Fail::new(Code::MessageNotFound, message)
        };
        mine.ok_or_else(missing)?.set_read(act.db, read, act.now)?;
    }
    Ok(json!({ "Result": true }))
}
