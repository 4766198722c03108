//! Flows and all their instances (document 003, interfaces 2, 3 and 6).

use jiff::Timestamp;
use serde::Deserialize;

use super::lenient;
use crate::domain::id::Id;

/// The deployed flows (interface 2).
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Flows {
    pub flow_set: Option<Vec<Flow>>,
}

/// One of them (`DeployedProcessInfo`).
#[expect(clippy::struct_field_names, reason = "the names are the document's")]
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Flow {
    #[serde(deserialize_with = "lenient::id")]
    pub flow_code: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub process_key: Option<String>,
    #[serde(deserialize_with = "lenient::flag")]
    pub published: Option<bool>,
    #[serde(deserialize_with = "lenient::text")]
    pub version: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// A bool by the table; what is no text says nothing.
    #[serde(deserialize_with = "lenient::text")]
    pub description: Option<String>,
    /// 0 without, 1 with start variables.
    #[serde(deserialize_with = "lenient::flag")]
    pub begin_element_type: Option<bool>,
}

/// The answer of interface 3.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Started {
    #[serde(deserialize_with = "lenient::id")]
    pub flow_instance_id: Option<Id>,
    #[serde(deserialize_with = "lenient::id")]
    pub task_id: Option<Id>,
}

/// A page of instances (interface 6).
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Instances {
    pub result: Option<Vec<Instance>>,
    #[serde(deserialize_with = "lenient::count")]
    pub total_count: Option<u64>,
}

/// One instance (`FlowInstanceData` of interface 6; interface 7 has another of that name).
#[expect(clippy::struct_field_names, reason = "the names are the document's")]
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Instance {
    #[serde(deserialize_with = "lenient::id")]
    pub instance_id: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub description: Option<String>,
    #[serde(deserialize_with = "lenient::id")]
    pub flow_code: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub flow_name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub flow_version: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub start_user_name: Option<String>,
    #[serde(deserialize_with = "lenient::time")]
    pub start_time: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::time")]
    pub end_time: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::code")]
    pub status: Option<i64>,
}
