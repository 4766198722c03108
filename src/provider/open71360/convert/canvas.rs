//! The steps as a drawing: one after the other, from the sender to the end.

use super::state::action;
use crate::domain::canvas::{Actor, Canvas, Edge, Node, NodeKind, Progress};
use crate::domain::id::Id;
use crate::domain::instance::Action;
use crate::provider::open71360::terms::Terms;
use crate::provider::open71360::wire::approval::{Approval, Member, Task};

/// The whole drawing; an approval without steps has none.
pub(crate) fn canvas(approval: &Approval, terms: &Terms) -> Canvas {
    let steps = approval.steps();
    if steps.is_empty() {
        return Canvas::default();
    }
    let mut nodes = vec![start(approval, terms)];
    nodes.extend(steps.iter().map(|(number, task)| Node {
        id: number.to_string(),
        element_id: element(*number, task),
        name: terms.step(*number),
        kind: NodeKind::Approval,
        mode: task.together(),
        status: approval.progress(task),
        people: people(task),
    }));
    nodes.push(Node {
        id: (steps.len() + 1).to_string(),
        element_id: Id::new("end"),
        name: terms.end(),
        kind: NodeKind::End,
        mode: None,
        status: if approval.has_ended() {
            Progress::Done
        } else {
            Progress::Waiting
        },
        people: Vec::new(),
    });
    let edges = nodes.windows(2).filter_map(|pair| match pair {
        [from, to] => Some(edge(from, to)),
        _ => None,
    });
    Canvas {
        edges: edges.collect(),
        nodes,
    }
}

/// What the edges know a step by.
fn element(number: i64, task: &Task) -> Id {
    let id = task.id.clone();
    id.unwrap_or_else(|| Id::from(format!("step-{number}")))
}

fn start(approval: &Approval, terms: &Terms) -> Node {
    let sender = approval.sender_id.as_ref();
    Node {
        id: "0".to_owned(),
        element_id: Id::new("start"),
        name: terms.start(),
        kind: NodeKind::Start,
        mode: None,
        status: Progress::Done,
        people: sender
            .map(|sender| Actor {
                id: Some(sender.clone()),
                name: sender.to_string(),
                action: Some(Action::Submit),
                at: approval.feed.as_ref().and_then(|feed| feed.create_time),
                comment: None,
                to: None,
            })
            .into_iter()
            .collect(),
    }
}

fn people(task: &Task) -> Vec<Actor> {
    let said = task.said();
    let members = task.members.iter().map(|member| {
        let own = member.employee_id.as_ref().and_then(|id| said.get(id));
        let own = own.into_iter().flatten();
        let own = own.filter_map(|comment| comment.content.as_deref());
        actor(member, task, own.collect())
    });
    members.collect()
}

fn actor<'a>(member: &'a Member, task: &'a Task, mut said: Vec<&'a str>) -> Actor {
    let acted = member.action();
    if acted == Some(Action::Failed) || (acted.is_none() && failed(task)) {
        said.extend(task.error_message.as_deref());
    }
    Actor {
        id: member.employee_id.clone(),
        name: member
            .employee_id
            .as_ref()
            .map(Id::to_string)
            .unwrap_or_default(),
        action: acted,
        at: None,
        comment: (!said.is_empty()).then(|| said.join("\n")),
        to: None,
    }
}

fn failed(task: &Task) -> bool {
    action(task.state.as_deref()) == Some(Action::Failed)
}

fn edge(from: &Node, to: &Node) -> Edge {
    Edge {
        from: from.element_id.clone(),
        to: to.element_id.clone(),
        label: None,
        status: match from.status {
            Progress::Done => to.status,
            _ => Progress::Waiting,
        },
    }
}
