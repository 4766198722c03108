//! The task list as a drawing: a node for each that was reached, after those that had ended when it
//! began. What is still to come the service does not tell.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::Timestamp;

use super::Reader;
use super::deeds::Deeds;
use super::history::handed_to;
use super::instance::node as node_of;
use super::state::{done, mode, outcome, task_status};
use crate::domain::canvas::{Actor, Canvas, Edge, Node, NodeKind, Progress};
use crate::domain::id::Id;
use crate::domain::instance::Action;
use crate::provider::feishu::wire::instance::{Instance, Task};

/// As many edges as may lead to one node: what the service does not tell is not worth a thicket.
const MOST_BEFORE: usize = 16;

/// The whole drawing.
pub(crate) fn canvas(told: &Instance, reader: &Reader) -> Canvas {
    let deeds = Deeds::of(told);
    let stops = stops(told);
    let ended = outcome(told.status.as_deref().unwrap_or_default()).is_some();
    let mut nodes = vec![start(told, reader)];
    let mut edges = Vec::new();
    let mut leads = HashSet::new();
    for (nth, before) in before(&stops).into_iter().enumerate() {
        let Some(stop) = stops.get(nth) else { continue };
        let node = stop.node(nth + 1, &deeds, reader);
        let from = before.into_iter().filter_map(|nth| stops.get(nth));
        let mut from: Vec<_> = from.map(|stop| stop.id.clone()).collect();
        if from.is_empty() {
            from.push(Id::new("start"));
        }
        leads.extend(from.iter().cloned());
        edges.extend(from.into_iter().map(|from| edge(from, &node)));
        nodes.push(node);
    }
    let finish = finish(stops.len() + 1, ended, reader);
    let last = nodes.iter().filter(|it| !leads.contains(&it.element_id));
    edges.extend(last.map(|it| edge(it.element_id.clone(), &finish)));
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
    let mut places = HashMap::new();
    for seat in seats {
        let Some(id) = node_of(seat).id else { continue };
        let place = *places.entry(id.clone()).or_insert(stops.len());
        match stops.get_mut(place) {
            Some(stop) => stop.seats.push(seat),
            None => stops.push(Stop {
                id,
                seats: vec![seat],
            }),
        }
    }
    stops
}

/// For each node the places of those that it follows: they had ended when it began, and none that
/// ended began after them.
fn before(stops: &[Stop<'_>]) -> Vec<Vec<usize>> {
    let mut running = BTreeSet::new();
    let mut ended = BTreeSet::new();
    let mut last: Option<usize> = None;
    let mut all = Vec::new();
    for (nth, stop) in stops.iter().enumerate() {
        // They are in the order in which they began: what has ended for one has for all after it.
        while let Some((end, place)) = running.pop_first() {
            if Some(end) > stop.begin() {
                running.insert((end, place));
                break;
            }
            ended.insert((end, place));
            last = last.max(Some(place));
        }
        let since = last.and_then(|last| stops.get(last)?.begin());
        let after = |(end, place): &&(Timestamp, usize)| {
            Some(*place) == last || since.is_none_or(|since| *end > since)
        };
        let direct = ended.iter().rev().take_while(after).take(MOST_BEFORE);
        let mut direct: BTreeSet<_> = direct.map(|(_, place)| *place).collect();
        direct.extend(last);
        all.push(direct.into_iter().collect());
        running.extend(stop.end().map(|end| (end, nth)));
    }
    all
}

impl Stop<'_> {
    fn begin(&self) -> Option<Timestamp> {
        self.seats.iter().filter_map(|seat| seat.start_time).min()
    }

    fn end(&self) -> Option<Timestamp> {
        self.seats.iter().filter_map(|seat| seat.end_time).min()
    }

    fn node(&self, number: usize, deeds: &Deeds<'_>, reader: &Reader) -> Node {
        let name = self.seats.iter().find_map(|seat| seat.node_name.clone());
        let open = self
            .seats
            .iter()
            .any(|seat| task_status(seat, deeds).is_open());
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
                .map(|seat| actor(seat, deeds, reader))
                .collect(),
        }
    }
}

fn actor(seat: &Task, deeds: &Deeds<'_>, reader: &Reader) -> Actor {
    let person = reader.person(seat.user_id.as_ref(), seat.open_id.as_ref());
    let task = seat.id.as_ref();
    Actor {
        name: person.label().to_owned(),
        id: person.id,
        action: done(seat, deeds),
        at: seat.end_time,
        comment: task.and_then(|task| deeds.said(task)),
        to: task.and_then(|task| handed_to(task, deeds, reader)),
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
