//! Flows and all their instances (interfaces 2 and 6), and the words in which they are asked for.

use crate::domain::flow::{DeployedFlow, FlowInstance, FlowKind, InstanceSort, State};
use crate::domain::item::{Flow, Outcome};
use crate::domain::people::Named;
use crate::provider::weda::wire::flow as wire;

/// WeDa's number of a kind.
pub(crate) fn kind_code(kind: FlowKind) -> i64 {
    match kind {
        FlowKind::Logic => 1,
        FlowKind::Approval => 2,
    }
}

/// A flow; `None` where it lacks what starting it needs.
pub(crate) fn deployed(flow: wire::Flow) -> Option<DeployedFlow> {
    let key = flow.process_key?;
    Some(DeployedFlow {
        code: flow.flow_code?,
        version: flow.version.unwrap_or_default(),
        name: flow.name.unwrap_or_else(|| key.clone()),
        description: flow.description,
        published: flow.published,
        has_inputs: flow.begin_element_type,
        key,
    })
}

/// An instance; `None` where it lacks its id.
pub(crate) fn instance(instance: wire::Instance) -> Option<FlowInstance> {
    let title = instance
        .description
        .or_else(|| instance.flow_name.clone())
        .unwrap_or_default();
    Some(FlowInstance {
        instance_id: instance.instance_id?,
        title,
        flow: Flow {
            code: instance.flow_code,
            version: instance.flow_version,
            name: instance.flow_name,
        },
        applicant: Named::new(None, instance.start_user_name),
        started_at: instance.start_time,
        ended_at: instance.end_time,
        outcome: instance.status.and_then(outcome),
    })
}

/// Quirk: 4 is running here, and voided in lists and details.
fn outcome(code: i64) -> Option<Outcome> {
    match code {
        1 => Some(Outcome::Stopped),
        2 => Some(Outcome::Rejected),
        3 => Some(Outcome::Approved),
        4 => None,
        other => Some(Outcome::Other(other)),
    }
}

/// The number of a state, in the numbering of interface 6 alone.
pub(crate) fn state_code(state: State) -> i64 {
    match state {
        State::Stopped => 1,
        State::Rejected => 2,
        State::Approved => 3,
        State::Running => 4,
    }
}

/// The name of an order. Quirk: with underscores here, in camel case in interface 12.
pub(crate) fn sort_name(sort: InstanceSort) -> &'static str {
    match sort {
        InstanceSort::Started => "start_time",
        InstanceSort::Ended => "end_time",
        InstanceSort::Flow => "flow_name",
        InstanceSort::Applicant => "create_by_name",
        InstanceSort::Status => "status",
        InstanceSort::Title => "title",
    }
}
