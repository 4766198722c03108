//! The seats of an instance (document 003, interface 7).

use jiff::Timestamp;
use serde::Deserialize;

use super::lenient;
use crate::domain::id::Id;

/// A page of tasks.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Tasks {
    pub result: Option<Vec<Task>>,
    #[serde(deserialize_with = "lenient::count")]
    pub total_count: Option<u64>,
}

/// One task (`FlowInstanceData` of interface 7).
#[expect(clippy::struct_field_names, reason = "the names are the document's")]
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Task {
    #[serde(deserialize_with = "lenient::id")]
    pub instance_id: Option<Id>,
    #[serde(deserialize_with = "lenient::id")]
    pub task_id: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub flow_name: Option<String>,
    #[serde(deserialize_with = "lenient::id")]
    pub flow_code: Option<Id>,
    pub flow_start_user: Option<User>,
    pub task_assignee: Option<User>,
    #[serde(deserialize_with = "lenient::text")]
    pub element_name: Option<String>,
    #[serde(deserialize_with = "lenient::id")]
    pub element_id: Option<Id>,
    #[serde(deserialize_with = "lenient::time")]
    pub start_time: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::time")]
    pub end_time: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::code")]
    pub task_status: Option<i64>,
    /// Nowhere defined; by the examples the canvas's code space of what people did.
    #[serde(deserialize_with = "lenient::code")]
    pub operation_result: Option<i64>,
    #[serde(deserialize_with = "lenient::text")]
    pub page_transition_url: Option<String>,
}

/// Somebody in an answer.
// Quirk: answers say `Source` where requests say `Type`; neither is of use here.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct User {
    #[serde(deserialize_with = "lenient::id")]
    pub user_id: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
}
