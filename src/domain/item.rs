//! A row of a folder: what a list says about one approval.

use std::ops::{Add, BitOr};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::id::Id;
use super::people::Named;
use super::verb::Verb;

/// One of the lists an account has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Folder {
    Todo,
    Done,
    Cc,
    Created,
    Draft,
}

impl Folder {
    /// All folders, in the order of their keys `1` to `5`.
    pub const ALL: [Self; 5] = [Self::Todo, Self::Done, Self::Cc, Self::Created, Self::Draft];

    /// The name that commands and scripts use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Done => "done",
            Self::Cc => "cc",
            Self::Created => "created",
            Self::Draft => "draft",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|folder| folder.name() == name)
    }
}

/// What identifies an item: task id in todo and done, cc id in cc, instance id in created and draft.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    pub account: Arc<str>,
    pub folder: Folder,
    pub id: Id,
}

/// What the row asks its reader to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Approval,
    Handle,
    Submit,
}

/// How an instance ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Outcome {
    Approved,
    Rejected,
    Stopped,
    Voided,
    /// The service could not go on with it.
    Failed,
    /// A code this program does not know, kept as the server sent it.
    Other(i64),
    /// The same where the server sends words.
    Word(String),
}

/// The definition an instance runs by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Flow {
    pub code: Option<Id>,
    pub version: Option<String>,
    pub name: Option<String>,
}

/// One row. What the server does not say is `None`, never guessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub key: Key,
    /// My task in todo and done; in created and draft the current approver's, which changes.
    pub task_id: Option<Id>,
    pub instance_id: Id,
    pub cc_id: Option<Id>,
    pub title: String,
    pub description: String,
    pub kind: Kind,
    pub flow: Flow,
    pub node: Named,
    pub applicant: Named,
    /// Who has it now.
    pub approver: Named,
    pub started_at: Option<Timestamp>,
    pub arrived_at: Option<Timestamp>,
    pub handled_at: Option<Timestamp>,
    /// What I did, in a word of ours, or `other:N`.
    pub handled_as: Option<String>,
    pub ended_at: Option<Timestamp>,
    pub cc_at: Option<Timestamp>,
    pub completed: bool,
    pub outcome: Option<Outcome>,
    pub read: Option<bool>,
    /// Whether it may be decided without opening it.
    pub batch: Option<bool>,
    pub can_revoke: Option<bool>,
    /// What the row alone proves to be possible; only [`super::instance::Instance`] is complete.
    pub verbs: Vec<Verb>,
    /// Its page on the web, where the list names it. Untrusted.
    #[serde(default)]
    pub link: Option<String>,
    /// Whether it is another system's, which lists it here and lets nobody decide it here.
    #[serde(default)]
    pub elsewhere: bool,
}

impl Item {
    /// An item of which only its ids are known, as a kept decision or a command line has it.
    pub fn bare(key: Key, task_id: Option<Id>, instance_id: Id) -> Self {
        Self {
            key,
            task_id,
            instance_id,
            cc_id: None,
            title: String::new(),
            description: String::new(),
            kind: Kind::Approval,
            flow: Flow::default(),
            node: Named::default(),
            applicant: Named::default(),
            approver: Named::default(),
            started_at: None,
            arrived_at: None,
            handled_at: None,
            handled_as: None,
            ended_at: None,
            cc_at: None,
            completed: false,
            outcome: None,
            read: None,
            batch: None,
            can_revoke: None,
            verbs: Vec::new(),
            link: None,
            elsewhere: false,
        }
    }

    /// What places it among the rows of other lists: when it began; where its list does not say
    /// that, when it came.
    pub fn placed_at(&self) -> Option<Timestamp> {
        self.started_at.or(self.arrived_at)
    }

    /// The flow's name as far as it is known: lists carry none, the description stands for it.
    pub fn flow_name(&self) -> &str {
        self.flow.name.as_deref().unwrap_or(&self.description)
    }
}

/// How many items each folder holds, and how many messages are unread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub todo: u64,
    pub done: u64,
    pub cc: u64,
    pub created: u64,
    pub draft: u64,
    pub unread: u64,
    /// Of what there is more than that.
    #[serde(default)]
    pub beyond: Beyond,
}

/// Which counts are only as far as the server counts: there is more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Beyond(u8);

impl Beyond {
    pub const NONE: Self = Self(0);
    pub const UNREAD: Self = Self(1 << 7);

    pub fn folder(folder: Folder) -> Self {
        Self(1 << folder as u8)
    }

    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// These, or none.
    #[must_use]
    pub fn when(self, so: bool) -> Self {
        if so { self } else { Self::NONE }
    }
}

impl BitOr for Beyond {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            todo: self.todo + other.todo,
            done: self.done + other.done,
            cc: self.cc + other.cc,
            created: self.created + other.created,
            draft: self.draft + other.draft,
            unread: self.unread + other.unread,
            beyond: self.beyond | other.beyond,
        }
    }
}

impl Counts {
    /// A folder's count as people read it: `999+` where there is more.
    pub fn text(&self, folder: Folder) -> String {
        self.marked(self.of(folder), Beyond::folder(folder))
    }

    /// The same of what is unread.
    pub fn unread_text(&self) -> String {
        self.marked(self.unread, Beyond::UNREAD)
    }

    fn marked(&self, count: u64, beyond: Beyond) -> String {
        let mark = if self.beyond.has(beyond) { "+" } else { "" };
        format!("{count}{mark}")
    }

    pub fn of(&self, folder: Folder) -> u64 {
        match folder {
            Folder::Todo => self.todo,
            Folder::Done => self.done,
            Folder::Cc => self.cc,
            Folder::Created => self.created,
            Folder::Draft => self.draft,
        }
    }
}

/// The orders a server can list in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum ServerSort {
    #[default]
    Started,
    Updated,
}

/// Which page of which folder to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRequest {
    pub folder: Folder,
    /// From 1.
    pub number: u32,
    pub size: u32,
    pub sort: ServerSort,
    pub ascending: bool,
}

/// A page of a folder, in the server's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub total: u64,
    pub items: Vec<Item>,
    /// How many approvals are still to be read before it is known which of them belong here.
    pub unread: usize,
}
