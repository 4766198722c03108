//! One approval in full (document 002, interface 3).

use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::fitting;
use crate::domain::id::Id;
use crate::provider::lenient;
use crate::provider::lenient::each;

/// `approval`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Approval {
    #[serde(deserialize_with = "fitting")]
    pub feed: Option<Feed>,
    #[serde(deserialize_with = "ids")]
    pub visible_employee_ids: Vec<Id>,
    /// 0 is the whole company.
    #[serde(deserialize_with = "ids")]
    pub visible_department_ids: Vec<Id>,
    #[serde(rename = "approvalTasks", deserialize_with = "each")]
    pub tasks: Vec<Task>,
    pub form_record: Value,
    #[serde(deserialize_with = "lenient::id")]
    pub sender_id: Option<Id>,
    /// 1 waits, 2 agreed, 3 refused, 4 cancelled, 5 failed.
    #[serde(deserialize_with = "lenient::code")]
    pub status: Option<i64>,
    #[serde(deserialize_with = "lenient::code")]
    pub approve_type: Option<i64>,
    /// Quirk: the table's key; the example has the other one.
    #[serde(rename = "approveFormName", deserialize_with = "lenient::text")]
    pub form_name: Option<String>,
    #[serde(rename = "approvalFormName", deserialize_with = "lenient::text")]
    pub other_form_name: Option<String>,
    #[serde(rename = "approvalFormId", deserialize_with = "lenient::id")]
    pub form_id: Option<Id>,
    /// 1 as its people choose, 2 as it is laid down.
    #[serde(deserialize_with = "lenient::code")]
    pub flow_type: Option<i64>,
    #[serde(deserialize_with = "lenient::id")]
    pub current_task_id: Option<Id>,
}

/// What stands around the form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Feed {
    #[serde(rename = "feedContent", deserialize_with = "lenient::text")]
    pub content: Option<String>,
    #[serde(deserialize_with = "lenient::time")]
    pub create_time: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::time")]
    pub last_update_time: Option<Timestamp>,
    #[serde(deserialize_with = "each")]
    pub crm_objects: Vec<CrmObject>,
    /// HTML, a table each.
    #[serde(deserialize_with = "each")]
    pub tables: Vec<String>,
    #[serde(deserialize_with = "each")]
    pub attachments: Vec<Attachment>,
}

/// A record of the CRM.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CrmObject {
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    #[serde(rename = "type", deserialize_with = "lenient::code")]
    pub kind: Option<i64>,
}

/// A file, by the id under which the platform keeps it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Attachment {
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// 1 a recording, 2 a picture, 3 a file.
    #[serde(rename = "type", deserialize_with = "lenient::code")]
    pub kind: Option<i64>,
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
}

/// A step of the flow.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Task {
    #[serde(rename = "taskId", deserialize_with = "lenient::id")]
    pub id: Option<Id>,
    #[serde(deserialize_with = "each")]
    pub comments: Vec<Comment>,
    /// `all_pass`, `one_pass` or `single`.
    #[serde(rename = "type", deserialize_with = "lenient::text")]
    pub mode: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub state: Option<String>,
    #[serde(rename = "taskMembers", deserialize_with = "each")]
    pub members: Vec<Member>,
    /// Quirk: a number, as text.
    #[serde(deserialize_with = "lenient::code")]
    pub sequence_number: Option<i64>,
    #[serde(deserialize_with = "lenient::text")]
    pub error_message: Option<String>,
}

/// Somebody who decides at a step.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Member {
    #[serde(deserialize_with = "lenient::id")]
    pub employee_id: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub state: Option<String>,
}

/// What somebody said at a step; no time is told.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Comment {
    #[serde(deserialize_with = "lenient::id")]
    pub sender_id: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub content: Option<String>,
    #[serde(deserialize_with = "each")]
    pub attachments: Vec<Attachment>,
}

/// Ids from texts and integers.
fn ids<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Id>, D::Error> {
    let Value::Array(values) = Value::deserialize(from)? else {
        return Ok(Vec::new());
    };
    let ids = values.into_iter().map(lenient::id);
    Ok(ids.filter_map(|id| id.ok().flatten()).collect())
}
