//! The lists of v4 tasks/query. Times are not told.

use serde::Deserialize;
use serde_json::Value;

use crate::domain::id::Id;
use crate::provider::lenient;
use crate::provider::lenient::each;

/// A page of a list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Rows {
    #[serde(deserialize_with = "each")]
    pub tasks: Vec<Row>,
    #[serde(deserialize_with = "lenient::flag")]
    pub has_more: Option<bool>,
    #[serde(deserialize_with = "lenient::text")]
    pub page_token: Option<String>,
    /// On the first page only.
    pub count: Option<Count>,
}

/// How many there are, up to a limit.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Count {
    #[serde(deserialize_with = "lenient::count")]
    pub total: Option<u64>,
    /// Whether there are more than that.
    #[serde(deserialize_with = "lenient::flag")]
    pub has_more: Option<bool>,
}

/// One row.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Row {
    #[serde(deserialize_with = "lenient::text")]
    pub title: Option<String>,
    #[serde(deserialize_with = "lenient::id")]
    pub task_id: Option<Id>,
    #[serde(deserialize_with = "lenient::id")]
    pub process_id: Option<Id>,
    /// The instance's code.
    #[serde(deserialize_with = "lenient::id")]
    pub process_code: Option<Id>,
    #[serde(deserialize_with = "lenient::id")]
    pub definition_code: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub definition_name: Option<String>,
    /// Quirk: a number as text, and a word in the example.
    #[serde(deserialize_with = "lenient::text")]
    pub status: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub process_status: Option<String>,
    #[serde(deserialize_with = "each")]
    pub initiators: Vec<Id>,
    #[serde(deserialize_with = "each")]
    pub initiator_names: Vec<String>,
    /// Whether this interface may decide it.
    #[serde(deserialize_with = "lenient::flag")]
    pub support_api_operate: Option<bool>,
    pub urls: Value,
}

impl Row {
    /// Its page on the web, as it was sent.
    pub(crate) fn page(&self) -> Option<String> {
        let page = |key: &str| self.urls.get(key)?.as_str().filter(|url| !url.is_empty());
        page("pc").or_else(|| page("mobile")).map(str::to_owned)
    }
}
