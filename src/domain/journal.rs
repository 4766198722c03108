//! The record of a decision: the intent that was durable before the request, and its end.

use jiff::Timestamp;

use super::decision::{Receipt, Target};
use super::id::Id;
use super::input::Inputs;
use super::item::{Flow, Key};
use super::people::Named;
use super::verb::Verb;

/// What was about to be sent, written before it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    pub at: Timestamp,
    /// The server's clock just before, where it told: its records are compared with that.
    pub server_at: Option<Timestamp>,
    /// The process that sends it; while that lives nobody else settles it.
    pub owner: String,
    /// Whose hand it was.
    pub hand: Named,
    pub key: Key,
    pub task_id: Option<Id>,
    pub instance_id: Id,
    pub flow: Flow,
    pub node: Named,
    pub title: String,
    pub verb: Verb,
    pub comment: Option<String>,
    pub people: Vec<Named>,
    pub target: Option<Target>,
    pub cc: Vec<Named>,
    pub inputs: Inputs,
}

/// An intent and, once there is one, its latest receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The journal's own number of the intent.
    pub number: i64,
    pub intent: Intent,
    pub receipt: Option<Receipt>,
}

/// How the journal stands against the seals on its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspection {
    /// Rows that are as they were written, up to the first that is not.
    pub rows: u64,
    /// The last of their seals, SHA-256 in hexadecimal; none where there are no rows. Noted
    /// elsewhere, it shows later whether the end was cut off.
    pub head: Option<String>,
    /// The first that is not as it was written.
    pub flaw: Option<Flaw>,
}

/// A row of the journal that somebody else has been at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    pub harm: Harm,
    /// What the row tells of: `intent`, `receipt`, …; `chain` for a seal itself.
    pub part: String,
    /// The row's own number there.
    pub row: i64,
}

/// What was done to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Harm {
    Changed,
    Removed,
    /// It was never sealed, so this program did not write it.
    Added,
}

impl Harm {
    /// The word scripts see.
    pub fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Added => "added",
        }
    }
}
