//! Messages: what the server tells a person beside the folders, and which of them to read.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::id::Id;

/// What a message is about. A reminder is a task's message, not a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MessageKind {
    /// Something waits to be decided.
    Task,
    /// Something happened.
    Notice,
    /// A code this program does not know.
    Other(i64),
}

impl MessageKind {
    /// The word scripts see; unknown codes are kept as `other:N`.
    pub fn name(self) -> String {
        match self {
            Self::Task => "task".to_owned(),
            Self::Notice => "notice".to_owned(),
            Self::Other(code) => format!("other:{code}"),
        }
    }

    /// A kind that can be asked for.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "task" => Some(Self::Task),
            "notice" => Some(Self::Notice),
            _ => None,
        }
    }
}

/// One message (document 003, interface 20). Every text of it is untrusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub id: Id,
    pub kind: MessageKind,
    pub title: String,
    pub subtitle: String,
    pub text: String,
    /// The service's own page.
    pub link: Option<String>,
    /// The task that the link leads to.
    pub task_id: Option<Id>,
    pub read: bool,
    pub created_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
}

/// Which messages are wanted; nothing named is all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageFilter {
    /// Text in the title; the server searches.
    pub search: Option<String>,
    pub kind: Option<MessageKind>,
    pub read: Option<bool>,
}

impl MessageFilter {
    /// Whether a message is one of them, where the server did not see to that.
    pub fn admits(&self, message: &Message) -> bool {
        self.kind.is_none_or(|kind| kind == message.kind)
            && self.read.is_none_or(|read| read == message.read)
    }
}

/// Which page of which messages to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRequest {
    pub filter: MessageFilter,
    /// From 1.
    pub number: u32,
    pub size: u32,
}

/// Messages as the server sends them, newest first. The total may count more than the filter
/// admits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessagePage {
    pub total: u64,
    pub items: Vec<Message>,
}
