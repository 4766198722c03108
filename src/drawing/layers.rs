//! Nodes in layers, so that all arrows but loops point down: cycles, layers and the order within
//! a layer come from the layout library, which nothing else here names.

use ascii_dag::Graph;
use ascii_dag::LayoutConfig;
use ascii_dag::ir::NodeKind as Kind;

use super::arrows::Arrow;
use crate::domain::canvas::{Canvas, NodeKind};

/// What takes room in a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Node(usize),
    /// The words on an arrow.
    Label(usize),
    /// An arrow on its way through.
    Pass,
}

/// Room in a layer, in cells.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub what: What,
    pub layer: usize,
    pub x: i32,
    pub width: i32,
    pub height: i32,
}

impl Slot {
    fn new(what: What, width: i32) -> Self {
        Self {
            what,
            layer: 0,
            x: 0,
            width,
            height: 1,
        }
    }

    /// The middle column. Widths are odd, so it is one.
    pub(super) fn middle(&self) -> i32 {
        self.x + self.width / 2
    }

    pub(super) fn is_node(&self) -> bool {
        matches!(self.what, What::Node(_))
    }
}

/// A piece of an arrow, from one layer to the next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub from: usize,
    pub to: usize,
    pub arrow: usize,
}

/// Slots by number (nodes first, as in the canvas), in layers from left to right.
#[derive(Clone, Debug, Default)]
pub(super) struct Layers {
    pub slots: Vec<Slot>,
    pub rows: Vec<Vec<usize>>,
    pub links: Vec<Link>,
}

impl Layers {
    /// Gives the words on the only way into a node as much room as the node has, so that they
    /// can stand right above it.
    pub(super) fn widen_words(&mut self) {
        let mut into = vec![0; self.slots.len()];
        for link in &self.links {
            into[link.to] += 1;
        }
        for link in &self.links {
            let (below, alone) = (&self.slots[link.to], into[link.to] == 1);
            let room = below.width + 2;
            let is_above_node = alone && below.is_node();
            let words = &mut self.slots[link.from];
            if is_above_node && matches!(words.what, What::Label(_)) {
                words.width = words.width.max(room);
            }
        }
    }
}

/// Which arrows lead back to where the flow has been, or to where they start.
pub(super) fn loops(canvas: &Canvas, arrows: &[Arrow]) -> Vec<bool> {
    let mut graph = Graph::new();
    for node in beginning_first(canvas, arrows) {
        graph.add_node(node, "");
    }
    for arrow in arrows {
        graph.add_edge(arrow.from, arrow.to, None);
    }
    graph.detect_back_edges()
}

/// Walks begin where the flow begins, or a loop would be cut at the wrong place.
fn beginning_first(canvas: &Canvas, arrows: &[Arrow]) -> Vec<usize> {
    let mut entered = vec![false; canvas.nodes.len()];
    for arrow in arrows.iter().filter(|arrow| arrow.from != arrow.to) {
        entered[arrow.to] = true;
    }
    let mut order: Vec<usize> = (0..canvas.nodes.len()).collect();
    order.sort_by_key(|node| (canvas.nodes[*node].kind != NodeKind::Start, entered[*node]));
    order
}

/// Lays so many nodes out, whatever room they take. Loops are left to go around.
pub(super) fn arrange(nodes: usize, arrows: &[Arrow], loops: &[bool]) -> Layers {
    let mut layers = Layers {
        slots: (0..nodes)
            .map(|node| Slot::new(What::Node(node), 1))
            .collect(),
        ..Layers::default()
    };
    let mut pieces = Vec::new();
    for (number, arrow) in arrows.iter().enumerate().filter(|(nth, _)| !loops[*nth]) {
        let mut from = arrow.from;
        if is_labelled(arrow.from, arrows, loops) {
            from = layers.slots.len();
            layers.slots.push(word(number, &arrow.label));
            pieces.push(link(arrow.from, from, number));
        }
        pieces.push(link(from, arrow.to, number));
    }
    order(&mut layers, &pieces);
    face_right(&mut layers, arrows, loops);
    layers
}

/// Loops go around by the right margin: where more of their ends are at the left, the mirror
/// image lets more of them leave and come back without crossing anything.
fn face_right(layers: &mut Layers, arrows: &[Arrow], loops: &[bool]) {
    let arrows = arrows.iter().zip(loops).filter(|(_, is_loop)| **is_loop);
    let ends: Vec<usize> = arrows
        .flat_map(|(arrow, _)| [arrow.from, arrow.to])
        .collect();
    let outmost = |edge: fn(&Vec<usize>) -> Option<&usize>| {
        let is_outmost = |end: &&usize| layers.rows.iter().any(|row| edge(row) == Some(*end));
        ends.iter().filter(is_outmost).count()
    };
    if outmost(|row| row.first()) > outmost(|row| row.last()) {
        layers.rows.iter_mut().for_each(|row| row.reverse());
    }
}

/// Whether one of the ways out of a node is: then all have their place for words, side by side.
fn is_labelled(node: usize, arrows: &[Arrow], loops: &[bool]) -> bool {
    let mut arrows = arrows.iter().zip(loops);
    arrows.any(|(arrow, is_loop)| arrow.from == node && !is_loop && !arrow.label.is_empty())
}

fn word(arrow: usize, label: &str) -> Slot {
    match super::columns_of(label) {
        0 => Slot::new(What::Pass, 1),
        wide => Slot::new(What::Label(arrow), wide | 1),
    }
}

fn link(from: usize, to: usize, arrow: usize) -> Link {
    Link { from, to, arrow }
}

/// Has the library order slots and pieces, and cuts the pieces where they pass a layer.
fn order(layers: &mut Layers, pieces: &[Link]) {
    let mut graph = Graph::new();
    for number in 0..layers.slots.len() {
        graph.add_node(number, "");
    }
    for piece in pieces {
        graph.add_edge(piece.from, piece.to, None);
    }
    let config = LayoutConfig {
        include_dummy_nodes: true,
        ..LayoutConfig::quality()
    };
    let laid_out = graph.compute_layout_with_config(&config);
    let mut seats: Vec<(usize, usize, usize)> = Vec::new();
    let mut passes: Vec<Vec<(usize, usize)>> = vec![Vec::new(); pieces.len()];
    for node in laid_out.nodes() {
        let slot = match (&node.kind, node.edge_index) {
            (Kind::Dummy, Some(piece)) => {
                passes[piece].push((node.level, layers.slots.len()));
                layers.slots.push(Slot::new(What::Pass, 1));
                layers.slots.len() - 1
            }
            _ => node.id,
        };
        layers.slots[slot].layer = node.level;
        seats.push((node.level, node.level_position, slot));
    }
    seats.sort_unstable();
    for (layer, _, slot) in seats {
        layers
            .rows
            .resize_with(layers.rows.len().max(layer + 1), Vec::new);
        layers.rows[layer].push(slot);
    }
    for (piece, mut between) in pieces.iter().zip(passes) {
        between.sort_unstable();
        let ends = between.into_iter().map(|(_, slot)| slot).chain([piece.to]);
        let mut from = piece.from;
        for to in ends {
            layers.links.push(link(from, to, piece.arrow));
            from = to;
        }
    }
}
