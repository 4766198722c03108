//! The drawing of a flow (interface 11), put in order. Never drops a node that has an id.

use crate::domain::canvas::{Actor, Canvas, Edge, Node, NodeKind, Progress};
use crate::domain::id::Id;
use crate::provider::weda::wire::canvas as wire;

use super::action::ProcessorStatus;

/// Nodes by their number, edges by the order of the nodes they leave.
pub(crate) fn canvas(drawn: wire::Canvas) -> Canvas {
    let mut nodes: Vec<Node> = drawn.nodes.into_iter().flatten().filter_map(node).collect();
    // Quirk: the nodes come in no order; their numbers have one.
    nodes.sort_by_key(|node| node.id.parse().unwrap_or(u64::MAX));
    let mut edges: Vec<Edge> = drawn.edges.into_iter().flatten().filter_map(edge).collect();
    let place = |id: &Id| nodes.iter().position(|node| node.element_id == *id);
    edges.sort_by_cached_key(|edge| (place(&edge.from), place(&edge.to)));
    let mut canvas = Canvas { nodes, edges };
    agree(&mut canvas);
    canvas
}

fn node(node: wire::Node) -> Option<Node> {
    let element_id = node
        .element_id
        .or_else(|| node.id.as_deref().map(Id::from))?;
    Some(Node {
        id: node.id.unwrap_or_default(),
        name: node.name.unwrap_or_default(),
        kind: kind(node.data_type.unwrap_or_default(), &element_id),
        mode: None,
        status: progress(node.status),
        people: node.conf.into_iter().flatten().map(actor).collect(),
        element_id,
    })
}

/// What a node is by its code, else by how its id begins: most codes are not documented.
fn kind(code: i64, element: &Id) -> NodeKind {
    // The digits are the moment at which the node was drawn.
    let name = element
        .as_str()
        .trim_end_matches(|c: char| c.is_ascii_digit());
    match (code, name) {
        (1, _) | (_, "startNode") => NodeKind::Start,
        (13, _) | (_, "endNode") => NodeKind::End,
        (17, _) | (_, "approvalNode") => NodeKind::Approval,
        (23, _) | (_, "handleNode") => NodeKind::Handle,
        (_, "ccNode") => NodeKind::Cc,
        (_, name) if name.ends_with("Gateway") => NodeKind::Gateway,
        (_, name) if name.starts_with("end") => NodeKind::End,
        (code, _) => NodeKind::Other(code),
    }
}

fn actor(processor: wire::Processor) -> Actor {
    Actor {
        id: None,
        name: processor.name.unwrap_or_default(),
        action: processor
            .status
            .and_then(|code| ProcessorStatus(code).action()),
        at: processor.op_time,
        comment: processor.comment,
        // Quirk: "true" stands where a person is documented.
        to: processor
            .new_processors
            .filter(|to| to != "true" && to != "false"),
    }
}

fn edge(edge: wire::Edge) -> Option<Edge> {
    Some(Edge {
        from: edge.source?,
        to: edge.target?,
        label: edge.label,
        status: progress(edge.status),
    })
}

fn progress(code: Option<i64>) -> Progress {
    match code {
        Some(1) => Progress::Done,
        Some(3) => Progress::Current,
        Some(2) | None => Progress::Waiting,
        Some(code) => Progress::Other(code),
    }
}

/// Gives edges the state of their nodes where the server contradicts itself; a state that nobody
/// knows stays.
///
/// Quirk: all edges are told as not started, even in a flow that has ended.
fn agree(canvas: &mut Canvas) {
    let of = |id: &Id| {
        let mut nodes = canvas.nodes.iter();
        let found = nodes.find(|node| node.element_id == *id);
        found.map_or(Progress::Waiting, |node| node.status)
    };
    let silent = !canvas.edges.iter().any(|edge| edge.status.has_begun());
    let told: Vec<_> = canvas
        .edges
        .iter()
        .map(|edge| {
            let derived = match (of(&edge.from), of(&edge.to)) {
                (Progress::Done, reached) if reached.has_begun() => reached,
                _ => Progress::Waiting,
            };
            let impossible = edge.status.has_begun() && of(&edge.to) == Progress::Waiting;
            match edge.status {
                Progress::Other(_) => edge.status,
                _ if silent || impossible => derived,
                told => told,
            }
        })
        .collect();
    for (edge, status) in canvas.edges.iter_mut().zip(told) {
        edge.status = status;
    }
}
