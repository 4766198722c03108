//! Rows, and the way of every arrow: down through the gaps, loops around by the right margin.

use std::collections::{BTreeMap, BTreeSet};

use super::arrows::Arrow;
use super::channel::{Channel, Net};
use super::layers::{Layers, Link, Slot};
use super::margin;

/// A cell: column and row.
pub(super) type Point = (i32, i32);

/// Where everything is.
#[derive(Debug)]
pub(super) struct Plan {
    pub layers: Layers,
    /// First row of each slot.
    pub tops: Vec<i32>,
    /// Corners of each arrow's way: the first one is on the border of its source, the last one is
    /// its head.
    pub ways: Vec<Vec<Point>>,
    /// The middle of the words of each loop that has some.
    pub words: BTreeMap<usize, Point>,
}

/// A loop's ends: beside the nodes where nothing is in the way, else below and above them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    pub arrow: usize,
    pub from: usize,
    pub to: usize,
    pub leaves_beside: bool,
    pub comes_beside: bool,
}

/// Rows of the layers and the gaps above them; the last gap is below all.
#[derive(Debug)]
struct Rows {
    layers: Vec<i32>,
    heights: Vec<i32>,
    gaps: Vec<i32>,
    tracks: Vec<BTreeMap<Net, i32>>,
}

impl Rows {
    fn track(&self, gap: usize, net: Net) -> Option<i32> {
        Some(self.gaps[gap] + self.tracks[gap].get(&net)?)
    }
}

pub(super) fn plan(layers: Layers, arrows: &[Arrow], loops: &[bool]) -> Plan {
    let turns = turns(&layers, arrows, loops);
    let ports: Vec<(i32, i32)> = ports(&layers);
    let nets: Vec<Net> = nets(&layers);
    let mut channels: Vec<Channel> = Vec::new();
    channels.resize_with(layers.rows.len() + 1, Channel::default);
    for ((link, port), net) in layers.links.iter().zip(&ports).zip(&nets) {
        let gap = layers.slots[link.to].layer;
        channels[gap].pass(*net, port.0, port.1);
    }
    for turn in &turns {
        let (from, to) = (&layers.slots[turn.from], &layers.slots[turn.to]);
        if !turn.leaves_beside {
            channels[from.layer + 1].leave(Net::Leave(turn.from), corner(from));
        }
        if !turn.comes_beside {
            channels[to.layer].come_back(Net::Return(turn.to), corner(to));
        }
    }
    let rows = rows(&layers, &channels, &turns);
    let tops: Vec<i32> = layers
        .slots
        .iter()
        .map(|slot| rows.layers[slot.layer])
        .collect();
    let mut ways = vec![Vec::new(); arrows.len()];
    for ((link, port), net) in layers.links.iter().zip(ports).zip(nets) {
        let way = &mut ways[link.arrow];
        descend(way, &layers, &rows, *link, port, net);
    }
    let ends: Vec<[Vec<Point>; 2]> = turns
        .iter()
        .map(|turn| turn_ends(&layers, &rows, *turn))
        .collect();
    let words = margin::go_around(&layers, arrows, &turns, ends, &mut ways);
    Plan {
        layers,
        tops,
        ways,
        words,
    }
}

/// The column in which a loop leaves below a node, or comes down to it.
fn corner(slot: &Slot) -> i32 {
    slot.x + slot.width - 2
}

fn turns(layers: &Layers, arrows: &[Arrow], loops: &[bool]) -> Vec<Turn> {
    let last: BTreeSet<usize> = layers
        .rows
        .iter()
        .filter_map(|row| row.last().copied())
        .collect();
    let arrows = arrows.iter().enumerate().zip(loops);
    arrows
        .filter(|(_, is_loop)| **is_loop)
        .map(|((number, arrow), _)| Turn {
            arrow: number,
            from: arrow.from,
            to: arrow.to,
            leaves_beside: last.contains(&arrow.from),
            comes_beside: last.contains(&arrow.to),
        })
        .collect()
}

/// Several ways out of a slot share a line, else those into one.
fn nets(layers: &Layers) -> Vec<Net> {
    let (out, _) = degrees(layers);
    let net = |link: &Link| match out[link.from] {
        1 => Net::Into(link.to),
        _ => Net::From(link.from),
    };
    layers.links.iter().map(net).collect()
}

