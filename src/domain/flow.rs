//! Deployed flows and the instances they have: starting a flow, and following all that run.

use std::cmp::Ordering;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::id::Id;
use super::item::{Flow, Outcome};
use super::people::Named;

/// What a flow is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FlowKind {
    Logic,
    #[default]
    Approval,
}

impl FlowKind {
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "logic" => Some(Self::Logic),
            "approval" => Some(Self::Approval),
            _ => None,
        }
    }
}

/// A flow that can be started (document 003, interface 2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeployedFlow {
    /// What identifies it for ever; the code changes with every save.
    pub key: String,
    pub code: Id,
    pub version: String,
    pub name: String,
    pub description: Option<String>,
    pub published: Option<bool>,
    /// Whether it begins with variables. The interface never tells which.
    pub has_inputs: Option<bool>,
}

impl DeployedFlow {
    /// Whether a text names it.
    pub fn is_called(&self, text: &str) -> bool {
        self.key == text || self.name == text
    }
}

/// A flow that was started (document 003, interface 3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    pub instance_id: Id,
    /// The applicant's own first task, where there is one.
    pub task_id: Option<Id>,
}

/// Where an instance stands, in the words that instances can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    Running,
    Approved,
    Rejected,
    Stopped,
}

impl State {
    pub const ALL: [Self; 4] = [Self::Running, Self::Approved, Self::Rejected, Self::Stopped];

    /// The name that commands use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Stopped => "stopped",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// The orders in which instances can be listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum InstanceSort {
    #[default]
    Started,
    Ended,
    Flow,
    Applicant,
    Status,
    Title,
}

impl InstanceSort {
    pub const ALL: [Self; 6] = [
        Self::Started,
        Self::Ended,
        Self::Flow,
        Self::Applicant,
        Self::Status,
        Self::Title,
    ];

    /// The name that commands use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Ended => "ended",
            Self::Flow => "flow",
            Self::Applicant => "from",
            Self::Status => "status",
            Self::Title => "title",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.name() == name)
    }

    /// How two instances of different lists stand to each other, in the server's own way: the
    /// greatest first, unless it goes up.
    pub fn compare(self, one: &FlowInstance, other: &FlowInstance, ascending: bool) -> Ordering {
        let order = match self {
            Self::Started => one.started_at.cmp(&other.started_at),
            Self::Ended => one.ended_at.cmp(&other.ended_at),
            Self::Flow => one.flow.name.cmp(&other.flow.name),
            Self::Applicant => one.applicant.label().cmp(other.applicant.label()),
            Self::Status => one.outcome.is_some().cmp(&other.outcome.is_some()),
            Self::Title => one.title.cmp(&other.title),
        };
        if ascending { order } else { order.reverse() }
    }
}

/// Which instances to list (document 003, interface 6); nothing named is all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstanceQuery {
    /// Of one version of a flow.
    pub flow_code: Option<Id>,
    /// Of a flow, whatever its version.
    pub flow_key: Option<String>,
    pub version: Option<String>,
    pub starter: Option<Id>,
    pub since: Option<Timestamp>,
    pub until: Option<Timestamp>,
    pub state: Option<State>,
    pub sort: InstanceSort,
    pub ascending: bool,
}

/// The same as people ask for it: flow and starter by name, key or id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstanceWords {
    pub flow: Option<String>,
    pub version: Option<String>,
    pub starter: Option<String>,
    pub since: Option<Timestamp>,
    pub until: Option<Timestamp>,
    pub state: Option<State>,
    pub sort: InstanceSort,
    pub ascending: bool,
}

/// An instance as the list of all instances tells it (document 003, interface 6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowInstance {
    pub instance_id: Id,
    /// The list carries no title; the description stands for it.
    pub title: String,
    pub flow: Flow,
    pub applicant: Named,
    pub started_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    /// `None` while it runs.
    pub outcome: Option<Outcome>,
}

/// A page of instances, in the server's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstancePage {
    pub total: u64,
    pub items: Vec<FlowInstance>,
}
