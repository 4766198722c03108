//! What a flow is: nodes, edges, and the settings of each node, as its data file says.
//! Pure data and questions about it; it moves nothing.

mod condition;
mod field;

use serde::Deserialize;

use super::fail::{Code, Fail};
use condition::Condition;
pub(super) use field::Field;

/// A deployed flow.
#[derive(Debug, Deserialize)]
pub(super) struct Flow {
    /// `ProcessKey`: stays.
    pub(super) key: String,
    /// Deployed now.
    #[serde(flatten)]
    pub(super) latest: Version,
    /// What was deployed before; its instances go on as they are.
    #[serde(default)]
    pub(super) earlier: Vec<Version>,
    pub(super) name: String,
    pub(super) description: String,
    /// The variable of the start node that fills the main object; the flow starts without one otherwise.
    pub(super) begin: Option<String>,
    /// `EntityCode` of the main object of the form.
    pub(super) entity: String,
    /// `OutputKey` of the main object of the form.
    pub(super) output: String,
    #[serde(default)]
    pub(super) list: Option<ObjectList>,
    pub(super) field: Vec<Field>,
    pub(super) node: Vec<Node>,
    pub(super) edge: Vec<Edge>,
}

/// One version of a flow.
#[derive(Debug, Deserialize)]
pub(super) struct Version {
    /// `FlowCode`: changes with each version.
    pub(super) code: String,
    /// `FlowVersion`.
    #[serde(rename = "version")]
    pub(super) number: String,
    /// Days before the end of the story until which it was deployed; 0 for the latest.
    #[serde(default)]
    pub(super) until: i64,
}

/// The object list of a form, such as the lines of an expense claim.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ObjectList {
    pub(super) entity: String,
    pub(super) output: String,
}

/// A node and its settings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Node {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: Kind,
    /// The approval start node: its assignee is the applicant, who submits here.
    #[serde(default)]
    pub(super) submit: bool,
    #[serde(default)]
    pub(super) assignees: Assignees,
    #[serde(default)]
    pub(super) mode: Mode,
    #[serde(default)]
    pub(super) allow: Vec<Allow>,
    /// People may be copied with a decision here.
    #[serde(default)]
    pub(super) cc: bool,
    /// May be handled without opening the form.
    #[serde(default)]
    pub(super) batch: bool,
    #[serde(default)]
    pub(super) input: Vec<Input>,
}

/// What happens at a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Start,
    End,
    Approval,
    Handle,
    Cc,
    /// One way out: the first edge whose condition holds.
    Exclusive,
    /// All ways out at once.
    Split,
    /// Waits for every branch that may still come.
    Join,
}

impl Kind {
    /// The `DataType` of the canvas. Those of gateways and copies are the sandbox's own.
    pub(super) fn data_type(self) -> i64 {
        match self {
            Self::Start => 1,
            Self::Exclusive => 5,
            Self::Split | Self::Join => 7,
            Self::End => 13,
            Self::Approval => 17,
            Self::Cc => 19,
            Self::Handle => 23,
        }
    }

    /// Whether people act here.
    pub(super) fn is_human(self) -> bool {
        matches!(self, Self::Approval | Self::Handle)
    }
}

/// Who acts at a node.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Assignees {
    #[default]
    Starter,
    /// The applicant's manager.
    Manager,
    /// Keys of people.
    People(Vec<String>),
    Role(String),
    /// Chosen by the previous node among the people of a role.
    Chosen(String),
}

/// How several people share a node.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Mode {
    /// 任签: the first decision completes the node.
    #[default]
    Any,
    /// 会签: everybody decides.
    All,
    /// 依次: one after the other.
    Sequence,
}

/// A verb that has to be switched on in a node's advanced settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Allow {
    Transfer,
    Countersign,
    Rollback,
    /// By the applicant on the approval start node, by the approver elsewhere.
    Revoke,
}

/// A variable that the approver may fill, of type object.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    pub(super) key: String,
    pub(super) entity: String,
}

/// A way from one node to another.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Edge {
    pub(super) from: String,
    pub(super) to: String,
    /// For drawing only.
    #[serde(default)]
    pub(super) label: String,
    when: Option<Condition>,
}

impl Flow {
    /// The node with this id.
    pub(super) fn node(&self, id: &str) -> Option<&Node> {
        self.node.iter().find(|node| node.id == id)
    }

    /// The node with this id, or the refusal to speak of it.
    pub(super) fn known_node(&self, id: &str) -> Result<&Node, Fail> {
        let unknown = || {
            Fail::new(
                Code::InvalidParameter,
                format!("流程“{}”没有节点 {id}", self.name),
            )
        };
        self.node(id).ok_or_else(unknown)
    }

    /// The start node.
    pub(super) fn start(&self) -> Option<&Node> {
        self.node.iter().find(|node| node.kind == Kind::Start)
    }

    /// The approval start node, where the flow has one.
    pub(super) fn submit_node(&self) -> Option<&Node> {
        self.node.iter().find(|node| node.submit)
    }

    /// The edges to go along from `node`, each with its bit; where one way must be chosen, the form decides.
    pub(super) fn ways(&self, node: &Node, form: &serde_json::Value) -> Vec<(i64, &Edge)> {
        let ways = self.bits().filter(|(_, edge)| edge.from == node.id);
        let open = ways.filter(|(_, edge)| edge.when.as_ref().is_none_or(|when| when.holds(form)));
        let most = if node.kind == Kind::Exclusive {
            1
        } else {
            usize::MAX
        };
        open.take(most).collect()
    }

    /// All edges with the bits by which an instance keeps which it has gone along.
    pub(super) fn bits(&self) -> impl Iterator<Item = (i64, &Edge)> {
        (0..63).map(|place| 1 << place).zip(&self.edge)
    }

    /// The bits of the edges at `node` and behind it.
    pub(super) fn bits_from(&self, node: &str) -> i64 {
        let behind = |edge: &Edge| edge.from == node || self.leads(node, &edge.from);
        let bits = self.bits().filter(|(_, edge)| behind(edge));
        bits.fold(0, |bits, (bit, _)| bits | bit)
    }

    /// The version with this `FlowCode`.
    pub(super) fn version(&self, code: &str) -> Option<&Version> {
        self.versions().find(|version| version.code == code)
    }

    /// All versions, the latest first.
    pub(super) fn versions(&self) -> impl Iterator<Item = &Version> {
        std::iter::once(&self.latest).chain(&self.earlier)
    }

    /// The version that was deployed so many days before the end of the story.
    pub(super) fn version_before(&self, days: i64) -> &Version {
        let mut earlier = self.earlier.iter().filter(|version| days >= version.until);
        earlier.next_back().unwrap_or(&self.latest)
    }

    /// Whether a way leads from node `from` to node `to`.
    pub(super) fn leads(&self, from: &str, to: &str) -> bool {
        let mut seen = vec![from];
        let mut at = 0;
        while let Some(&node) = seen.get(at) {
            for edge in self.edge.iter().filter(|edge| edge.from == node) {
                if edge.to == to {
                    return true;
                }
                if !seen.contains(&edge.to.as_str()) {
                    seen.push(&edge.to);
                }
            }
            at += 1;
        }
        false
    }
}

impl Node {
    /// Whether the verb is switched on here.
    pub(super) fn allows(&self, verb: Allow) -> bool {
        self.allow.contains(&verb)
    }

    /// `UserTaskType` of the interfaces: 1 approval, 2 handle.
    pub(super) fn task_type(&self) -> i64 {
        if self.kind == Kind::Handle { 2 } else { 1 }
    }
}