fn degrees(layers: &Layers) -> (Vec<usize>, Vec<usize>) {
    let mut out = vec![0; layers.slots.len()];
    let mut into = out.clone();
    for link in &layers.links {
        out[link.from] += 1;
        into[link.to] += 1;
    }
    (out, into)
}

/// Where each link leaves and enters: in the middle, or in one column where it is alone at both
/// ends and a straight line fits.
fn ports(layers: &Layers) -> Vec<(i32, i32)> {
    let (out, into) = degrees(layers);
    let port = |link: &Link| {
        let (from, to) = (&layers.slots[link.from], &layers.slots[link.to]);
        let middles = (from.middle(), to.middle());
        if out[link.from] > 1 || into[link.to] > 1 {
            return middles;
        }
        let ((left, right), (begin, end)) = (reach(from), reach(to));
        let (left, right) = (left.max(begin), right.min(end));
        if left > right {
            return middles;
        }
        let column = i32::midpoint(middles.0, middles.1).clamp(left, right);
        (column, column)
    };
    layers.links.iter().map(port).collect()
}

/// The columns in which an arrow may touch a slot; the corner is for loops.
fn reach(slot: &Slot) -> (i32, i32) {
    if slot.is_node() {
        (slot.x + 2, slot.x + slot.width - 4)
    } else {
        (slot.middle(), slot.middle())
    }
}

fn rows(layers: &Layers, channels: &[Channel], turns: &[Turn]) -> Rows {
    let mut entered: BTreeSet<usize> = layers
        .links
        .iter()
        .filter(|link| layers.slots[link.to].is_node())
        .map(|link| layers.slots[link.to].layer)
        .collect();
    let from_above = turns.iter().filter(|turn| !turn.comes_beside);
    entered.extend(from_above.map(|turn| layers.slots[turn.to].layer));
    let mut rows = Rows {
        layers: Vec::new(),
        heights: Vec::new(),
        gaps: Vec::new(),
        tracks: Vec::new(),
    };
    let mut y = 0;
    for (layer, channel) in channels.iter().enumerate() {
        let (tracks, count) = channel.tracks();
        rows.gaps.push(y);
        rows.tracks.push(tracks);
        let least = i32::from(layer > 0 && layer < layers.rows.len());
        y += (count + i32::from(entered.contains(&layer))).max(least);
        if let Some(row) = layers.rows.get(layer) {
            let height = row.iter().map(|slot| layers.slots[*slot].height).max();
            rows.layers.push(y);
            rows.heights.push(height.unwrap_or(0));
            y += height.unwrap_or(0);
        }
    }
    rows
}

/// Leads an arrow from one layer to the next.
fn descend(
    way: &mut Vec<Point>,
    layers: &Layers,
    rows: &Rows,
    link: Link,
    (leaves, enters): (i32, i32),
    net: Net,
) {
    let (from, to) = (&layers.slots[link.from], &layers.slots[link.to]);
    if from.is_node() {
        way.push((leaves, rows.layers[from.layer] + from.height - 1));
    }
    way.push((leaves, rows.layers[from.layer] + from.height));
    if let Some(y) = rows.track(to.layer, net) {
        way.extend([(leaves, y), (enters, y)]);
    }
    way.push((enters, rows.layers[to.layer] - 1));
}

/// The cells from a loop's source to the margin, and from the margin to its target.
fn turn_ends(layers: &Layers, rows: &Rows, turn: Turn) -> [Vec<Point>; 2] {
    let (from, to) = (&layers.slots[turn.from], &layers.slots[turn.to]);
    let beside = |slot: &Slot, row: i32| (slot.x + slot.width, rows.layers[slot.layer] + row);
    let leave = match rows.track(from.layer + 1, Net::Leave(turn.from)) {
        Some(y) if !turn.leaves_beside => {
            let below = rows.layers[from.layer] + from.height;
            [below - 1, below, y].map(|y| (corner(from), y)).to_vec()
        }
        _ => {
            let (x, y) = beside(from, from.height - 2);
            vec![(x - 1, y), (x, y)]
        }
    };
    let come = match rows.track(to.layer, Net::Return(turn.to)) {
        Some(y) if !turn.comes_beside => {
            let above = rows.layers[to.layer] - 1;
            vec![(corner(to), y), (corner(to), above)]
        }
        _ => vec![beside(to, 1)],
    };
    [leave, come]
}
