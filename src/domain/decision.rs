//! A verb with all it needs for one item, and what became of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::form::{Change, Form};
use super::id::Id;
use super::input::Inputs;
use super::item::Item;
use super::people::{Named, Person};
use super::verb::Verb;

/// The longest comment a server takes, in characters.
pub const COMMENT_LIMIT: usize = 500;

/// The form that a decision was made on; the guard compares the present one with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Baseline {
    /// It was on screen, or printed by `show`.
    Shown(Form),
    /// It was read when the item was selected, unseen.
    Fresh(Form),
    /// It stands in a plan that somebody has reviewed.
    Plan(Form),
    /// Not read yet; nothing is sent until it is.
    Pending,
    /// The guard was switched off.
    Off,
}

impl Baseline {
    pub fn form(&self) -> Option<&Form> {
        match self {
            Self::Shown(form) | Self::Fresh(form) | Self::Plan(form) => Some(form),
            Self::Pending | Self::Off => None,
        }
    }

    /// The word in `results[].guard`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Shown(_) => "shown",
            Self::Fresh(_) | Self::Pending => "fresh",
            Self::Plan(_) => "plan",
            Self::Off => "off",
        }
    }
}

/// One item decided, not necessarily sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The item as it was when the key was pressed; its ids are what will be acted on.
    pub item: Item,
    pub verb: Verb,
    pub comment: Option<String>,
    /// To whom, where the verb names somebody.
    pub people: Vec<Person>,
    /// Where to, where the verb goes back.
    pub target: Option<Target>,
    /// Who gets a copy.
    pub cc: Vec<Person>,
    /// What the approver filled in.
    pub inputs: Inputs,
    pub baseline: Baseline,
}

impl Decision {
    /// The same without the form it was made on: enough to know it by, not enough to send it.
    #[must_use]
    pub fn without_form(&self) -> Self {
        Self {
            comment: self.comment.clone(),
            people: self.people.clone(),
            target: self.target.clone(),
            cc: self.cc.clone(),
            inputs: self.inputs.clone(),
            ..Self::new(self.item.clone(), self.verb, Baseline::Pending)
        }
    }

    /// A verb for an item, with nothing else.
    pub fn new(item: Item, verb: Verb, baseline: Baseline) -> Self {
        Self {
            item,
            verb,
            comment: None,
            people: Vec::new(),
            target: None,
            cc: Vec::new(),
            inputs: Inputs::new(),
            baseline,
        }
    }
}

/// A node that an instance can be rolled back to (document 003, interface 18).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    pub node: Named,
    /// The task that was decided there.
    pub task_id: Id,
    /// Whether the applicant fills the request there.
    pub start: bool,
    /// Whether it is the node just before: what is meant when none is named.
    pub last: bool,
}

/// How a decision ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The server carried it out.
    Done,
    /// The server said no.
    Refused,
    /// It surely did not run.
    Failed,
    /// The item is not what was decided on; nothing was sent.
    Stale,
    /// Nobody can say yet.
    Unknown,
    /// A dry run.
    Planned,
}

impl Status {
    pub const ALL: [Self; 6] = [
        Self::Done,
        Self::Refused,
        Self::Failed,
        Self::Stale,
        Self::Unknown,
        Self::Planned,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Stale => "stale",
            Self::Unknown => "unknown",
            Self::Planned => "planned",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// Why a receipt says what it says: the server's words, ours, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// Key of our words in the catalogue, `note-…` or `error-…`.
    pub key: Option<String>,
    /// What their placeholders stand for.
    pub args: BTreeMap<String, String>,
    /// The server's words, which then stand instead of ours. Untrusted.
    pub text: Option<String>,
}

/// Key of the words for a decision that was called off before anything of it was sent.
pub const CALLED_OFF: &str = "note-stopped";

impl Note {
    pub fn ours(key: &str) -> Self {
        Self {
            key: Some(key.to_owned()),
            ..Self::default()
        }
    }

    /// Our words with a name in them, as `$text`.
    pub fn about(key: &str, text: impl Into<String>) -> Self {
        Self {
            args: [("text".to_owned(), text.into())].into(),
            ..Self::ours(key)
        }
    }

    pub fn server(text: Option<String>) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

/// What kept a failed decision from running, where programs have to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The login or the permission is missing.
    NotAllowed,
    /// The server was not reached.
    NotReached,
}

/// A person whom the server offers as the next approver (document 003, interface 4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub wait_task_id: Id,
    pub user: Named,
}

/// What became of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub status: Status,
    /// Why it failed; not kept in the journal.
    pub cause: Option<Cause>,
    /// Key of the way out in the catalogue, `hint-…`; not kept in the journal.
    pub hint: Option<&'static str>,
    /// What was really done: approving a handle node handles it.
    pub verb: Verb,
    pub note: Note,
    /// The server's code, verbatim.
    pub code: Option<String>,
    pub request_id: Option<String>,
    /// What differs from the baseline, when that is why it is stale.
    pub changed: Vec<Change>,
    /// Next approvers still to be chosen.
    pub next: Vec<Candidate>,
}

impl Receipt {
    pub fn new(status: Status, verb: Verb, note: Note) -> Self {
        Self {
            status,
            cause: None,
            hint: None,
            verb,
            note,
            code: None,
            request_id: None,
            changed: Vec::new(),
            next: Vec::new(),
        }
    }
}
