//! How the story of the Feishu tenant is written down: `assets/sandbox/feishu.toml`.

use serde::Deserialize;

/// Everything.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    pub(super) flow: Vec<Flow>,
    pub(super) request: Vec<Told>,
}

/// A definition: its nodes one after the other.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Flow {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) node: Vec<Node>,
}

/// Where people decide.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Node {
    pub(super) key: String,
    pub(super) name: String,
    /// `AND`, `OR`, `SEQUENTIAL` or, where nobody is asked, `AUTO_PASS`.
    pub(super) mode: String,
    #[serde(default)]
    pub(super) who: Vec<String>,
}

/// A request. Texts of its form that begin with `@` are people, or times: `@zhangsan`, `@-3 09:20`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    /// The name of its definition.
    pub(super) flow: String,
    pub(super) by: String,
    /// Day and time, in days from the story's end.
    pub(super) at: String,
    /// The widgets, as JSON; anything else is sent as it stands.
    pub(super) form: String,
    /// Who gets a copy at once.
    #[serde(default)]
    pub(super) cc: Vec<String>,
    #[serde(default)]
    pub(super) step: Vec<Step>,
    #[serde(default)]
    pub(super) remark: Vec<Remark>,
    /// The number, from 1, of the request that this one changes, or takes back.
    pub(super) modifies: Option<usize>,
    pub(super) reverts: Option<usize>,
}

/// What somebody does: approve, reject, transfer, `add_sign`, rollback, cancel.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) at: String,
    pub(super) who: String,
    pub(super) does: String,
    #[serde(default)]
    pub(super) says: String,
    /// A person, or the key of a node.
    pub(super) to: Option<String>,
}

/// What somebody says beside the flow.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Remark {
    pub(super) at: String,
    pub(super) who: String,
    pub(super) says: String,
}
