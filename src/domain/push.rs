//! What a push of the workflow says has happened (documents 000 and 001). It is unsigned: a hint,
//! until the interface itself says the same.

use jiff::Timestamp;
use serde_json::Value;

use super::id::Id;
use super::verb::Verb;

/// Which of the two pushes it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A step of a flow (document 000).
    Sync,
    /// A flow that ended with approval (document 001).
    Completed,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Sync => "sync",
            Self::Completed => "completed",
        }
    }
}

/// How far the flow is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    Started,
    Running,
    Finished,
    /// A code that the document does not list, as it was sent.
    Other(String),
}

impl Status {
    /// The word that scripts see.
    pub fn name(&self) -> String {
        match self {
            Self::Started => "started".to_owned(),
            Self::Running => "running".to_owned(),
            Self::Finished => "finished".to_owned(),
            Self::Other(code) => format!("other:{code}"),
        }
    }
}

/// What was done, by the push's own table of codes, which is like no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    Verb(Verb),
    Other(String),
}

impl Action {
    /// The word that scripts see.
    pub fn name(&self) -> String {
        match self {
            Self::Verb(verb) => verb.name().to_owned(),
            Self::Other(code) => format!("other:{code}"),
        }
    }
}

/// Somebody, by the id here and by the one of the directory they come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    pub id: Option<Id>,
    pub source_id: Option<Id>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub id: Option<Id>,
    pub name: Option<String>,
}

/// The decision that the push tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    pub task_id: Option<Id>,
    pub action: Option<Action>,
    pub approver: Party,
    pub comment: Option<String>,
    /// Falls back to the time inside the task's id.
    pub arrived_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub cc: Vec<Party>,
    pub attachments: Vec<Attachment>,
}

/// A task that is said to wait now. Its id may be no task's at all until it is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub task_id: Option<Id>,
    pub name: Option<String>,
    pub approver: Party,
    pub arrived_at: Option<Timestamp>,
}

/// A variable of the form, as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    pub name: String,
    pub kind: Option<String>,
    pub value: Value,
}

/// One push. What it does not say is `None`.
#[derive(Clone, Debug, PartialEq)]
pub struct Push {
    pub kind: Kind,
    pub received_at: Timestamp,
    pub instance_id: Id,
    pub flow_code: Option<Id>,
    pub status: Status,
    pub decision: Option<Decided>,
    pub todo: Vec<Waiting>,
    pub started_by: Option<Party>,
    pub started_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub form: Vec<Variable>,
}
