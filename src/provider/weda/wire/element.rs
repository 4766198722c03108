//! The nodes to roll back to (document 003, interface 18).

use serde::Deserialize;

use super::lenient;
use crate::domain::id::Id;

/// The document's answer; the service's own front end gets the same under another name.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Elements {
    pub element_info_list: Option<Vec<Element>>,
}

/// One node (`ElementInfo`).
#[expect(clippy::struct_field_names, reason = "the names are the document's")]
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Element {
    #[serde(deserialize_with = "lenient::id")]
    pub element_id: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub element_name: Option<String>,
    #[serde(deserialize_with = "lenient::id")]
    pub act_task_id: Option<Id>,
    /// 1 where the applicant fills the request, else 2.
    #[serde(deserialize_with = "lenient::code")]
    pub approve_type: Option<i64>,
    #[serde(deserialize_with = "lenient::flag")]
    pub last_node: Option<bool>,
}
