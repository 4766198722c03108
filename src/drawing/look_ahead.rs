//! The flow in one line: what is behind, where it stands, what is still to come.
//!
//! ```text
//! … → 主管审批✓ → [你] → 财务审批 | 法务审批 → 总经理审批 → 结束
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::arrows::{self, Arrow};
use super::layers;
use super::signs::{self, Mark};
use crate::domain::canvas::{Actor, Canvas, Node, NodeKind, Progress};
use crate::domain::id::Id;
use crate::domain::text::{fit, neutral};

/// Who looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Viewer<'a> {
    pub id: Option<&'a Id>,
    pub name: Option<&'a str>,
    /// The word that stands for the viewer: 你, you.
    pub word: &'a str,
}

impl Viewer<'_> {
    /// Whether a node waits for the viewer. Names count only where ids are missing.
    fn is_asked_at(&self, node: &Node) -> bool {
        let mut asked = node.people.iter().filter(|actor| actor.action.is_none());
        asked.any(|actor| match (&actor.id, self.id) {
            (Some(actor), Some(id)) => actor == id,
            _ => self.name == Some(actor.name.as_str()),
        })
    }
}

/// The line in at most so many columns; empty where there is no flow.
pub fn line(canvas: &Canvas, viewer: &Viewer<'_>, columns: usize) -> String {
    let (arrows, _) = arrows::of(canvas);
    let ahead = ahead(canvas, &arrows);
    let standing = standing(canvas, &ahead);
    let steps = steps(canvas, &ahead, &standing);
    let mut parts = behind(canvas, &ahead, &steps);
    let mut by_step: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (place, step) in steps {
        if let Some(node) = canvas.nodes.get(place).filter(|node| is_told(node)) {
            by_step.entry(step).or_default().push(word(node, viewer));
        }
    }
    parts.extend(by_step.into_values().map(|words| words.join(" | ")));
    fit(&parts.join(" → "), columns)
}

/// The ways on: no loops, except where one is the only way out of where the flow stands.
fn ahead<'a>(canvas: &Canvas, arrows: &'a [Arrow]) -> Vec<&'a Arrow> {
    let loops = layers::loops(canvas, arrows);
    let (back, mut on): (Vec<_>, Vec<_>) =
        arrows.iter().zip(loops).partition(|(_, is_loop)| *is_loop);
    let left: BTreeSet<usize> = on.iter().map(|(arrow, _)| arrow.from).collect();
    let is_current = |place: usize| {
        let node = canvas.nodes.get(place);
        node.is_some_and(|node| node.status == Progress::Current)
    };
    on.extend(
        back.into_iter()
            .filter(|(arrow, _)| is_current(arrow.from) && !left.contains(&arrow.from)),
    );
    on.into_iter().map(|(arrow, _)| arrow).collect()
}

/// Gateways decide nothing that is worth a place on the line.
fn is_told(node: &Node) -> bool {
    node.kind != NodeKind::Gateway
}

fn word(node: &Node, viewer: &Viewer<'_>) -> String {
    let name = neutral(node.name.trim());
    match node.status {
        Progress::Current if viewer.is_asked_at(node) => format!("[{}]", viewer.word),
        Progress::Current => format!("[{name}]"),
        Progress::Done | Progress::Waiting | Progress::Other(_) => name.into_owned(),
    }
}

/// Where the flow stands; where it begins, if it has not begun.
fn standing(canvas: &Canvas, ahead: &[&Arrow]) -> Vec<usize> {
    let nodes = || canvas.nodes.iter().enumerate();
    let current: Vec<usize> = nodes()
        .filter(|(_, node)| node.status == Progress::Current)
        .map(|(place, _)| place)
        .collect();
    let begun = nodes().any(|(_, node)| node.status.has_begun());
    if begun {
        current
    } else {
        beginnings(canvas, ahead)
    }
}

fn beginnings(canvas: &Canvas, ahead: &[&Arrow]) -> Vec<usize> {
    let entered: BTreeSet<usize> = ahead.iter().map(|arrow| arrow.to).collect();
    (0..canvas.nodes.len())
        .filter(|place| !entered.contains(place))
        .collect()
}

/// How many steps each node is from the given ones, by the longest way that passes no node at
/// which the flow stands; gateways are no steps.
fn steps(canvas: &Canvas, ahead: &[&Arrow], from: &[usize]) -> BTreeMap<usize, usize> {
    let mut steps: BTreeMap<usize, usize> = from.iter().map(|place| (*place, 0)).collect();
    // Without loops nothing is farther than there are nodes.
    for _ in 0..canvas.nodes.len() {
        let before = steps.clone();
        for arrow in ahead {
            let (Some(from), Some(to)) = (canvas.nodes.get(arrow.from), canvas.nodes.get(arrow.to))
            else {
                continue;
            };
            if let Some(step) = steps.get(&arrow.from).copied()
                && to.status != Progress::Current
            {
                let step = step + usize::from(is_told(from));
                let known = steps.entry(arrow.to).or_insert(step);
                *known = step.max(*known);
            }
        }
        if steps == before {
            break;
        }
    }
    steps
}

/// The last node that is done, and whether anybody else was asked before.
fn behind(canvas: &Canvas, ahead: &[&Arrow], to_come: &BTreeMap<usize, usize>) -> Vec<String> {
    let mut done: Vec<(usize, &Node)> = steps(canvas, ahead, &beginnings(canvas, ahead))
        .into_iter()
        .filter(|(place, _)| !to_come.contains_key(place))
        .filter_map(|(place, step)| Some((step, canvas.nodes.get(place)?)))
        .filter(|(_, node)| node.status == Progress::Done && is_told(node))
        .collect();
    done.sort_by_key(|(step, _)| *step);
    let Some((_, last)) = done.pop() else {
        return Vec::new();
    };
    // The request itself is no step that has to be pointed at.
    let earlier = done.iter().any(|(_, node)| node.kind != NodeKind::Start);
    let more = earlier.then(|| "…".to_owned());
    let sign = if is_refused(last) { "✗" } else { "✓" };
    let last = format!("{}{sign}", neutral(last.name.trim()));
    more.into_iter().chain([last]).collect()
}

fn is_refused(node: &Node) -> bool {
    let refusal = |actor: &Actor| signs::mark(actor.action.as_ref(), node.status) == Mark::Refused;
    node.people.iter().any(refusal)
}
