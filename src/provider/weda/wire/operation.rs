//! What was done with an instance (document 003, interface 8).

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::lenient;

/// A page of operations.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Operations {
    pub result: Option<Vec<Operation>>,
    #[serde(deserialize_with = "lenient::count")]
    pub total_count: Option<u64>,
}

/// One entry (`InstanceOperationData`). Its `Result` is text without a documented meaning.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Operation {
    #[serde(deserialize_with = "lenient::text")]
    pub element_name: Option<String>,
    #[serde(deserialize_with = "lenient::time")]
    pub create_time: Option<Timestamp>,
    /// An id here, though requests want a `UserInfo` under the same name.
    pub operator_user: Value,
    /// JSON in a string, not always valid.
    pub content: Value,
}

/// What `Content` holds (`ContentEntity`).
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Content {
    #[serde(deserialize_with = "lenient::code")]
    pub action: Option<i64>,
    /// JSON in a string, or plain words.
    pub operation: Value,
    #[serde(deserialize_with = "lenient::text")]
    pub operation_comment: Option<String>,
    pub cc_user_ids: Value,
    /// JSON in a string.
    pub attachment_info: Value,
}
