//! The document of the canvas: that of `canvas`, and a part of `show`.

use jiff::Timestamp;
use serde::Serialize;

use crate::cli::json::id;
use crate::domain::canvas;
use crate::domain::instance::Action;

/// The drawing of the flow.
#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Canvas<'a> {
    pub(in crate::cli) nodes: Vec<Node<'a>>,
    edges: Vec<Edge<'a>>,
}

impl<'a> From<&'a canvas::Canvas> for Canvas<'a> {
    fn from(canvas: &'a canvas::Canvas) -> Self {
        Self {
            nodes: canvas.nodes.iter().map(Into::into).collect(),
            edges: canvas.edges.iter().map(Into::into).collect(),
        }
    }
}

#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Node<'a> {
    id: &'a str,
    element_id: &'a str,
    name: &'a str,
    kind: String,
    mode: Option<&'a str>,
    status: String,
    people: Vec<Actor<'a>>,
}

impl<'a> From<&'a canvas::Node> for Node<'a> {
    fn from(node: &'a canvas::Node) -> Self {
        Self {
            id: &node.id,
            element_id: node.element_id.as_str(),
            name: &node.name,
            kind: node.kind.name(),
            mode: node.mode.as_deref(),
            status: node.status.name(),
            people: node.people.iter().map(Into::into).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct Actor<'a> {
    id: Option<&'a str>,
    name: &'a str,
    action: Option<String>,
    at: Option<Timestamp>,
    comment: Option<&'a str>,
    to: Option<&'a str>,
}

impl<'a> From<&'a canvas::Actor> for Actor<'a> {
    fn from(actor: &'a canvas::Actor) -> Self {
        Self {
            id: id(actor.id.as_ref()),
            name: &actor.name,
            action: actor.action.as_ref().map(Action::name),
            at: actor.at,
            comment: actor.comment.as_deref(),
            to: actor.to.as_deref(),
        }
    }
}

#[derive(Debug, Serialize)]
struct Edge<'a> {
    from: &'a str,
    to: &'a str,
    label: Option<&'a str>,
    status: String,
}

impl<'a> From<&'a canvas::Edge> for Edge<'a> {
    fn from(edge: &'a canvas::Edge) -> Self {
        Self {
            from: edge.from.as_str(),
            to: edge.to.as_str(),
            label: edge.label.as_deref(),
            status: edge.status.name(),
        }
    }
}
