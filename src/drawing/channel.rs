//! The gap between two layers: every net that has to go sideways gets a track of its own where it
//! would touch another, so that no two arrows can be mistaken for one.

use std::collections::BTreeMap;

/// What belongs together in a gap: it may share a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Net {
    /// The ways out of one slot.
    From(usize),
    /// The ways into one slot.
    Into(usize),
    /// A loop leaves below a node for the margin.
    Leave(usize),
    /// A loop comes from the margin down to a node.
    Return(usize),
}

/// Where a net touches the layers above and below it.
#[derive(Clone, Debug, Default)]
struct Pins {
    above: Vec<i32>,
    below: Vec<i32>,
    to_margin: bool,
}

impl Pins {
    fn span(&self) -> (i32, i32) {
        let all = || self.above.iter().chain(&self.below).copied();
        let right = if self.to_margin { Some(i32::MAX) } else { None };
        (
            all().min().unwrap_or(0),
            all().chain(right).max().unwrap_or(0),
        )
    }

    fn is_straight(&self) -> bool {
        let (left, right) = self.span();
        left == right
    }

    /// Whether this net comes down in a column in which the other one still goes down: then its
    /// track must lie above the other's.
    fn is_over(&self, other: &Self) -> bool {
        self.above.iter().any(|column| other.below.contains(column))
    }
}

/// A gap while nets are told to it.
#[derive(Debug, Default)]
pub(super) struct Channel {
    nets: BTreeMap<Net, Pins>,
}

impl Channel {
    /// A piece of an arrow comes down in one column and goes on in another.
    pub(super) fn pass(&mut self, net: Net, above: i32, below: i32) {
        let pins = self.nets.entry(net).or_default();
        pins.above.push(above);
        pins.below.push(below);
    }

    /// A loop comes down in a column, and goes right.
    pub(super) fn leave(&mut self, net: Net, column: i32) {
        let pins = self.nets.entry(net).or_default();
        pins.above.push(column);
        pins.to_margin = true;
    }

    /// A loop comes from the right, and goes down in a column.
    pub(super) fn come_back(&mut self, net: Net, column: i32) {
        let pins = self.nets.entry(net).or_default();
        pins.below.push(column);
        pins.to_margin = true;
    }

    /// The track of each net that needs one, from 0 on, and how many there are.
    pub(super) fn tracks(&self) -> (BTreeMap<Net, i32>, i32) {
        let mut waiting: Vec<(Net, &Pins)> = self
            .nets
            .iter()
            .filter(|(_, pins)| !pins.is_straight())
            .map(|(net, pins)| (*net, pins))
            .collect();
        waiting.sort_by_key(|(_, pins)| pins.span());
        let mut tracks = BTreeMap::new();
        let mut track = 0;
        while !waiting.is_empty() {
            for net in fill(&waiting) {
                tracks.insert(net, track);
            }
            waiting.retain(|(net, _)| !tracks.contains_key(net));
            track += 1;
        }
        (tracks, track)
    }
}

/// The nets that fit the next track side by side, of those that nothing has to lie above.
fn fill(waiting: &[(Net, &Pins)]) -> Vec<Net> {
    let mut taken = Vec::new();
    let mut free_from = i32::MIN;
    for (net, pins) in waiting {
        let (left, right) = pins.span();
        let held = waiting
            .iter()
            .any(|(other, over)| other != net && over.is_over(pins));
        if !held && left > free_from {
            taken.push(*net);
            free_from = right.saturating_add(1);
        }
    }
    // Each waits for the other: one of them has to begin.
    if taken.is_empty() {
        taken.extend(waiting.first().map(|(net, _)| *net));
    }
    taken
}
