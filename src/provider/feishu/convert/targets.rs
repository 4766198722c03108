//! Where an instance can go back to, out of its timeline alone: only that knows the keys that
//! rolling back takes.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::Reader;
use super::instance::node;
use crate::domain::decision::Target;
use crate::domain::id::Id;
use crate::domain::people::Named;
use crate::provider::feishu::wire::instance::{Instance, Task};

/// The name of the place before everything else, where rolling back may lead to.
const START: &str = "START";

/// A node that was passed, and has not been undone since.
struct Passed<'a> {
    key: &'a Id,
    task: Option<&'a Id>,
    /// The node as its seats call it.
    seat: Option<Named>,
}

/// The start, and every node that is over, in the order in which they were passed.
pub(crate) fn targets(told: &Instance, reader: &Reader) -> Vec<Target> {
    let open = open_nodes(told);
    let mut passed = passed(told);
    // Somebody agreed there, and others are still asked: that is where it stands.
    passed.retain(|node| {
        let id = node.seat.as_ref().and_then(|seat| seat.id.as_ref());
        id.is_none_or(|id| !open.contains(id))
    });
    // Several agree at one node; the last of them passed it.
    let mut met = HashSet::new();
    let mut nodes: Vec<_> = passed.into_iter().rev().collect();
    nodes.retain(|node| met.insert(node.key));
    let start = Target {
        node: Named::new(Some(Id::new(START)), Some(reader.terms.start())),
        task_id: Id::new(START),
        start: true,
        last: false,
    };
    let nodes = nodes.into_iter().rev().map(|node| Target {
        node: Named::new(Some(node.key.clone()), node.seat.and_then(|seat| seat.name)),
        task_id: node.task.unwrap_or(node.key).clone(),
        start: false,
        last: false,
    });
    let mut targets: Vec<_> = [start].into_iter().chain(nodes).collect();
    if let Some(last) = targets.last_mut() {
        last.last = true;
    }
    targets
}

/// What was passed and still is. Quirk: the order of the timeline is not promised.
fn passed(told: &Instance) -> Vec<Passed<'_>> {
    let seats: HashMap<_, _> = told
        .task_list
        .iter()
        .filter_map(|seat| Some((seat.id.as_ref()?, seat)))
        .collect();
    let begun = begun(told);
    let mut events: Vec<_> = told.timeline.iter().collect();
    events.sort_by_key(|event| event.create_time);
    let mut passed: Vec<Passed<'_>> = Vec::new();
    for event in events {
        match (event.kind.as_deref(), &event.node_key) {
            (Some("PASS"), Some(key)) => passed.push(Passed {
                key,
                task: event.task_id.as_ref(),
                seat: event
                    .task_id
                    .as_ref()
                    .and_then(|task| seats.get(task))
                    .map(|seat| node(seat)),
            }),
            (Some("ROLLBACK"), _) => passed.clear(),
            (Some("ROLLBACK_SELECTED"), _) => {
                let to = reached(&begun, event.create_time);
                undo(&mut passed, to.as_ref());
            }
            _ => {}
        }
    }
    passed
}

/// Takes back a node and all that was passed after it; where it is not among them, everything.
fn undo(passed: &mut Vec<Passed<'_>>, to: Option<&Id>) {
    let is_there = |node: &Passed<'_>| {
        let seat = node.seat.as_ref().and_then(|seat| seat.id.as_ref());
        to.is_some() && seat == to
    };
    let mut found = false;
    // From the end: what is taken back is looked at no more.
    while let Some(last) = passed.pop_if(|last| !found || is_there(last)) {
        found |= is_there(&last);
    }
}

/// The seats in the order in which they began.
fn begun(told: &Instance) -> Vec<&Task> {
    let seats = told.task_list.iter();
    let mut seats: Vec<_> = seats.filter(|seat| seat.start_time.is_some()).collect();
    seats.sort_by_key(|seat| seat.start_time);
    seats
}

/// The node that the first seat from a moment on is at: there it went back to.
///
/// Quirk: the entry of going back does not say where to.
fn reached(begun: &[&Task], at: Option<Timestamp>) -> Option<Id> {
    let from = begun.partition_point(|seat| seat.start_time < at);
    // Those that going back closed may have begun in the same moment.
    let still = |seat: &&&Task| seat.end_time.is_none() || seat.end_time > at;
    let mut since = begun.get(from..)?.iter();
    node(since.find(still)?).id
}

/// Where somebody is still asked.
fn open_nodes(told: &Instance) -> HashSet<Id> {
    let seats = told.task_list.iter();
    let open = seats.filter(|seat| {
        let status = seat.status.as_deref();
        matches!(status, Some("PENDING" | "OVERTIME_RECOVER"))
    });
    open.filter_map(|seat| node(seat).id).collect()
}
