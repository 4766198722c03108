//! The edges of a flow as they can be drawn: between nodes that exist, each once.

use std::collections::BTreeMap;

use crate::domain::canvas::{Canvas, Progress};
use crate::domain::text::neutral;

/// An edge between two nodes, by their places in the canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Arrow {
    pub from: usize,
    pub to: usize,
    /// Harmless text; empty where there is none.
    pub label: String,
    pub progress: Progress,
}

/// The arrows, and for each edge of the canvas the arrow that stands for it. An edge to or from
/// a node that is not there has none.
pub(super) fn of(canvas: &Canvas) -> (Vec<Arrow>, Vec<Option<usize>>) {
    let mut places = BTreeMap::new();
    for (place, node) in canvas.nodes.iter().enumerate() {
        places.entry(&node.element_id).or_insert(place);
    }
    let mut arrows: Vec<Arrow> = Vec::new();
    let mut known = BTreeMap::new();
    let mut of_edge = Vec::new();
    for edge in &canvas.edges {
        let (Some(from), Some(to)) = (places.get(&edge.from), places.get(&edge.to)) else {
            of_edge.push(None);
            continue;
        };
        let label = neutral(edge.label.as_deref().unwrap_or_default().trim()).into_owned();
        let arrow = *known
            .entry((*from, *to, label.clone()))
            .or_insert(arrows.len());
        match arrows.get_mut(arrow) {
            Some(twin) => twin.progress = further(twin.progress, edge.status),
            None => arrows.push(Arrow {
                from: *from,
                to: *to,
                label,
                progress: edge.status,
            }),
        }
        of_edge.push(Some(arrow));
    }
    (arrows, of_edge)
}

/// Of two ways that share a line, the one that was gone is shown.
pub(super) fn further(one: Progress, other: Progress) -> Progress {
    match (one, other) {
        (Progress::Done, _) | (_, Progress::Done) => Progress::Done,
        (Progress::Current, _) | (_, Progress::Current) => Progress::Current,
        _ => Progress::Waiting,
    }
}
