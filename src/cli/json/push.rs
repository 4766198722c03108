//! The one line in which an event of the receiver is told.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use serde_json::value::Map;

use super::id;
use crate::domain::push;
use crate::domain::text;

#[derive(Debug, Serialize)]
pub(in crate::cli) struct Push<'a> {
    kind: &'static str,
    received_at: Timestamp,
    instance_id: &'a str,
    flow_code: Option<&'a str>,
    status: String,
    decision: Option<Decided<'a>>,
    todo: Vec<Waiting<'a>>,
    started_by: Option<Party<'a>>,
    started_at: Option<Timestamp>,
    ended_at: Option<Timestamp>,
    form: Map<String, Value>,
}

#[derive(Debug, Serialize)]
struct Party<'a> {
    id: Option<&'a str>,
    source_id: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Attachment<'a> {
    id: Option<&'a str>,
    name: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Decided<'a> {
    task_id: Option<&'a str>,
    action: Option<String>,
    approver: Party<'a>,
    comment: Option<&'a str>,
    arrived_at: Option<Timestamp>,
    ended_at: Option<Timestamp>,
    cc: Vec<Party<'a>>,
    attachments: Vec<Attachment<'a>>,
}

#[derive(Debug, Serialize)]
struct Waiting<'a> {
    task_id: Option<&'a str>,
    name: Option<&'a str>,
    approver: Party<'a>,
    arrived_at: Option<Timestamp>,
}

impl<'a> From<&'a push::Party> for Party<'a> {
    fn from(party: &'a push::Party) -> Self {
        Self {
            id: id(party.id.as_ref()),
            source_id: id(party.source_id.as_ref()),
        }
    }
}

impl<'a> From<&'a push::Decided> for Decided<'a> {
    fn from(decided: &'a push::Decided) -> Self {
        let attachments = decided.attachments.iter().map(|file| Attachment {
            id: id(file.id.as_ref()),
            name: file.name.as_deref(),
        });
        Self {
            task_id: id(decided.task_id.as_ref()),
            action: decided.action.as_ref().map(push::Action::name),
            approver: (&decided.approver).into(),
            comment: decided.comment.as_deref(),
            arrived_at: decided.arrived_at,
            ended_at: decided.ended_at,
            cc: decided.cc.iter().map(Into::into).collect(),
            attachments: attachments.collect(),
        }
    }
}

impl<'a> From<&'a push::Push> for Push<'a> {
    fn from(push: &'a push::Push) -> Self {
        let form = push.form.iter().map(|variable| {
            let told = serde_json::json!({ "type": variable.kind, "value": variable.value });
            (variable.name.clone(), told)
        });
        let todo = push.todo.iter().map(|waiting| Waiting {
            task_id: id(waiting.task_id.as_ref()),
            name: waiting.name.as_deref(),
            approver: (&waiting.approver).into(),
            arrived_at: waiting.arrived_at,
        });
        Self {
            kind: push.kind.name(),
            received_at: push.received_at,
            instance_id: push.instance_id.as_str(),
            flow_code: id(push.flow_code.as_ref()),
            status: push.status.name(),
            decision: push.decision.as_ref().map(Into::into),
            todo: todo.collect(),
            started_by: push.started_by.as_ref().map(Into::into),
            started_at: push.started_at,
            ended_at: push.ended_at,
            form: form.collect(),
        }
    }
}

/// An event as one line, which no terminal and no eye takes for anything else.
pub(in crate::cli) fn line(push: &push::Push) -> String {
    // Text, numbers and lists of them: nothing that could fail to be written.
    let line = serde_json::to_string(&Push::from(push)).unwrap_or_default();
    text::escaped(&line).into_owned()
}
