//! The task list as a drawing: a node for each that was reached, after those that had ended when it
//! began. What is still to come the service does not tell.

use super::Reader;
use super::history::{handed_to, said_at};
use super::instance::node as node_of;
use super::state::{done, mode, outcome, task_status};
use crate::domain::canvas::{Actor, Canvas, Edge, Node, NodeKind, Progress};
use crate::domain::id::Id;
use crate::domain::instance::Action;
use crate::provider::feishu::wire::instance::{Instance, Task};

/// The whole drawing.
pub(crate) fn canvas(told: &Instance, reader: &Reader) -> Canvas {
    let stops = stops(told);
    let ended = outcome(told.status.as_deref().unwrap_or_default()).is_some();
    let mut nodes = vec![start(told, reader)];
    let mut edges = Vec::new();
    for (nth, stop) in stops.iter().enumerate() {
        let node = stop.node(nth + 1, told, reader);
        let before = stops.get(..nth).map(|all| stop.after(all));
        let before = before.filter(|all| !all.is_empty());
        let from = before.unwrap_or_else(|| vec![Id::new("start")]);
        edges.extend(from.into_iter().map(|from| edge(from, &node)));
        nodes.push(node);
    }
    let finish = finish(stops.len() + 1, ended, reader);
    let leads = |node: &&Node| !edges.iter().any(|edge| edge.from == node.element_id);
    let last: Vec<_> = nodes
        .iter()
        .filter(leads)
        .map(|it| it.element_id.clone())
        .collect();
    edges.extend(last.into_iter().map(|from| edge(from, &finish)));
    nodes.push(finish);
    Canvas { nodes, edges }
}

/// A node with the seats at it.
struct Stop<'a> {
    id: Id,
    seats: Vec<&'a Task>,
}

/// The nodes in the order in which they were first reached.
fn stops(told: &Instance) -> Vec<Stop<'_>> {
    let mut seats: Vec<_> = told.task_list.iter().collect();
    seats.sort_by_key(|seat| seat.start_time);
    let mut stops: Vec<Stop<'_>> = Vec::new();
    for seat in seats {
        let Some(id) = node_of(seat).id else { continue };
        match stops.iter_mut().find(|stop| stop.id == id) {
            Some(stop) => stop.seats.push(seat),
            None => stops.push(Stop {
                id,
                seats: vec![seat],
            }),
        }
    }
    stops
}

impl Stop<'_> {
    /// Of the nodes reached earlier, those that this one follows: they had ended when it began,
    /// and nothing else came in between.
    fn after(&self, earlier: &[Self]) -> Vec<Id> {
        let begin = |stop: &Self| stop.seats.iter().filter_map(|seat| seat.start_time).min();
        let end = |stop: &Self| stop.seats.iter().filter_map(|seat| seat.end_time).min();
        let over = |stop: &&Self, at| end(stop).is_some_and(|end| Some(end) <= at);
        let ended: Vec<_> = earlier
            .iter()
            .filter(|stop| over(stop, begin(self)))
            .collect();
        let between = |(nth, stop): &(usize, &&Self)| {
            let later = ended.get(nth + 1..).unwrap_or_default();
            !later.iter().any(|later| over(stop, begin(later)))
        };
        let direct = ended.iter().enumerate().filter(between);
        direct.map(|(_, stop)| stop.id.clone()).collect()
    }

    fn node(&self, number: usize, told: &Instance, reader: &Reader) -> Node {
        let name = self.seats.iter().find_map(|seat| seat.node_name.clone());
        let open = self.seats.iter().any(|seat| task_status(seat).is_open());
        Node {
            id: number.to_string(),
            element_id: self.id.clone(),
            name: name.unwrap_or_else(|| self.id.to_string()),
            kind: NodeKind::Approval,
            mode: self.seats.iter().find_map(|seat| mode(seat)),
            status: if open {
                Progress::Current
            } else {
                Progress::Done
            },
            people: self
                .seats
                .iter()
                .map(|seat| actor(seat, told, reader))
                .collect(),
        }
    }
}

fn actor(seat: &Task, told: &Instance, reader: &Reader) -> Actor {
    let person = reader.person(seat.user_id.as_ref(), seat.open_id.as_ref());
    let task = seat.id.as_ref();
    Actor {
        name: person.label().to_owned(),
        id: person.id,
        action: done(seat),
        at: seat.end_time,
        comment: task.and_then(|task| said_at(task, told)),
        to: task.and_then(|task| handed_to(task, told, reader)),
    }
}

fn start(told: &Instance, reader: &Reader) -> Node {
    let person = reader.person(told.user_id.as_ref(), told.open_id.as_ref());
    let actor = Actor {
        name: person.label().to_owned(),
        id: person.id,
        action: Some(Action::Submit),
        at: told.start_time,
        comment: None,
        to: None,
    };
    Node {
        id: "0".to_owned(),
        element_id: Id::new("start"),
        name: reader.terms.start(),
        kind: NodeKind::Start,
        mode: None,
        status: Progress::Done,
        people: vec![actor],
    }
}

fn finish(number: usize, ended: bool, reader: &Reader) -> Node {
    Node {
        id: number.to_string(),
        element_id: Id::new("end"),
        name: reader.terms.finish(),
        kind: NodeKind::End,
        mode: None,
        status: if ended {
            Progress::Done
        } else {
            Progress::Waiting
        },
        people: Vec::new(),
    }
}

fn edge(from: Id, to: &Node) -> Edge {
    Edge {
        from,
        to: to.element_id.clone(),
        label: None,
        status: to.status,
    }
}
