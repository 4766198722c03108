//! What the writing interfaces answer (document 003, interfaces 4, 5, 14 to 17, 19 and 22).

use serde::Deserialize;

use super::lenient;
use crate::domain::id::Id;

/// The answer to `CompleteTask`. The document names no result; a false one still says no.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Completed {
    #[serde(deserialize_with = "lenient::flag")]
    pub result: Option<bool>,
    #[serde(deserialize_with = "lenient::flag")]
    pub to_be_submitted_flow_task_flag: Option<bool>,
    pub to_be_submitted_flow_task_info: Option<Vec<Waiting>>,
}

/// A person who may be the next approver, and the task that waits for that
/// (`ToBeSubmittedFlowTaskInfo`).
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Waiting {
    #[serde(deserialize_with = "lenient::id")]
    pub assignee: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub assignee_name: Option<String>,
    #[serde(deserialize_with = "lenient::id")]
    pub wait_flow_task_id: Option<Id>,
}

/// The answer of every interface that documents a result and nothing else.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Confirmed {
    #[serde(deserialize_with = "lenient::flag")]
    pub result: Option<bool>,
}
