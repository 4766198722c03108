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
