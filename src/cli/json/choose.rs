//! The documents of what is still to be chosen: next approvers, and nodes to go back to.

use jiff::Timestamp;
use serde::Serialize;

use super::decide::Next;
use super::{Flow, Named, Rows};
use crate::domain::choice;
use crate::domain::decision;

#[derive(Debug, Serialize)]
pub(in crate::cli) struct Choices<'a> {
    pub(in crate::cli) items: Vec<Choice<'a>>,
}

#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Choice<'a> {
    id: &'a str,
    account: &'a str,
    instance_id: &'a str,
    title: &'a str,
    flow: Flow<'a>,
    node: Named<'a>,
    verb: &'static str,
    at: Timestamp,
    next: Vec<Next<'a>>,
}

impl<'a> From<&'a choice::Choice> for Choice<'a> {
    fn from(choice: &'a choice::Choice) -> Self {
        Self {
            id: choice.key.id.as_str(),
            account: &choice.key.account,
            instance_id: choice.instance_id.as_str(),
            title: &choice.title,
            flow: (&choice.flow).into(),
            node: (&choice.node).into(),
            verb: choice.verb.name(),
            at: choice.at,
            next: choice.candidates.iter().map(Into::into).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
pub(in crate::cli) struct Targets<'a> {
    pub(in crate::cli) items: Rows<'a, Target<'a>>,
}

/// A node to which an item can be rolled back.
#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Target<'a> {
    id: &'a str,
    node: Named<'a>,
    task_id: &'a str,
    start: bool,
    last: bool,
}

impl<'a> Target<'a> {
    pub(in crate::cli) fn new(id: &'a str, target: &'a decision::Target) -> Self {
        Self {
            id,
            node: (&target.node).into(),
            task_id: target.task_id.as_str(),
            start: target.start,
            last: target.last,
        }
    }
}
