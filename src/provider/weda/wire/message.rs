//! How many messages there are (document 003, interface 21).

use serde::Deserialize;

use super::lenient;

/// Counts by message type: a list even where one type was asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct MessageCounts {
    pub result: Option<Vec<MessageCount>>,
}

/// The counts of one type.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct MessageCount {
    #[serde(deserialize_with = "lenient::code")]
    pub message_type: Option<i64>,
    #[serde(deserialize_with = "lenient::count")]
    pub waiting_count: Option<u64>,
}
