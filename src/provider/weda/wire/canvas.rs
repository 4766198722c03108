//! The drawing of a flow (document 003, interface 11).

use jiff::Timestamp;
use serde::Deserialize;

use super::lenient;
use crate::domain::id::Id;

/// Nodes and edges, in no order.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Canvas {
    pub nodes: Option<Vec<Node>>,
    pub edges: Option<Vec<Edge>>,
}

/// A node (`CanvasNode`).
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Node {
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    #[serde(deserialize_with = "lenient::id")]
    pub element_id: Option<Id>,
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// 1 start, 13 end, 17 approval, 23 handle; the others are not documented.
    #[serde(deserialize_with = "lenient::code")]
    pub data_type: Option<i64>,
    /// 1 done, 2 not started, 3 under way.
    #[serde(deserialize_with = "lenient::code")]
    pub status: Option<i64>,
    pub conf: Option<Vec<Processor>>,
}

/// An edge (`CanvasEdge`); what its `Type` means is not documented.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Edge {
    #[serde(deserialize_with = "lenient::text")]
    pub label: Option<String>,
    #[serde(deserialize_with = "lenient::id")]
    pub source: Option<Id>,
    #[serde(deserialize_with = "lenient::id")]
    pub target: Option<Id>,
    #[serde(deserialize_with = "lenient::code")]
    pub status: Option<i64>,
}

/// What somebody did at a node (`Processor`): a name, never an id.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Processor {
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::code")]
    pub status: Option<i64>,
    #[serde(deserialize_with = "lenient::time")]
    pub op_time: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::text")]
    pub comment: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub new_processors: Option<String>,
}
