//! Messages and how many there are (document 003, interfaces 20 and 21).

use jiff::Timestamp;
use serde::Deserialize;

use super::lenient;
use crate::domain::id::Id;

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

/// A page of messages.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Messages {
    pub response_list: Option<Vec<Message>>,
    #[serde(deserialize_with = "lenient::count")]
    pub total_count: Option<u64>,
}

/// One message (`MessageContent`).
#[expect(clippy::struct_field_names, reason = "the names are the document's")]
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Message {
    #[serde(deserialize_with = "lenient::id")]
    pub message_id: Option<Id>,
    #[serde(deserialize_with = "lenient::code")]
    pub message_type: Option<i64>,
    #[serde(deserialize_with = "lenient::text")]
    pub main_title: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub sub_title: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub message_text: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub message_page_link: Option<String>,
    /// In the example, not in the table.
    #[serde(deserialize_with = "lenient::text")]
    pub status: Option<String>,
    #[serde(deserialize_with = "lenient::time")]
    pub create_time: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::time")]
    pub update_time: Option<Timestamp>,
}
