//! How the story of the 71360 company is written down: `assets/sandbox/open71360.toml`.

use serde::Deserialize;
use toml::Table;

/// Everything.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    pub(super) form: Vec<Form>,
    pub(super) approval: Vec<Approval>,
}

/// A kind of approval.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    pub(super) id: String,
    pub(super) kind: i64,
    pub(super) name: String,
}

/// An approval. Texts that begin with `@` are people, or times: `@zhangsan`, `@-3 09:20`, `@-3`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Approval {
    /// The name of its form.
    pub(super) form: String,
    pub(super) by: String,
    /// Day and time, in days from the story's end.
    pub(super) sent: String,
    /// The same of the last thing that was done; when it was sent where nothing was.
    pub(super) updated: Option<String>,
    #[serde(default)]
    pub(super) says: String,
    #[serde(default = "waits")]
    pub(super) status: i64,
    #[serde(default)]
    pub(super) sees: Vec<String>,
    /// Departments that see it; 0 is the whole company.
    #[serde(default)]
    pub(super) departments: Vec<i64>,
    #[serde(default)]
    pub(super) record: Table,
    #[serde(default)]
    pub(super) objects: Vec<Table>,
    #[serde(default)]
    pub(super) tables: Vec<String>,
    #[serde(default)]
    pub(super) files: Vec<Table>,
    #[serde(default)]
    pub(super) step: Vec<Step>,
}

fn waits() -> i64 {
    1
}

/// A step; its state is that of its first person unless it is said.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    #[serde(default = "single")]
    pub(super) mode: String,
    /// Who, and in which state; who waits has none.
    pub(super) who: Vec<(String, String)>,
    pub(super) state: Option<String>,
    #[serde(default)]
    pub(super) error: String,
    /// Who said what.
    #[serde(default)]
    pub(super) said: Vec<(String, String)>,
    /// What was put beside the last of that.
    #[serde(default)]
    pub(super) files: Vec<Table>,
}

fn single() -> String {
    "single".to_owned()
}
