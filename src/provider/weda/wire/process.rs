//! A row of a list and the instance's own page: one shape (document 003, interfaces 9, 12, 13).

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::lenient;
use crate::domain::id::Id;

/// A page of a list (interface 12).
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Processes {
    pub records: Option<Vec<Process>>,
    #[serde(deserialize_with = "lenient::count")]
    pub total_count: Option<u64>,
}

/// A process instance as one person sees it (`ProcessInstance`, interfaces 9 and 12).
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Process {
    #[serde(deserialize_with = "lenient::id")]
    pub instance_id: Option<Id>,
    /// Called the flow's name, but it is the title: who started what.
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub description: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub started_by: Option<String>,
    #[serde(deserialize_with = "lenient::id")]
    pub start_user_id: Option<Id>,
    #[serde(deserialize_with = "lenient::flag")]
    pub can_revoke: Option<bool>,
    #[serde(deserialize_with = "lenient::time")]
    pub cc_time: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::id")]
    pub cc_id: Option<Id>,
    /// An id in the detail; lists do not say whether an id or a name.
    #[serde(deserialize_with = "lenient::text")]
    pub current_approver: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub current_approver_name: Option<String>,
    #[serde(deserialize_with = "lenient::time")]
    pub start_time: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::time")]
    pub end_time: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::flag")]
    pub is_completed: Option<bool>,
    #[serde(deserialize_with = "lenient::id")]
    pub current_node_id: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub current_node_name: Option<String>,
    /// The canvas's code space: 17 approval, 23 handle.
    #[serde(deserialize_with = "lenient::code")]
    pub current_node_type: Option<i64>,
    #[serde(deserialize_with = "lenient::id")]
    pub task_id: Option<Id>,
    #[serde(deserialize_with = "lenient::id")]
    pub flow_code: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub flow_version: Option<String>,
    #[serde(deserialize_with = "lenient::time")]
    pub task_start_time: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::time")]
    pub task_deal_time: Option<Timestamp>,
    /// The canvas's code space of what people did; 0 is nothing yet.
    #[serde(deserialize_with = "lenient::code")]
    pub task_deal_result: Option<i64>,
    #[serde(deserialize_with = "lenient::text")]
    pub operation_name: Option<String>,
    /// 1 approval, 2 handle.
    #[serde(deserialize_with = "lenient::code")]
    pub user_task_type: Option<i64>,
    #[serde(deserialize_with = "lenient::code")]
    pub status: Option<i64>,
    #[serde(deserialize_with = "lenient::flag")]
    pub be_submit_node: Option<bool>,
    /// Keyed like `ButtonAction`, unlike the buttons of the approval page.
    pub buttons: Value,
    #[serde(deserialize_with = "lenient::flag")]
    pub be_read: Option<bool>,
    #[serde(deserialize_with = "lenient::flag")]
    pub is_support_batch_handle: Option<bool>,
}

/// Totals by page type, in any order (interface 13).
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Totals {
    pub total_counts: Option<Vec<Total>>,
}

/// The total of one page type.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Total {
    #[serde(deserialize_with = "lenient::text")]
    pub page_type: Option<String>,
    #[serde(deserialize_with = "lenient::count")]
    pub total: Option<u64>,
}
