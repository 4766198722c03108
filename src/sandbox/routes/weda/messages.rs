//! The message centre (document 003, interface 21).

use serde_json::{Value, json};

use super::request::{Fields, needed};
use crate::sandbox::engine::Act;
use crate::sandbox::fail::Fail;
use crate::sandbox::store::Message;

/// Interface 21, `DescribeWorkflowMessageCount`: of one type, 0 to-dos or 2 notices.
pub(super) fn count(act: &mut Act<'_>, fields: Fields<'_>) -> Result<Value, Fail> {
    let person = needed("UserInfo", fields.user("UserInfo")?)?;
    act.person(person)?;
    let kind = needed("MessageType", fields.integer("MessageType")?)?;
    Ok(json!({
        "Result": [{
            "MessageType": kind,
            "WaitingCount": Message::count(act.db, person, kind, false)?,
            "FinishCount": Message::count(act.db, person, kind, true)?,
        }]
    }))
}
