//! What can be done with an item: one table, a row per verb.

use serde::{Deserialize, Serialize};

use super::instance::Action;
use super::item::{Folder, Item, Kind};

/// What an approver can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verb {
    Approve,
    Reject,
    Handle,
    Submit,
    Transfer,
    Countersign,
    Rollback,
    Revoke,
    Remind,
    Stop,
}

/// Why a verb cannot be done; the front ends have the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Blocked {
    /// Items of this folder have no such verb.
    Folder,
    /// The node asks for another verb: that of this kind.
    Kind(Kind),
    /// The flow does not allow it here.
    Flow,
    /// Another system's, decided only there.
    Elsewhere,
    /// The instance has ended.
    Ended,
    /// The task is not open for me any more.
    NotMine,
    /// The account may only be read.
    ReadOnly,
    /// The provider has no such function.
    Provider,
    /// There is nothing that could be decided.
    NoItem,
    /// The page has nothing to fill in.
    NoInputs,
    /// The page, or the verb, sends no copies.
    NoCopies,
    /// No decision is staged that it could go with.
    NotStaged,
    /// It wants something said for each item by itself.
    OneAtATime,
    /// It names people, and each account has its own.
    OneAccount,
    /// The flow wants each of them opened.
    NotInBatch,
    /// A decision on it is staged, under way, or carried out.
    Decided,
}

impl Blocked {
    /// Every reason, for the check that each has its words.
    pub const ALL: [Self; 18] = [
        Self::Folder,
        Self::Kind(Kind::Approval),
        Self::Kind(Kind::Handle),
        Self::Kind(Kind::Submit),
        Self::Flow,
        Self::Elsewhere,
        Self::Ended,
        Self::NotMine,
        Self::ReadOnly,
        Self::Provider,
        Self::NoItem,
        Self::NoInputs,
        Self::NoCopies,
        Self::NotStaged,
        Self::OneAtATime,
        Self::OneAccount,
        Self::NotInBatch,
        Self::Decided,
    ];

    /// The key of its words in the catalogue.
    pub fn message(self) -> &'static str {
        match self {
            Self::Folder => "blocked-folder",
            Self::Kind(Kind::Approval) => "blocked-asks-approval",
            Self::Kind(Kind::Handle) => "blocked-asks-handling",
            Self::Kind(Kind::Submit) => "blocked-asks-submission",
            Self::Flow => "blocked-flow",
            Self::Elsewhere => "blocked-elsewhere",
            Self::Ended => "blocked-ended",
            Self::NotMine => "blocked-not-mine",
            Self::ReadOnly => "blocked-read-only",
            Self::Provider => "blocked-provider",
            Self::NoItem => "blocked-no-item",
            Self::NoInputs => "blocked-no-inputs",
            Self::NoCopies => "blocked-no-copies",
            Self::NotStaged => "blocked-not-staged",
            Self::OneAtATime => "blocked-one-at-a-time",
            Self::OneAccount => "blocked-one-account",
            Self::NotInBatch => "blocked-not-in-batch",
            Self::Decided => "blocked-decided",
        }
    }
}

/// Whether a verb must be given a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comment {
    Optional,
    Required,
    /// The interface takes none.
    None,
}

/// What else a verb must be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    Nothing,
    Person,
    /// At least one.
    People,
    /// A node to go back to.
    Node,
}

/// What must hold when the item is read again just before sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// The task is open and mine, and the form is what was decided on.
    OpenTask,
    /// My decision stands (in done), or the instance runs (in created).
    Revocable,
    /// The instance runs.
    Running,
}

