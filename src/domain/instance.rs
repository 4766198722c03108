//! The whole of one approval as it is shown: form, permissions, drawing, history, tasks.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::canvas::Canvas;
use super::form::{Field, Form, Part};
use super::id::Id;
use super::item::{Item, Outcome};
use super::people::Named;
use super::verb::{Blocked, Verb};

/// A variable that an approver may fill (document 003, interface 10, `OutEntityCodes`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    pub key: String,
    pub kind: Option<String>,
    pub entity: Option<String>,
    /// Fields that the configuration knows and no page shows before they are filled.
    #[serde(default)]
    pub more: Vec<Field>,
}

/// A verb, and why it cannot be done here, if it cannot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowed {
    pub verb: Verb,
    pub blocked: Option<Blocked>,
}

/// What somebody did with an instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Action {
    Submit,
    Approve,
    Reject,
    Transfer,
    Revoke,
    Rollback,
    Countersign,
    Stop,
    /// Passed over, as if agreed.
    Skip,
    /// Passed over, as if rejected.
    SkipRejected,
    Handle,
    Cc,
    Void,
    SaveDraft,
    /// Only said something.
    Comment,
    /// Could not go on: the approver has left, for example.
    Failed,
    /// A seat was taken away from somebody.
    RemoveApprover,
    /// A code this program does not know.
    Other(i64),
    /// A word this program does not know.
    Word(String),
}

impl Action {
    /// The word scripts see; unknown codes are kept as `other:N`.
    pub fn name(&self) -> String {
        match self {
            Self::Submit => "submit",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Transfer => "transfer",
            Self::Revoke => "revoke",
            Self::Rollback => "rollback",
            Self::Countersign => "countersign",
            Self::Stop => "stop",
            Self::Skip => "skip",
            Self::SkipRejected => "skip_rejected",
            Self::Handle => "handle",
            Self::Cc => "cc",
            Self::Void => "void",
            Self::SaveDraft => "save_draft",
            Self::Comment => "comment",
            Self::Failed => "failed",
            Self::RemoveApprover => "remove_approver",
            Self::Other(code) => return format!("other:{code}"),
            Self::Word(word) => return format!("other:{word}"),
        }
        .to_owned()
    }
}

/// One entry of the history (document 003, interface 8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    pub at: Option<Timestamp>,
    pub node: Option<String>,
    pub operator: Named,
    pub action: Action,
    pub comment: Option<String>,
    /// Whom it concerned: the receivers of a transfer, a countersign, a carbon copy.
    pub people: Vec<Named>,
    /// Files named with the act.
    pub attachments: Vec<Attachment>,
    /// Words of the server that fit nowhere else.
    pub note: Option<String>,
}

/// A file that the server names; its content is never read here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub id: Option<String>,
    pub name: String,
    pub kind: Option<String>,
}

impl Attachment {
    /// Its address, where that is one of the web.
    pub fn address(&self) -> Option<&str> {
        let address = self.id.as_deref()?;
        let web = ["https://", "http://"];
        web.into_iter()
            .any(|begin| address.starts_with(begin))
            .then_some(address)
    }
}

/// A record of another part of the service that an instance is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    pub id: Option<String>,
    /// What it is, in a word of ours, or `other:N`.
    pub kind: String,
}

/// One person's seat in an instance (document 003, interface 7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub id: Id,
    pub instance_id: Id,
    pub node: Named,
    pub assignee: Named,
    pub status: TaskStatus,
    pub started_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    /// What was done with it; `None` while nothing was.
    pub result: Option<Action>,
    /// The service's own page of it. Untrusted.
    pub link: Option<String>,
}

/// Where a task stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TaskStatus {
    Open,
    Done,
    /// Closed by what somebody else did.
    Void,
    Draft,
    /// At the approval start node, waiting to be submitted.
    Unsubmitted,
    Other(i64),
    /// A word this program does not know.
    Word(String),
}

impl TaskStatus {
    /// The word scripts see; unknown codes are kept as `other:N`.
    pub fn name(&self) -> String {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Void => "void",
            Self::Draft => "draft",
            Self::Unsubmitted => "unsubmitted",
            Self::Other(code) => return format!("other:{code}"),
            Self::Word(word) => return format!("other:{word}"),
        }
        .to_owned()
    }

    /// Whether its assignee can still decide it.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open | Self::Draft | Self::Unsubmitted)
    }
}

/// Everything the detail shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// The row again, completed with what only the detail says.
    pub item: Item,
    /// What people call it by.
    pub number: String,
    /// A form that did not parse, as it came.
    pub text: Option<String>,
    /// Labels the flow gives to its buttons, by the server's key.
    pub buttons: BTreeMap<String, String>,
    pub cc_allowed: Option<bool>,
    pub form: Form,
    pub inputs: Vec<Input>,
    pub verbs: Vec<Allowed>,
    pub attachments: Vec<Attachment>,
    /// Tables that stand in the text, beside the form.
    #[serde(default)]
    pub tables: Vec<Part>,
    #[serde(default)]
    pub related: Vec<Related>,
    pub canvas: Canvas,
    /// Oldest first.
    pub history: Vec<Act>,
    /// The service's own page of the seat that the item is about. Untrusted.
    #[serde(default)]
    pub link: Option<String>,
    /// The server's answers, by the name of what was asked, as pretty JSON.
    pub raw: Vec<(String, String)>,
}

impl Instance {
    /// Why a verb cannot be done here; `None` when it can.
    pub fn blocked(&self, verb: Verb) -> Option<Blocked> {
        self.verbs
            .iter()
            .find(|allowed| allowed.verb == verb)
            .map_or(Some(Blocked::Folder), |allowed| allowed.blocked)
    }
}

/// Where an item stands at this moment, read just before or after a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The task the decision is about; `None` when the server does not know it.
    pub task: Option<Task>,
    /// Whether the instance still runs, where that was asked.
    pub running: Option<bool>,
    /// How it ended, where that was asked and it has.
    pub outcome: Option<Outcome>,
    /// The form now, where that was asked.
    pub form: Option<Form>,
    /// The server's clock when it answered.
    pub server_at: Option<Timestamp>,
}
