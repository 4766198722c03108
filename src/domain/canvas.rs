//! The drawing of a flow: nodes and edges of a directed graph, with their state and people.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::id::Id;
use super::instance::Action;

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NodeKind {
    Start,
    End,
    Approval,
    Handle,
    Cc,
    Gateway,
    /// A code this program does not know.
    Other(i64),
}

impl NodeKind {
    /// The word scripts see; unknown codes are kept as `other:N`.
    pub fn name(&self) -> String {
        match self {
            Self::Start => "start",
            Self::End => "end",
            Self::Approval => "approval",
            Self::Handle => "handle",
            Self::Cc => "cc",
            Self::Gateway => "gateway",
            Self::Other(code) => return format!("other:{code}"),
        }
        .to_owned()
    }
}

/// How far the flow has come at a node or along an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Progress {
    Done,
    Current,
    Waiting,
    /// A code this program does not know.
    Other(i64),
}

impl Progress {
    /// The word scripts see; unknown codes are kept as `other:N`.
    pub fn name(self) -> String {
        match self {
            Self::Done => "done",
            Self::Current => "current",
            Self::Waiting => "waiting",
            Self::Other(code) => return format!("other:{code}"),
        }
        .to_owned()
    }

    /// Whether the flow has come here.
    pub fn has_begun(self) -> bool {
        matches!(self, Self::Done | Self::Current)
    }
}

/// What somebody did, or has still to do, at a node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub id: Option<Id>,
    pub name: String,
    /// `None` while it is still to be done.
    pub action: Option<Action>,
    pub at: Option<Timestamp>,
    pub comment: Option<String>,
    /// To whom it was handed on.
    pub to: Option<String>,
}

/// A node of the flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// The number the drawing gives it.
    pub id: String,
    /// The name the edges know it by.
    pub element_id: Id,
    pub name: String,
    pub kind: NodeKind,
    /// How its people decide together, where the server says so.
    pub mode: Option<String>,
    pub status: Progress,
    pub people: Vec<Actor>,
}

/// From one node to another, by their element ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    pub from: Id,
    pub to: Id,
    pub label: Option<String>,
    pub status: Progress,
}

/// The names of the known ways in which the people of a node decide together: one of them, all
/// of them, one after the other. Other names are the server's own.
pub const MODES: [&str; 3] = ["any", "all", "sequence"];

/// The whole drawing (document 003, interface 11).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Canvas {
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

impl Canvas {
    /// The same with other words for how people decide together, as far as there are any.
    #[must_use]
    pub fn in_words(&self, modes: &BTreeMap<String, String>) -> Self {
        let mut canvas = self.clone();
        for mode in canvas.nodes.iter_mut().flat_map(|node| &mut node.mode) {
            if let Some(word) = modes.get(mode) {
                mode.clone_from(word);
            }
        }
        canvas
    }
}