impl Guard {
    /// Whether the form must be what was decided on; elsewhere the state alone counts.
    pub fn compares_form(self) -> bool {
        self == Self::OpenTask
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub verb: Verb,
    /// The name of the command, and in JSON.
    pub name: &'static str,
    pub folders: &'static [Folder],
    pub comment: Comment,
    pub needs: Needs,
    pub guard: Guard,
    /// Whether the task is closed by it: one that is still open then proves that it did not run.
    pub closes: bool,
    /// The entries of the history that show it was carried out; with none it cannot be read
    /// back, and what became of it may stay unknown.
    pub settled_by: &'static [Action],
}

/// Every verb there is.
pub const TABLE: &[Row] = &[
    Row {
        verb: Verb::Approve,
        name: "approve",
        folders: &[Folder::Todo],
        comment: Comment::Optional,
        needs: Needs::Nothing,
        guard: Guard::OpenTask,
        closes: true,
        settled_by: &[Action::Approve, Action::Handle],
    },
    Row {
        verb: Verb::Reject,
        name: "reject",
        folders: &[Folder::Todo],
        comment: Comment::Required,
        needs: Needs::Nothing,
        guard: Guard::OpenTask,
        closes: true,
        settled_by: &[Action::Reject],
    },
    Row {
        verb: Verb::Handle,
        name: "handle",
        folders: &[Folder::Todo],
        comment: Comment::Optional,
        needs: Needs::Nothing,
        guard: Guard::OpenTask,
        closes: true,
        settled_by: &[Action::Handle, Action::Approve],
    },
    Row {
        verb: Verb::Submit,
        name: "submit",
        folders: &[Folder::Todo, Folder::Draft],
        comment: Comment::Optional,
        needs: Needs::Nothing,
        guard: Guard::OpenTask,
        closes: true,
        settled_by: &[Action::Submit],
    },
    Row {
        verb: Verb::Transfer,
        name: "transfer",
        folders: &[Folder::Todo],
        comment: Comment::Optional,
        needs: Needs::Person,
        guard: Guard::OpenTask,
        closes: true,
        settled_by: &[Action::Transfer],
    },
    Row {
        verb: Verb::Countersign,
        name: "countersign",
        folders: &[Folder::Todo],
        comment: Comment::None,
        needs: Needs::People,
        guard: Guard::OpenTask,
        closes: false,
        settled_by: &[Action::Countersign],
    },
    Row {
        verb: Verb::Rollback,
        name: "rollback",
        folders: &[Folder::Todo],
        comment: Comment::None,
        needs: Needs::Node,
        guard: Guard::OpenTask,
        closes: true,
        settled_by: &[Action::Rollback],
    },
    Row {
        verb: Verb::Revoke,
        name: "revoke",
        folders: &[Folder::Done, Folder::Created],
        comment: Comment::None,
        needs: Needs::Nothing,
        guard: Guard::Revocable,
        closes: false,
        settled_by: &[Action::Revoke],
    },
    Row {
        verb: Verb::Remind,
        name: "remind",
        folders: &[Folder::Created],
        comment: Comment::None,
        needs: Needs::Nothing,
        guard: Guard::Running,
        closes: false,
        settled_by: &[],
    },
    Row {
        verb: Verb::Stop,
        name: "stop",
        folders: &[Folder::Created],
        comment: Comment::Required,
        needs: Needs::Nothing,
        guard: Guard::Running,
        closes: true,
        settled_by: &[Action::Stop],
    },
];

impl Verb {
    pub fn row(self) -> &'static Row {
        // The table has a row for each verb; a test holds it to that.
        TABLE
            .iter()
            .find(|row| row.verb == self)
            .unwrap_or(&TABLE[0])
    }

    pub fn name(self) -> &'static str {
        self.row().name
    }

    pub fn parse(name: &str) -> Option<Self> {
        TABLE
            .iter()
            .find(|row| row.name == name)
            .map(|row| row.verb)
    }

    /// The verb that is carried out when this one is asked of such an item:
    /// to approve at a handle node is to handle it.
    #[must_use]
    pub fn at(self, kind: Kind) -> Self {
        match (self, kind) {
            (Self::Approve, Kind::Handle) => Self::Handle,
            _ => self,
        }
    }

    /// Why the row alone already rules this verb out.
    pub fn blocked_by_row(self, item: &Item) -> Option<Blocked> {
        let row = self.row();
        if !row.folders.contains(&item.key.folder) {
            return Some(Blocked::Folder);
        }
        if item.elsewhere && !item.completed {
            return Some(Blocked::Elsewhere);
        }
        match row.guard {
            Guard::OpenTask | Guard::Running if item.completed => Some(Blocked::Ended),
            Guard::OpenTask => (!self.fits(item.kind)).then_some(Blocked::Kind(item.kind)),
            Guard::Running => None,
            Guard::Revocable => match (item.key.folder, item.completed, item.can_revoke) {
                (Folder::Created, true, _) => Some(Blocked::Ended),
                (_, _, Some(false)) => Some(Blocked::Flow),
                _ => None,
            },
        }
    }

    /// Whether what was filled in is sent with it.
    pub fn takes_inputs(self) -> bool {
        matches!(self, Self::Approve | Self::Handle | Self::Submit)
    }

    /// Whether one answer serves many items: where to go back to, and the number of what is to be
    /// stopped, are each item's own.
    pub fn takes_many(self) -> bool {
        self.row().needs != Needs::Node && self != Self::Stop
    }

    /// Whether people are named with it.
    pub fn names_people(self) -> bool {
        matches!(self.row().needs, Needs::Person | Needs::People)
    }

    /// Whether others can be sent a copy with it (document 003, interface 4).
    pub fn takes_copies(self) -> bool {
        self.takes_inputs() || matches!(self, Self::Reject | Self::Transfer)
    }

    /// Whether what became of it can be found out afterwards.
    pub fn is_read_back(self) -> bool {
        !self.row().settled_by.is_empty()
    }

    fn fits(self, kind: Kind) -> bool {
        match self {
            Self::Approve | Self::Transfer | Self::Countersign | Self::Rollback => {
                kind != Kind::Submit
            }
            Self::Reject => kind == Kind::Approval,
            Self::Handle => kind == Kind::Handle,
            Self::Submit => kind == Kind::Submit,
            Self::Revoke | Self::Remind | Self::Stop => true,
        }
    }
}
