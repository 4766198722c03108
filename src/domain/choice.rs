//! The next approver, where the one before has to choose: what was offered and still waits.

use jiff::Timestamp;

use super::decision::{Candidate, Status};
use super::id::Id;
use super::item::{Flow, Key};
use super::people::Named;
use super::verb::Verb;

/// A choice that an approved item waits for; until it is made, its flow stands still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The journal's own number of it.
    pub number: i64,
    pub at: Timestamp,
    /// The server's clock just before the decision, where it told.
    pub server_at: Option<Timestamp>,
    /// The item whose decision asked for it.
    pub key: Key,
    pub instance_id: Id,
    pub title: String,
    pub flow: Flow,
    /// Where the decision was made.
    pub node: Named,
    /// What was done there.
    pub verb: Verb,
    pub candidates: Vec<Candidate>,
    /// The last attempt to make it, which did not end it.
    pub attempt: Option<Attempt>,
}

/// An attempt to make a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The journal's own number of it.
    pub number: i64,
    /// The process that made it.
    pub owner: String,
    /// How it ended; `None` while its answer is awaited, or for ever if its process has died.
    pub end: Option<Status>,
}

impl Choice {
    /// The waiting tasks of a person: of parallel branches there are several.
    pub fn tasks_of<'a>(&'a self, user: &'a Id) -> impl Iterator<Item = &'a Id> {
        self.candidates
            .iter()
            .filter(move |candidate| candidate.user.id.as_ref() == Some(user))
            .map(|candidate| &candidate.wait_task_id)
    }

    /// Whether one answer serves both: the same people of one account, at the same node of the same
    /// flow.
    pub fn asks_like(&self, other: &Self) -> bool {
        let people = |choice: &Self| {
            let ids = choice.candidates.iter().map(|one| one.user.id.clone());
            ids.collect::<std::collections::BTreeSet<_>>()
        };
        self.key.account == other.key.account
            && self.flow.code == other.flow.code
            && self.node == other.node
            && people(self) == people(other)
    }
}

/// Choices that one answer serves, together; oldest first.
pub fn groups(choices: Vec<Choice>) -> Vec<Vec<Choice>> {
    let mut groups: Vec<Vec<Choice>> = Vec::new();
    for choice in choices {
        let alike =
            |group: &&mut Vec<Choice>| group.first().is_some_and(|one| one.asks_like(&choice));
        match groups.iter_mut().find(alike) {
            Some(group) => group.push(choice),
            None => groups.push(vec![choice]),
        }
    }
    groups
}

/// The people that a group of choices offers, each once.
pub fn people(choices: &[Choice]) -> Vec<Id> {
    let mut people: Vec<Id> = Vec::new();
    let offered = choices.iter().flat_map(|choice| &choice.candidates);
    for id in offered.filter_map(|one| one.user.id.clone()) {
        if !people.contains(&id) {
            people.push(id);
        }
    }
    people
}
