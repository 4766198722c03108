//! The documents about flows, their instances, and the seats in one.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::Serialize;

use super::{Flow, Named, Rows, id, outcome};
use crate::domain::flow;
use crate::domain::instance;
use crate::domain::instance::Action;

#[derive(Debug, Serialize)]
pub(in crate::cli) struct Flows<'a> {
    pub(in crate::cli) total: u64,
    pub(in crate::cli) items: Rows<'a, Deployed<'a>>,
}

#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Deployed<'a> {
    code: &'a str,
    key: &'a str,
    version: &'a str,
    name: &'a str,
    description: Option<&'a str>,
    published: Option<bool>,
    has_inputs: Option<bool>,
}

impl<'a> From<&'a flow::DeployedFlow> for Deployed<'a> {
    fn from(flow: &'a flow::DeployedFlow) -> Self {
        Self {
            code: flow.code.as_str(),
            key: &flow.key,
            version: &flow.version,
            name: &flow.name,
            description: flow.description.as_deref(),
            published: flow.published,
            has_inputs: flow.has_inputs,
        }
    }
}

#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Started<'a> {
    instance_id: &'a str,
    task_id: Option<&'a str>,
}

impl<'a> From<&'a flow::Started> for Started<'a> {
    fn from(started: &'a flow::Started) -> Self {
        Self {
            instance_id: started.instance_id.as_str(),
            task_id: id(started.task_id.as_ref()),
        }
    }
}

#[derive(Debug, Serialize)]
pub(in crate::cli) struct Instances<'a> {
    pub(in crate::cli) total: u64,
    pub(in crate::cli) items: Rows<'a, Instance<'a>>,
}

#[derive(Debug, Default, Serialize)]
#[expect(
    clippy::struct_field_names,
    reason = "the names are the contract's keys"
)]
pub(in crate::cli) struct Instance<'a> {
    instance_id: &'a str,
    title: &'a str,
    flow: Flow<'a>,
    applicant: Named<'a>,
    started_at: Option<Timestamp>,
    ended_at: Option<Timestamp>,
    outcome: Option<Cow<'static, str>>,
}

impl<'a> From<&'a flow::FlowInstance> for Instance<'a> {
    fn from(instance: &'a flow::FlowInstance) -> Self {
        Self {
            instance_id: instance.instance_id.as_str(),
            title: &instance.title,
            flow: (&instance.flow).into(),
            applicant: (&instance.applicant).into(),
            started_at: instance.started_at,
            ended_at: instance.ended_at,
            outcome: instance.outcome.as_ref().map(outcome),
        }
    }
}

#[derive(Debug, Serialize)]
pub(in crate::cli) struct Tasks<'a> {
    pub(in crate::cli) total: u64,
    pub(in crate::cli) items: Vec<Task<'a>>,
}

#[derive(Debug, Default, Serialize)]
#[expect(
    clippy::struct_field_names,
    reason = "the names are the contract's keys"
)]
pub(in crate::cli) struct Task<'a> {
    task_id: &'a str,
    instance_id: &'a str,
    node: Named<'a>,
    assignee: Named<'a>,
    status: String,
    started_at: Option<Timestamp>,
    ended_at: Option<Timestamp>,
    result: Option<String>,
    link: Option<&'a str>,
}

impl<'a> From<&'a instance::Task> for Task<'a> {
    fn from(task: &'a instance::Task) -> Self {
        Self {
            task_id: task.id.as_str(),
            instance_id: task.instance_id.as_str(),
            node: (&task.node).into(),
            assignee: (&task.assignee).into(),
            status: task.status.name(),
            started_at: task.started_at,
            ended_at: task.ended_at,
            result: task.result.as_ref().map(Action::name),
            link: task.link.as_deref(),
        }
    }
}
